import "server-only";
import { sql } from "drizzle-orm";
import type { Context } from "@/lib/context";
import { newId } from "@/lib/ids";

/** The organisations that group IDs name, made where they are new: group ID -> organisation id. */
export async function nameOrganisations(
  ctx: Context,
  groupIds: Iterable<string>,
): Promise<Map<string, string>> {
  const wanted = [...new Set(groupIds)].sort();
  if (wanted.length === 0) return new Map();
  const known = await findOrganisations(ctx, wanted);
  const rows = wanted.filter((groupId) => !known.has(groupId)).map((group) => ({ id: newId("org"), group }));
  if (rows.length === 0) return known;
  await ctx.db.execute(sql`
    insert into organisations (id, workspace_id, group_id, first_seen_at, last_seen_at)
    select r.id, ${ctx.workspaceId}, r."group", ${ctx.now.toISOString()}::timestamptz, ${ctx.now.toISOString()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id text, "group" text) order by r."group"
    on conflict (workspace_id, group_id) do nothing`);
  return findOrganisations(ctx, wanted);
}

async function findOrganisations(ctx: Context, groupIds: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await ctx.db.execute<{ id: string; group_id: string }>(sql`
    select id, group_id from organisations where workspace_id = ${ctx.workspaceId}
      and group_id in (select jsonb_array_elements_text(${JSON.stringify(groupIds)}::jsonb))`);
  return new Map(rows.map((row) => [row.group_id, row.id]));
}
