import "server-only";
import { sql } from "drizzle-orm";
import type { Context } from "@/lib/context";
import { newId } from "@/lib/ids";
import type { Customer } from "@/lib/profiles/schema";

/** Writes what changed on locked customers, in one statement per table, with the history of every change that has a cause. */
export async function writeCustomers(ctx: Context, customers: readonly Customer[]): Promise<void> {
  const touched = customers.filter((customer) => customer.touched);
  await writePeople(
    ctx,
    touched.filter((customer) => customer.entity === "person"),
  );
  await writeOrganisations(
    ctx,
    touched.filter((customer) => customer.entity === "organisation"),
  );
  const unchanged = customers.filter(({ seen, timed, touched }) => (seen || timed) && !touched);
  await writeMoments(
    ctx,
    "people",
    unchanged.filter((customer) => customer.entity === "person"),
  );
  await writeMoments(
    ctx,
    "organisations",
    unchanged.filter((customer) => customer.entity === "organisation"),
  );
  await writeHistory(ctx, touched);
  await writeIgnored(ctx, customers);
}

// Most of those who do something change nothing of what is known of them: no reason to write all that again.
async function writeMoments(
  ctx: Context,
  table: "people" | "organisations",
  customers: readonly Customer[],
): Promise<void> {
  if (customers.length === 0) return;
  const ids = customers.map(({ id }) => id);
  const seen = customers.map(({ lastSeenAt }) => lastSeenAt.toISOString());
  const times = customers.map((customer) => (customer.timed ? JSON.stringify(customer.times) : null));
  await ctx.db.execute(sql`
    update ${sql.identifier(table)} c set last_seen_at = r.seen, attribute_times = coalesce(r.times::jsonb, c.attribute_times)
    from unnest(${sql.param(ids)}::text[], ${sql.param(seen)}::timestamptz[], ${sql.param(times)}::text[]) as r(id, seen, times)
    where c.id = r.id and c.workspace_id = ${ctx.workspaceId}`);
}

async function writePeople(ctx: Context, people: readonly Customer[]): Promise<void> {
  if (people.length === 0) return;
  const rows = people.map((person) => ({
    id: person.id,
    user_id: person.userId,
    email: person.email,
    email_since: person.emailSince === null ? null : new Date(person.emailSince),
    attributes: person.attributes,
    times: person.times,
    organisation: person.primaryOrganisationId,
    seen: person.lastSeenAt,
  }));
  await ctx.db.execute(sql`
    update people set user_id = r.user_id, email = r.email, email_since = r.email_since, attributes = r.attributes, attribute_times = r.times,
      primary_organisation_id = r.organisation, last_seen_at = r.seen
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r(id text, user_id text, email text, email_since timestamptz, attributes jsonb, times jsonb, organisation text, seen timestamptz)
    where people.id = r.id and people.workspace_id = ${ctx.workspaceId}`);
}

async function writeOrganisations(ctx: Context, organisations: readonly Customer[]): Promise<void> {
  if (organisations.length === 0) return;
  const rows = organisations.map(({ id, attributes, times, lastSeenAt }) => ({
    id,
    attributes,
    times,
    seen: lastSeenAt,
  }));
  await ctx.db.execute(sql`
    update organisations set attributes = r.attributes, attribute_times = r.times, last_seen_at = r.seen,
      domain = coalesce(r.attributes ->> 'domain', domain)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id text, attributes jsonb, times jsonb, seen timestamptz)
    where organisations.id = r.id and organisations.workspace_id = ${ctx.workspaceId}`);
}

async function writeHistory(ctx: Context, customers: readonly Customer[]): Promise<void> {
  const rows = customers.flatMap((customer) =>
    customer.changes.map((change) => ({
      id: newId("chg"),
      customer: customer.id,
      key: change.key,
      old: change.old,
      new: change.new,
      at: change.at,
      cause: change.cause,
    })),
  );
  if (rows.length === 0) return;
  await ctx.db.execute(sql`
    insert into attribute_changes (id, workspace_id, customer_id, key, old, new, changed_at, cause)
    select r.id, ${ctx.workspaceId}, r.customer, r.key, r.old, r.new, r.at, r.cause
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r(id text, customer text, key text, old jsonb, new jsonb, at timestamptz, cause jsonb)`);
}

/** Of each attribute the last value that was not taken over is remembered: in one statement a row is written once only. */
async function writeIgnored(ctx: Context, customers: readonly Customer[]): Promise<void> {
  const last = new Map(
    customers.flatMap((customer) =>
      customer.ignored.map(
        (one) => [`${customer.id} ${one.key}`, { customer: customer.id, ...one }] as const,
      ),
    ),
  );
  if (last.size === 0) return;
  await ctx.db.execute(sql`
    insert into ignored_values (workspace_id, customer_id, key, value, at, reason, cause)
    select ${ctx.workspaceId}, r.customer, r.key, r.value, r.at, r.reason, r.cause
    from jsonb_to_recordset(${JSON.stringify([...last.values()])}::jsonb)
      as r(customer text, key text, value jsonb, at timestamptz, reason text, cause jsonb)
    on conflict (workspace_id, customer_id, key) do update
    set value = excluded.value, at = excluded.at, reason = excluded.reason, cause = excluded.cause`);
}
