import "server-only";
import { getTableName, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { organisations, people } from "@/db/schema";
import { canonicalKey } from "@/lib/attribute-names";
import { asksForDate, compare, compareNumbers } from "@/lib/audiences/comparisons/compare";
import {
  comparisonSql,
  dateComparisonSql,
  daysSql,
  FALSE,
  isUnstorable,
  operator,
  type SqlMoment,
  storedDateSql,
  TRUE,
} from "@/lib/audiences/comparisons/comparison-sql";
import { edgeAt } from "@/lib/audiences/comparisons/window";
import type {
  AttributeCondition,
  Condition,
  EventCondition,
  Filter,
  MembershipCondition,
  PeopleCondition,
} from "@/lib/audiences/schema";
import { boundText } from "@/lib/dates";
import { type AttributeTypes, type TypesOfEntity, typeFor } from "@/lib/profiles/attributes/attribute-types";
import { daysSinceKeys, isDaysInStage } from "@/lib/profiles/attributes/counted-names";
import { dateTextSql, lensSql } from "@/lib/profiles/attributes/lens-sql";
import type { Entity } from "@/lib/profiles/schema";

interface Scope extends SqlMoment {
  workspaceId: string;
  types: AttributeTypes;
}

/** The row that a condition is asked of. */
interface Row {
  entity: Entity;
  id: SQL;
  attributes: SQL;
  /** How to ask something of the organisation's attributes; `missing` is the answer when there is no organisation. */
  ofOrganisation(ask: (attributes: SQL) => SQL, missing: boolean): SQL;
}

/**
 * The customers that match a filter at a moment, as a condition on the table `people` or `organisations` for `.where()`.
 * Says the same as evaluate(). The caller adds the workspace, and that the row has not been merged into another.
 */
export function toSql(
  filter: Filter,
  options: { entity: Entity; workspaceId: string; now: Date; zone: string; types: AttributeTypes },
): SQL {
  const { workspaceId, now, zone, types } = options;
  const scope: Scope = { workspaceId, t: now.getTime(), zone, types };
  const row = options.entity === "person" ? personRow(scope) : organisationRow();
  return or(filter.any.map((group) => allOf(group.all, row, scope)));
}

function allOf(conditions: readonly Condition[], row: Row, scope: Scope): SQL {
  return and(conditions.map((condition) => conditionSql(condition, row, scope)));
}

function conditionSql(condition: Condition, row: Row, scope: Scope): SQL {
  switch (condition.kind) {
    case "attribute":
      return attributeSql(condition, row, scope);
    case "event":
      return eventSql(condition, row, scope);
    case "membership":
      return membershipSql(condition, row, scope);
    case "people":
      return peopleSql(condition, row, scope);
  }
}

function attributeSql({ of, attribute, is }: AttributeCondition, row: Row, scope: Scope): SQL {
  const types = scope.types[of === "self" ? row.entity : "organisation"];
  const ask = (attributes: SQL) => readSql(attributes, attribute, is, { ...scope, types });
  return of === "self" ? ask(row.attributes) : row.ofOrganisation(ask, compare(null, is, scope));
}

/** The moment of a query, and the types of the side whose attributes are asked for. */
interface Reading extends SqlMoment {
  types: TypesOfEntity;
}

function readSql(attributes: SQL, attribute: string, is: AttributeCondition["is"], reading: Reading): SQL {
  const key = canonicalKey(attribute);
  const type = typeFor(reading.types, key);
  const stored = sql`(${attributes} -> ${key}::text)`;
  if (type === "date" && asksForDate(is)) return dateComparisonSql(stored, is, reading);
  const read = lensSql(stored, type);
  const isText = type === "text";
  // No number and no truth reads as such a text: the stored value itself is asked, which costs half as much.
  const asked = isText && isOfStringsAlone(is) ? stored : read;
  const ofStored = comparisonSql(asked, is, reading, isText ? "text" : "attribute");
  const since = sinceSql(attributes, key, reading.types);
  if (!since) return ofStored;
  return sql`(case when coalesce(${read} <> 'null'::jsonb, false) then ${ofStored} else ${daysSql(since, is, reading)} end)`;
}

/** Whether only a stored string can be what a comparison of texts names: not the text of a number or of a truth. */
function isOfStringsAlone(is: AttributeCondition["is"]): boolean {
  if (is.op !== "is" && is.op !== "is_not") return false;
  return !/^(-?\d|true$|false$)/.test(is.value);
}

/** The date that a counted attribute counts its days from, as text whose order is the order in time. */
function sinceSql(attributes: SQL, key: string, types: TypesOfEntity): SQL | null {
  if (isDaysInStage(key)) {
    return sql`(select max(${storedDateSql(sql`entry.value`)}) from jsonb_each(${attributes}) entry
      where entry.key ~ '^last_entry_to_.*_stage$'
        and ${attributes} -> ('currently_member_of_' || substr(entry.key, 15)) = 'true'::jsonb)`;
  }
  const keys = daysSinceKeys(key);
  return (
    keys &&
    sql`coalesce(null, ${sql.join(
      keys.map((one) => sinceOneSql(attributes, one, types)),
      sql`, `,
    )})`
  );
}

function sinceOneSql(attributes: SQL, key: string, types: TypesOfEntity): SQL {
  const stored = sql`(${attributes} -> ${key}::text)`;
  const type = typeFor(types, key);
  if (type === "date") return dateTextSql(stored);
  return type === null || type === "json" ? storedDateSql(stored) : sql`null`;
}

// Each customer's events are read no further than the count asks, and only of customers whom cheaper conditions let through: a page of
// customers costs its own events, however many there are. Of "ever" and "never" the planner may read all events at once instead.
function eventSql({ event, count, within, where }: EventCondition, row: Row, scope: Scope): SQL {
  const holds = (times: number) => compareNumbers(times, count.op, count.times);
  if (isUnstorable(event)) return holds(0) ? TRUE : FALSE;
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
}

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

function membershipSql({ of, slug, is }: MembershipCondition, row: Row, { workspaceId }: Scope): SQL {
  const negative = is === "not_in" || is === "has_never_entered";
  if (isUnstorable(slug)) return negative ? TRUE : FALSE;
  const status = {
    in: sql`and en.status = 'open'`,
    not_in: sql`and en.status = 'open'`,
    has_entered: sql``,
    has_never_entered: sql``,
    has_completed: sql`and en.status = 'completed'`,
    // Who was joined into somebody else, or whose job was archived, has not left by the job's rules.
    has_exited: sql`and en.status = 'exited' and coalesce(en.reason, '') not in ('merged', 'archived')`,
  }[is];
  const found = sql`exists (select 1 from enrolments en join programmes pr on pr.id = en.programme_id
    where en.workspace_id = ${workspaceId} and en.customer_id = ${row.id} and en.entity = ${row.entity} ${status}
      and pr.workspace_id = ${workspaceId} and pr.kind = ${of} and pr.slug = ${slug})`;
  return negative ? sql`not ${found}` : found;
}

function peopleSql({ quantifier, all }: PeopleCondition, row: Row, scope: Scope): SQL {
  if (row.entity === "person") return FALSE;
  const person: Row = {
    entity: "person",
    id: sql`pe.id`,
    attributes: sql`pe.attributes`,
    ofOrganisation: (ask) => ask(row.attributes),
  };
  const matches = allOf(all, person, scope);
  const members = sql`from memberships me join people pe on pe.id = me.person_id and pe.merged_into is null
    where me.workspace_id = ${scope.workspaceId} and me.organisation_id = ${row.id}`;
  if (quantifier === "any") return sql`exists (select 1 ${members} and ${matches})`;
  if (quantifier === "all")
    return sql`(exists (select 1 ${members}) and not exists (select 1 ${members} and not ${matches}))`;
  return sql`((select count(*) ${members} and ${matches}) >= ${quantifier.atLeast}::int)`;
}

function personRow({ workspaceId }: Scope): Row {
  return {
    entity: "person",
    id: column(people.id),
    attributes: column(people.attributes),
    ofOrganisation: (ask, missing) => sql`coalesce((select ${ask(sql`og.attributes`)} from organisations og
      where og.workspace_id = ${workspaceId} and og.id = ${column(people.primaryOrganisationId)}), ${missing ? TRUE : FALSE})`,
  };
}

function organisationRow(): Row {
  const attributes = column(organisations.attributes);
  return {
    entity: "organisation",
    id: column(organisations.id),
    attributes,
    ofOrganisation: (ask) => ask(attributes),
  };
}

// Always with the table's name, which Drizzle leaves out in some places: inside a subquery a bare "id" would be another row's.
function column(of: PgColumn): SQL {
  return sql`${sql.identifier(getTableName(of.table))}.${sql.identifier(of.name)}`;
}

function and(conditions: readonly SQL[]): SQL {
  return conditions.length === 0 ? FALSE : sql`(${sql.join([...conditions], sql` and `)})`;
}

function or(conditions: readonly SQL[]): SQL {
  return conditions.length === 0 ? FALSE : sql`(${sql.join([...conditions], sql` or `)})`;
}
