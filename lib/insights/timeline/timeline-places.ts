import { type SQL, sql } from "drizzle-orm";
import type { Context } from "@/lib/context";
import type { Cursor } from "@/lib/insights/cursor";
import { shows, type TimelineFilter } from "@/lib/insights/timeline/timeline-filter";
import type { Entity } from "@/lib/profiles/schema";

/** Of things at the same moment the effect stands above its cause, as it does in time. "set" is a change that an action made. */
const ranks = { event: 0, change: 1, move: 2, set: 3, delivery: 4 } as const;
export type PlaceKind = keyof typeof ranks;

/** Whose timeline it is. */
export interface Who {
  entity: Entity;
  id: string;
}

/**
 * The places of a page of a customer's timeline, the latest first: each kind reads its own index no further than the page is long, and
 * what the filter leaves out is not read. A value that an action wrote shows as the change it made, not as a delivery besides.
 */
export function timelinePlaces(
  ctx: Context,
  who: Who,
  { after, limit, filter }: { after: Cursor | null; limit: number; filter: TimelineFilter },
): SQL {
  const mine = sql`workspace_id = ${ctx.workspaceId}`;
  const first = (kind: PlaceKind, table: SQL, at: SQL, id: SQL, condition: SQL) =>
    sql`(select ${sql.raw(`'${kind}'`)} as kind, ${id} as id, ${sql.raw(`'${ranks[kind]}'`)} || ${id} as place, ${at} as at
         from ${table} where ${mine} and ${condition} ${older(kind, at, id, after)}
         order by ${at} desc, ${id} desc limit ${limit})`;
  const events = (name: SQL) =>
    first("event", sql`occurrences`, sql`occurred_at`, sql`event_id`, sql`${doneBy(who)} and name = ${name}`);
  const deliveries = (condition: SQL) =>
    first("delivery", sql`deliveries`, sql`decided_at`, sql`id`, sql`${condition} and status <> 'done'`);
  const changes = (kind: "change" | "set", is: SQL) =>
    first(
      kind,
      sql`attribute_changes`,
      sql`changed_at`,
      sql`id`,
      sql`customer_id = ${who.id} and cause->>'kind' ${is} 'action'`,
    );
  const passes = sql`select id from enrolments where ${mine} and customer_id = ${who.id}`;
  const sources: SQL[] = [];
  if (shows(filter, "events"))
    sources.push(
      filter.event === null
        ? // The index stands in order of time for each name: however much somebody has done, each name is read no further than a page.
          sql`(select latest.* from (${eventNames(ctx, who)}) named cross join lateral ${events(sql`named.name`)} latest
               order by at desc, id desc limit ${limit})`
        : events(sql`${filter.event}`),
    );
  if (shows(filter, "changes")) sources.push(changes("change", sql`<>`), changes("set", sql`=`));
  if (shows(filter, "jobs"))
    sources.push(
      first("move", sql`enrolment_moves`, sql`moved_at`, sql`id`, sql`enrolment_id = any(array(${passes}))`),
    );
  if (shows(filter, "messages")) {
    sources.push(deliveries(sql`customer_id = ${who.id}`));
    // What an organisation's programme wrote to this person.
    if (who.entity === "person")
      sources.push(deliveries(sql`person_id = ${who.id} and customer_id <> ${who.id}`));
  }
  return sql`select kind, id, place, at from (${sql.join(sources, sql` union all `)}) as stream
             order by at desc, place desc limit ${limit}`;
}

/** The names of what a customer has done, by the alphabet: from name to name in the index, however often each was done. */
export function eventNames(ctx: Context, who: Who): SQL {
  const next = (more: SQL) => sql`select o.name from occurrences o
    where o.workspace_id = ${ctx.workspaceId} and o.${doneBy(who)} ${more} order by o.name limit 1`;
  return sql`with recursive names as (
      (${next(sql``)}) union all select (${next(sql`and o.name > names.name`)}) from names where names.name is not null
    ) select name from names where name is not null`;
}

function doneBy({ entity, id }: Who): SQL {
  return sql`${sql.raw(entity === "person" ? "person_id" : "organisation_id")} = ${id}`;
}

function older(kind: PlaceKind, at: SQL, id: SQL, after: Cursor | null): SQL {
  if (!after) return sql``;
  const moment = sql`${after.at.toISOString()}::timestamptz`;
  const rank = Number(after.id.charAt(0));
  if (ranks[kind] < rank) return sql`and ${at} <= ${moment}`;
  if (ranks[kind] > rank) return sql`and ${at} < ${moment}`;
  return sql`and (${at}, ${id}) < (${moment}, ${after.id.slice(1)})`;
}
