import "server-only";
import { type SQL, sql } from "drizzle-orm";
import {
  compare,
  type DateOperator,
  type NumberComparison,
  type ValueOf,
} from "@/lib/audiences/comparisons/compare";
import { edgeAt } from "@/lib/audiences/comparisons/window";
import type { Comparison } from "@/lib/audiences/schema";
import { boundText, DATE_PATTERN, isDate } from "@/lib/dates";
import {
  asInstantSql,
  askNumberSql,
  dateTextSql,
  sentDateSql,
  textOf,
  usualInstantSql,
} from "@/lib/profiles/attributes/lens-sql";
import { DAY_MS } from "@/lib/time";

export const TRUE = sql`true`;
export const FALSE = sql`false`;

/** The moment that a query speaks of, in milliseconds, and the zone of its calendar months. */
export interface SqlMoment {
  t: number;
  zone: string;
}

const isOfType = (value: SQL, type: "string" | "number"): SQL => sql`jsonb_typeof(${value}) = ${type}`;
const literal = (value: unknown): SQL => sql`${JSON.stringify(value)}::jsonb`;
const known = (condition: SQL): SQL => sql`coalesce(${condition}, false)`;

/** Text that PostgreSQL cannot hold, so that no stored value can equal or contain it. */
export function isUnstorable(text: string): boolean {
  return /\p{Surrogate}|\0/u.test(text);
}

/** A comparison with a moment of an attribute of type date: what is stored as an instant is told by its shape, and mostly by its first digits. */
export function dateComparisonSql(value: SQL, is: InstantComparison, moment: SqlMoment): SQL {
  const text = textOf(value);
  return known(sql`(case when ${text} like '____-__-__T__:__:__.___Z'
    then ${inRangeSql(text, is, moment)} and (${usualInstantSql(text)} or ${text} ~ ${DATE_PATTERN})
    else ${inRangeSql(dateTextSql(value), is, moment)} end)`);
}

/** A comparison with numbers of an attribute of type number: asked where its number is told, which costs little more than one without a type. */
export function numberComparisonSql(value: SQL, is: NumberComparison): SQL {
  return known(askNumberSql(value, (number) => boundsSql(number, is)));
}

function boundsSql(number: SQL, is: NumberComparison): SQL {
  if (is.op === "between") return sql`${number} between ${literal(is.from)} and ${literal(is.to)}`;
  return sql`${number} ${operator(is.op)} ${literal(is.value)}`;
}

/** A comparison of a JSON value as a condition that is always true or false, never unknown. Says the same as compare(). */
export function comparisonSql(value: SQL, is: Comparison, moment: SqlMoment, of: ValueOf): SQL {
  switch (is.op) {
    case "has_any_value":
      return known(sql`${value} <> 'null'::jsonb`);
    case "has_no_value":
      return sql`not ${known(sql`${value} <> 'null'::jsonb`)}`;
    case "is_true":
    case "is_false":
      return known(sql`${value} = ${literal(is.op === "is_true")}`);
    case "between":
    case "=":
    case "!=":
    case "<":
    case "<=":
    case ">":
    case ">=":
      return known(sql`${isOfType(value, "number")} and ${boundsSql(value, is)}`);
    case "is":
    case "contains":
    case "starts_with":
    case "ends_with":
      return known(textSql(value, is.op, [is.value], of));
    case "is_one_of":
      return known(textSql(value, "is", is.values, of));
    case "is_not":
      return sql`not ${known(textSql(value, "is", [is.value], of))}`;
    case "does_not_contain":
      return sql`not ${known(textSql(value, "contains", [is.value], of))}`;
    case "matches_none_of":
      return sql`not ${known(textSql(value, "is", is.values, of))}`;
    default:
      return known(instantSql(value, is, moment, of));
  }
}

/** The SQL of a numeric comparison sign. */
export function operator(op: "=" | "!=" | "<" | "<=" | ">" | ">="): SQL {
  const signs = {
    "=": sql`=`,
    "!=": sql`<>`,
    "<": sql`<`,
    "<=": sql`<=`,
    ">": sql`>`,
    ">=": sql`>=`,
  } as const;
  return signs[op];
}

