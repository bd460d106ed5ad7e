import "server-only";
import { sql } from "drizzle-orm";
import type { Context } from "@/lib/context";

/** Moves a walk past the next customer, who cannot be looked at; one that has come further stays where it is. */
export async function passOver(ctx: Context, seedId: string, customerId: string): Promise<void> {
  await ctx.db.execute(sql`
    update seeds set cursor = ${customerId}, looked = looked + 1
    where workspace_id = ${ctx.workspaceId} and id = ${seedId} and cursor < ${customerId}`);
}
