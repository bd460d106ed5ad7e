import "server-only";
import { sql } from "drizzle-orm";
import type { Context } from "@/lib/context";
import { newPlace } from "@/lib/ids";
import { mergeAttributes } from "@/lib/profiles/identity/merge-attributes";
import { type Customer, PRIMARY_ORGANISATION } from "@/lib/profiles/schema";

/**
 * Joins one locked person into another: names, occurrences, memberships, history and what was ignored go over, the newer value of each
 * attribute stays, and the old row says where it went. Events are not rewritten.
 */
export async function mergePeople(ctx: Context, from: Customer, into: Customer): Promise<void> {
  mergeAttributes(from, into);
  into.ignored.unshift(...from.ignored.splice(0));
  into.userId ??= from.userId;
  takePrimaryOrganisation(from, into);
  if (from.lastSeenAt.getTime() > into.lastSeenAt.getTime()) into.lastSeenAt = from.lastSeenAt;
  into.suppressed ||= from.suppressed;
  into.touched = true;

  const { workspaceId } = ctx;
  await ctx.db.execute(sql`
    update people set merged_into = ${into.id} where workspace_id = ${workspaceId} and id = ${from.id}`);
  if (from.suppressed) {
    await ctx.db.execute(sql`
      update people set suppressed_at = coalesce(suppressed_at, ${ctx.now.toISOString()}::timestamptz)
      where workspace_id = ${workspaceId} and id = ${into.id}`);
  }
  for (const [table, column] of [
    ["identities", "person_id"],
    ["attribute_changes", "customer_id"],
  ] as const) {
    await ctx.db.execute(sql`
      update ${sql.identifier(table)} set ${sql.identifier(column)} = ${into.id}
      where workspace_id = ${workspaceId} and ${sql.identifier(column)} = ${from.id}`);
  }
  // For the one who stays they are new; but while the other is inside something, what was known at that entry stays known.
  await ctx.db.execute(sql`
    update occurrences set person_id = ${into.id}, applied = case
      when applied is null or exists (select 1 from enrolments e
        where e.workspace_id = ${workspaceId} and e.customer_id = ${from.id} and e.status = 'open')
      then applied else ${newPlace()}::text end
    where workspace_id = ${workspaceId} and person_id = ${from.id}`);
  await ctx.db.execute(sql`
    insert into ignored_values (workspace_id, customer_id, key, value, at, reason, cause)
    select workspace_id, ${into.id}, key, value, at, reason, cause from ignored_values
    where workspace_id = ${workspaceId} and customer_id = ${from.id}
    on conflict (workspace_id, customer_id, key) do update
    set value = excluded.value, at = excluded.at, reason = excluded.reason, cause = excluded.cause
    where ignored_values.at < excluded.at`);
  await ctx.db.execute(
    sql`delete from ignored_values where workspace_id = ${workspaceId} and customer_id = ${from.id}`,
  );
  await ctx.db.execute(sql`
    insert into memberships (workspace_id, person_id, organisation_id, primary_contact, since)
    select workspace_id, ${into.id}, organisation_id, primary_contact, since from memberships
    where workspace_id = ${workspaceId} and person_id = ${from.id}
    on conflict (workspace_id, person_id, organisation_id) do update
    set primary_contact = memberships.primary_contact or excluded.primary_contact, since = least(memberships.since, excluded.since)`);
  await ctx.db.execute(
    sql`delete from memberships where workspace_id = ${workspaceId} and person_id = ${from.id}`,
  );
  await ctx.db.execute(
    sql`delete from customer_marks where workspace_id = ${workspaceId} and customer_id = ${from.id}`,
  );
}

/** The latest group call of the two decides. */
function takePrimaryOrganisation(from: Customer, into: Customer): void {
  if (from.primaryOrganisationId === null) return;
  const at = from.times[PRIMARY_ORGANISATION] ?? 0;
  if (into.primaryOrganisationId !== null && (into.times[PRIMARY_ORGANISATION] ?? 0) >= at) return;
  into.primaryOrganisationId = from.primaryOrganisationId;
  into.times[PRIMARY_ORGANISATION] = at;
}
