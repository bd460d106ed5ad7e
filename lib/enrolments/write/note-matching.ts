import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Context } from "@/lib/context";
import type { Entity } from "@/lib/profiles/schema";

/** Takes note of customers, given as a query of their ids, as if the last look at them had found that they match. */
export async function noteMatching(
  ctx: Context,
  { programmeId, entity }: { programmeId: string; entity: Entity },
  customerIds: SQL,
): Promise<void> {
  await ctx.db.execute(sql`
    insert into watches (workspace_id, programme_id, entity, customer_id, matched)
    select ${ctx.workspaceId}, ${programmeId}, ${entity}, matching.id, true from (${customerIds}) as matching
    on conflict (programme_id, customer_id) do update set matched = true`);
}
