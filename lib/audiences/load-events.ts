import "server-only";
import { sql } from "drizzle-orm";
import { isRelative } from "@/lib/audiences/comparisons/compare";
import { isUnstorable } from "@/lib/audiences/comparisons/comparison-sql";
import { instantSql, joinProperties, propertiesSql } from "@/lib/audiences/conditions/event-sql";
import type { EventCondition, EventFact } from "@/lib/audiences/schema";
import type { Context } from "@/lib/context";
import type { Entity } from "@/lib/profiles/schema";

/** An event condition, and the moment up to which it will be asked; absent: up to now. */
export interface WantedEvents {
  condition: EventCondition;
  to: Date | undefined;
}

/** A condition is answered by the latest few events that match it: one more than the number it compares with. */
export async function loadEvents(
  ctx: Context,
  entity: Entity,
  ids: readonly string[],
  wanted: readonly WantedEvents[],
): Promise<Map<string, EventFact[]>> {
  const found = new Map<string, Map<string, EventFact>>();
  for (const one of distinct(wanted)) {
    const name = one.condition.event;
    for (const row of await latestMatching(ctx, entity, ids, one)) {
      const ofCustomer = found.get(row.customer_id) ?? new Map<string, EventFact>();
      found.set(row.customer_id, ofCustomer);
      const times = row.at_ms.split(",");
      row.ids.split(",").forEach((id, i) => {
        if (row.properties === null && ofCustomer.has(id)) return;
        const at = new Date(Math.round(Number(times[i])));
        ofCustomer.set(id, { id, name, at, properties: row.properties?.[i] ?? NONE });
      });
    }
  }
  return new Map([...found].map(([id, events]) => [id, [...events.values()]]));
}

const NONE = Object.freeze({});

/** The matching events of one customer, as lists in the same order: a row for each would cost more to read than to find. */
interface EventsRow extends Record<string, unknown> {
  customer_id: string;
  ids: string;
  at_ms: string;
  properties: Record<string, unknown>[] | null;
}

async function latestMatching(
  ctx: Context,
  entity: Entity,
  ids: readonly string[],
  { condition, to }: WantedEvents,
): Promise<EventsRow[]> {
  const { event, where, count } = condition;
  if (isUnstorable(event)) return [];
  const customer = sql.raw(entity === "person" ? "oc.person_id" : "oc.organisation_id");
  // What compares a property with the clock matches other events later on: those are all read.
  const settled = where.filter(({ is }) => !isRelative(is));
  const limit =
    settled.length === where.length ? sql`order by oc.occurred_at desc limit ${count.times + 1}` : sql``;
  const body = where.length === 0 ? sql`` : sql`, ev.body`;
  const matching = sql`
    select oc.event_id as id, oc.occurred_at as at ${body}
    from occurrences oc ${joinProperties(where)}
    where oc.workspace_id = ${ctx.workspaceId} and ${customer} = customer.id and oc.name = ${event}
      ${propertiesSql(settled, { t: ctx.now.getTime(), zone: "UTC" })}`;
  const now = to && to.getTime() < ctx.now.getTime() ? to : ctx.now;
  const split = instantSql(now.getTime());
  const ahead = to ? sql`and oc.occurred_at <= ${instantSql(to.getTime())}` : sql``;
  // What is dated after now (another process's clock may be ahead) comes besides the latest few, and must not crowd them out.
  const { rows } = await ctx.db.execute<EventsRow>(sql`
    select customer.id as customer_id, found.*
    from unnest(${sql.param([...ids])}::text[]) as customer(id) cross join lateral (
      select string_agg(id, ',') as ids, string_agg((date_part('epoch', at) * 1000)::text, ',') as at_ms,
        ${where.length === 0 ? sql`null::json` : sql`json_agg(body)`} as properties
      from (
        (${matching} and oc.occurred_at <= ${split} ${limit}) union all (${matching} and oc.occurred_at > ${split} ${ahead})
      ) matching
    ) found where found.ids is not null`);
  return rows;
}

function distinct(wanted: readonly WantedEvents[]): WantedEvents[] {
  const byQuestion = new Map<string, WantedEvents>();
  for (const one of wanted) {
    const { event, count, where } = one.condition;
    const key = JSON.stringify([event, where.length > 0 ? [count.times, where] : [], one.to?.getTime()]);
    const known = byQuestion.get(key);
    if (!known || known.condition.count.times < count.times) byQuestion.set(key, one);
  }
  return [...byQuestion.values()];
}
