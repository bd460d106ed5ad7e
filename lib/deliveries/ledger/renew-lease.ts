import "server-only";
import { and, eq } from "drizzle-orm";
import { deliveries } from "@/db/schema";
import type { Context } from "@/lib/context";
import { leaseEnd } from "@/lib/deliveries/ledger/claim";

/** Extends the lease of a delivery; false when another sender holds it by now, and then no request may be made for it. */
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
