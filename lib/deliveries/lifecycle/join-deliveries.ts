import "server-only";
import { sql } from "drizzle-orm";
import type { Context } from "@/lib/context";

/** Moves a joined person's deliveries to the person who stays. */
export async function joinDeliveries(ctx: Context, fromId: string, intoId: string): Promise<void> {
  await ctx.db.execute(sql`
    update deliveries set customer_id = ${intoId},
      person_id = case when person_id = ${fromId} then ${intoId} else person_id end
    where workspace_id = ${ctx.workspaceId} and customer_id = ${fromId}`);
}
