import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { compare, compareNumbers } from "@/lib/audiences/comparisons/compare";
import {
  comparisonSql,
  FALSE,
  isUnstorable,
  operator,
  type SqlMoment,
  TRUE,
} from "@/lib/audiences/comparisons/comparison-sql";
import { edgeAt } from "@/lib/audiences/comparisons/window";
import type { ConditionSql } from "@/lib/audiences/conditions/sql-entry";
import type { EventCondition } from "@/lib/audiences/schema";
import { boundText } from "@/lib/dates";

/**
 * How often an event happened. Each customer's events are read no further than the count asks, and only of customers whom cheaper conditions
 * let through: a page of customers costs its own events, however many there are. Of "ever" and "never" the planner may read all events at once.
 */
export const eventSql: ConditionSql<EventCondition> = ({ event, count, within, where }, row, scope) => {
  const holds = (times: number) => compareNumbers(times, count.op, count.times);
  if (isUnstorable(event) || !(within || scope.countsEvents)) return holds(0) ? TRUE : FALSE;
  const customer = sql.raw(row.entity === "person" ? "oc.person_id" : "oc.organisation_id");
  const after =
    within &&
    sql`and oc.occurred_at > ${instantSql(edgeAt(scope.t, { duration: within, sign: -1, zone: scope.zone }))}`;
  const matching = sql`select 1 from occurrences oc ${joinProperties(where)}
    where oc.workspace_id = ${scope.workspaceId} and ${customer} = ${row.id} and oc.name = ${event}
      and oc.occurred_at <= ${instantSql(scope.t)} ${after} ${propertiesSql(where, scope)}`;
  const isAboutAny = holds(0) !== holds(1) && holds(1) === holds(2);
  if (isAboutAny) return holds(0) ? sql`not exists (${matching})` : sql`exists (${matching})`;
  return sql`((select count(*) from (${matching} limit ${count.times + 1}) few) ${operator(count.op)} ${count.times}::int)`;
};

/** Joins the body of events to their occurrences (`oc`) where conditions on properties need it. */
export function joinProperties(where: EventCondition["where"]): SQL {
  return where.length === 0
    ? sql``
    : sql`join events ev on ev.workspace_id = oc.workspace_id and ev.id = oc.event_id`;
}

/** What the properties of an event must be, as further conditions ("and ...") beside joinProperties(). */
export function propertiesSql(where: EventCondition["where"], moment: SqlMoment): SQL {
  const conditions = where.map(({ property, is }) => {
    if (isUnstorable(property)) return sql`and ${compare(null, is, moment, "property") ? TRUE : FALSE}`;
    return sql`and ${comparisonSql(sql`(ev.body -> ${property}::text)`, is, moment, "property")}`;
  });
  return sql.join(conditions, sql` `);
}

/** A moment as a bound for times in the database. */
export function instantSql(ms: number): SQL {
  const text = boundText(ms);
  return sql`${text === "" ? "-infinity" : text === "~" ? "infinity" : text}::timestamptz`;
}