/** A comparison of the whole days since a date, given as canonical text or null. The bounds are moved to the date's side, so that nothing is computed a row. */
export function daysSql(since: SQL, is: Comparison, moment: SqlMoment): SQL {
  const atLeast = (days: number) => sql`${since} <= ${boundText(moment.t - days * DAY_MS)}`;
  const more = (days: number) => atLeast(Math.floor(days) + 1);
  const least = (days: number) => atLeast(Math.ceil(days));
  const equals = (days: number) =>
    Number.isInteger(days) ? sql`${atLeast(days)} and not ${atLeast(days + 1)}` : FALSE;
  switch (is.op) {
    case "has_any_value":
      return sql`(${since}) is not null`;
    case "=":
      return known(sql`(${equals(is.value)})`);
    case "!=":
      return known(sql`(${since}) is not null and not (${equals(is.value)})`);
    case "<":
      return known(sql`not ${least(is.value)}`);
    case "<=":
      return known(sql`not ${more(is.value)}`);
    case ">":
      return known(more(is.value));
    case ">=":
      return known(least(is.value));
    case "between":
      return known(sql`${least(is.from)} and not ${more(is.to)}`);
    case "has_no_value":
      return sql`(${since}) is null`;
    default:
      return compare(null, is, moment) ? TRUE : FALSE;
  }
}

/** The text of a stored date as that of an instant, whose order is the order in time; null when the value is none. */
export function storedDateSql(value: SQL): SQL {
  return sql`(case when ${textOf(value)} ~ ${DATE_PATTERN} then ${asInstantSql(textOf(value))} end)`;
}

function textSql(
  value: SQL,
  op: "is" | "contains" | "starts_with" | "ends_with",
  texts: readonly string[],
  of: ValueOf,
): SQL {
  const possible = texts.filter(
    (text) => !isUnstorable(text) && !(op === "is" && of === "attribute" && isDate(text)),
  );
  const [first] = possible;
  if (first === undefined) return FALSE;
  if (op === "is" && possible.length === 1) return sql`${value} = ${literal(first)}`;
  if (op === "is")
    return sql`${isOfType(value, "string")} and ${textOf(value)} = any(${sql.param(possible)}::text[])`;
  const part = sql`${first}::text`;
  const found = {
    contains: sql`strpos(${textOf(value)}, ${part}) > 0`,
    starts_with: sql`starts_with(${textOf(value)}, ${part})`,
    ends_with: sql`right(${textOf(value)}, char_length(${part})) = ${part}`,
  }[op];
  const text = sql`${isOfType(value, "string")} and ${found}`;
  return of === "attribute" ? sql`${text} and not ${textOf(value)} ~ ${DATE_PATTERN}` : text;
}

export type InstantComparison = Extract<Comparison, { op: DateOperator }>;

function instantSql(value: SQL, is: InstantComparison, moment: SqlMoment, of: ValueOf): SQL {
  if (of === "text") return FALSE;
  if (of === "property") return inRangeSql(sentDateSql(value), is, moment);
  return sql`${inRangeSql(asInstantSql(textOf(value)), is, moment)} and ${textOf(value)} ~ ${DATE_PATTERN}`;
}

function inRangeSql(text: SQL, is: InstantComparison, moment: SqlMoment): SQL {
  return sql.join(
    rangeOf(is, moment).map(({ sign, bound }) => sql`${text} ${operator(sign)} ${bound}`),
    sql` and `,
  );
}

function rangeOf(
  is: InstantComparison,
  { t, zone }: SqlMoment,
): { sign: "<" | "<=" | ">" | ">="; bound: string }[] {
  switch (is.op) {
    case "more_than_ago":
      return [{ sign: "<", bound: boundText(edgeAt(t, { duration: is.value, sign: -1, zone })) }];
    case "less_than_ago":
      return [{ sign: ">", bound: boundText(edgeAt(t, { duration: is.value, sign: -1, zone })) }];
    case "within_last":
      return [
        { sign: ">=", bound: boundText(edgeAt(t, { duration: is.value, sign: -1, zone })) },
        { sign: "<=", bound: boundText(t) },
      ];
    case "within_next":
      return [
        { sign: ">=", bound: boundText(t) },
        { sign: "<=", bound: boundText(edgeAt(t, { duration: is.value, sign: 1, zone })) },
      ];
    case "before":
      return [{ sign: "<", bound: boundText(Date.parse(is.value)) }];
    case "after":
      return [{ sign: ">", bound: boundText(Date.parse(is.value)) }];
  }
}
