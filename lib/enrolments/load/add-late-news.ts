import "server-only";
import { sql } from "drizzle-orm";
import { isUnstorable } from "@/lib/audiences/comparisons/comparison-sql";
import { countedFromEntry } from "@/lib/audiences/conditions/kinds";
import type { EventFact, Facts } from "@/lib/audiences/schema";
import type { Context } from "@/lib/context";
import type { Pass } from "@/lib/enrolments/pass";
import type { LateNews } from "@/lib/enrolments/schema";
import type { Entity } from "@/lib/profiles/schema";
import type { Definition } from "@/lib/programmes/schema";

/** Of one event name, as many of a day's late ones are read. */
const MOST_LATE = 1_000;

interface Asked {
  customerId: string;
  name: string;
  until: Date;
  late: LateNews;
}

/**
 * Adds the events that may count for the goal of a pass though they are dated before its entry. They have to be asked for: events that were
 * known at the entry would crowd them out of the latest few. One query, however many passes there are; none where no goal counts events.
 */
export async function addLateNews(
  ctx: Context,
  entity: Entity,
  pairs: readonly {
    pass: Pass | null;
    programme: { definitions: ReadonlyMap<number, Definition> };
  }[],
  facts: Map<string, Facts>,
): Promise<void> {
  const asked = pairs.flatMap(({ pass, programme }) => {
    const definition = pass && programme.definitions.get(pass.version);
    return definition ? askedOf(pass, definition) : [];
  });
  if (asked.length === 0) return;
  for (const [customerId, late] of await readLate(ctx, entity, asked)) {
    const known = facts.get(customerId);
    if (!known) continue;
    const others = known.events.filter(({ id }) => id === null || !late.has(id));
    facts.set(customerId, { ...known, events: [...others, ...late.values()] });
  }
}

function askedOf(pass: Pass, { goal }: Definition): Asked[] {
  const { late, customerId, goalSince } = pass;
  const mayMatter = pass.status === "open" || (pass.reason === "deadline" && !pass.goalMetLateAt);
  if (!late || !mayMatter || goal.counts === "ever") return [];
  const names = goal.filter.any.flatMap(({ all }) =>
    all.flatMap((condition) => countedFromEntry(condition)?.event ?? []),
  );
  const storable = [...new Set(names)].filter((name) => !isUnstorable(name));
  return storable.map((name) => ({ customerId, name, until: goalSince, late }));
}

/** Customer id -> event id -> event: one that several passes ask for is one. */
async function readLate(
  ctx: Context,
  entity: Entity,
  asked: readonly Asked[],
): Promise<Map<string, Map<string, EventFact>>> {
  const customer = sql.raw(entity === "person" ? "oc.person_id" : "oc.organisation_id");
  const list = (pick: (one: Asked) => string) => sql.param(asked.map(pick));
  const { rows } = await ctx.db.execute<{
    customer: string;
    id: string;
    name: string;
    at_ms: number;
    applied: string;
    body: Record<string, unknown>;
  }>(sql`
    select asked.customer, asked.name, oc.event_id as id, date_part('epoch', oc.occurred_at) * 1000 as at_ms, oc.applied, ev.body
    from unnest(
      ${list((one) => one.customerId)}::text[], ${list((one) => one.name)}::text[], ${list((one) => one.late.from.toISOString())}::timestamptz[],
      ${list((one) => one.until.toISOString())}::timestamptz[], ${list((one) => one.late.after)}::text[]
    ) as asked(customer, name, since, until, after)
    cross join lateral (
      select oc.event_id, oc.occurred_at, oc.applied from occurrences oc
      where oc.workspace_id = ${ctx.workspaceId} and ${customer} = asked.customer and oc.name = asked.name
        and oc.occurred_at >= asked.since and oc.occurred_at <= asked.until and oc.applied collate "C" > asked.after
      order by oc.occurred_at desc limit ${MOST_LATE}
    ) oc
    join events ev on ev.workspace_id = ${ctx.workspaceId} and ev.id = oc.event_id`);
  const found = new Map<string, Map<string, EventFact>>();
  for (const { customer: id, at_ms, body, ...row } of rows) {
    const ofCustomer = found.get(id) ?? new Map<string, EventFact>();
    ofCustomer.set(row.id, { ...row, at: new Date(Math.round(Number(at_ms))), properties: body });
    found.set(id, ofCustomer);
  }
  return found;
}
