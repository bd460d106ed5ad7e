import "server-only";
import { and, eq } from "drizzle-orm";
import { deliveries } from "@/db/schema";
import type { Context } from "@/lib/context";
import { leaseEnd } from "@/lib/deliveries/ledger/claim";

/** Holds a delivery a little longer; false when somebody else holds it by now, and then nothing may be asked on its behalf. */
export async function renewLease(ctx: Context, token: string, id: string): Promise<boolean> {
  const renewed = await ctx.db
    .update(deliveries)
    .set({ leaseUntil: leaseEnd })
    .where(
      and(
        eq(deliveries.workspaceId, ctx.workspaceId),
        eq(deliveries.id, id),
        eq(deliveries.leaseToken, token),
      ),
    )
    .returning({ id: deliveries.id });
  return renewed.length === 1;
}
