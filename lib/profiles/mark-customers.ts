import "server-only";
import { sql } from "drizzle-orm";
import type { Context } from "@/lib/context";
import type { Entity } from "@/lib/profiles/schema";

/** Who has to be looked at again: customers themselves, and whoever stands on the other side of these. */
export interface Marks {
  person: ReadonlySet<string>;
  organisation: ReadonlySet<string>;
  /** The organisations that these people belong to. */
  organisationsOf: ReadonlySet<string>;
  /** Everybody who belongs to these organisations. */
  peopleOf: ReadonlySet<string>;
}

const NOBODY: ReadonlySet<string> = new Set();

/** Asks for another look at customers; asking twice is the same as asking once. */
export async function markCustomers(
  ctx: Context,
  entity: Entity,
  ids: Iterable<string>,
  mayEnter = true,
): Promise<void> {
  const wanted = new Set(ids);
  if (wanted.size === 0) return;
  const marks = { person: NOBODY, organisation: NOBODY, organisationsOf: NOBODY, peopleOf: NOBODY };
  await markAround(ctx, { ...marks, [entity]: wanted }, () => mayEnter);
}

/**
 * Asks for another look at customers and at the other side of customers, all in one order, so that two who mark the same ones do not
 * wait for each other in a circle. What only imported history has changed lets nobody in when it is looked at.
 */
export async function markAround(
  ctx: Context,
  marks: Marks,
  mayEnter: (customerId: string) => boolean,
): Promise<void> {
  const list = (ids: ReadonlySet<string>) =>
    sql`jsonb_to_recordset(${JSON.stringify([...ids].map((id) => ({ id, enters: mayEnter(id) })))}::jsonb) as r(id text, enters boolean)`;
  await ctx.db.execute(sql`
    insert into customer_marks (workspace_id, entity, customer_id, marked_at, may_enter)
    select ${ctx.workspaceId}, entity, id, ${ctx.now.toISOString()}::timestamptz, bool_or(enters)
    from (
      select 'person' as entity, r.id, r.enters from ${list(marks.person)}
      union all select 'organisation', r.id, r.enters from ${list(marks.organisation)}
      union all select 'organisation', m.organisation_id, r.enters from ${list(marks.organisationsOf)}
        join memberships m on m.workspace_id = ${ctx.workspaceId} and m.person_id = r.id
      union all select 'person', m.person_id, r.enters from ${list(marks.peopleOf)}
        join memberships m on m.workspace_id = ${ctx.workspaceId} and m.organisation_id = r.id
    ) wanted
    group by entity, id order by entity, id
    on conflict (workspace_id, entity, customer_id) do update set may_enter = true
      where excluded.may_enter and not customer_marks.may_enter`);
}
