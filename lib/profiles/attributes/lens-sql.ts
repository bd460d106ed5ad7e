import "server-only";
import { type SQL, sql } from "drizzle-orm";
import {
  CALENDAR_DIGITS_PATTERN,
  DATE_PATTERN,
  LAST_MS,
  SENT_DATE_PATTERN,
  WHOLE_COUNT_PATTERN,
} from "@/lib/dates";
import { NUMBER_PATTERN } from "@/lib/profiles/attributes/lens";
import type { ValueType } from "@/lib/profiles/attributes/values";

/** The text of a JSON value, compared byte by byte whatever the database's language. */
export const textOf = (value: SQL): SQL => sql`((${value}) #>> '{}') collate "C"`;

/** What a stored JSON value reads as through a type, as JSON; null when it does not fit. Says the same as readAs(). */
export function lensSql(value: SQL, type: ValueType | null): SQL {
  const kind = sql`jsonb_typeof(${value})`;
  const text = textOf(value);
  switch (type) {
    case null:
    case "json":
      return value;
    case "text":
      return sql`(case ${kind} when 'string' then ${value} when 'boolean' then to_jsonb(${text})
        when 'number' then case when ${value} = '0'::jsonb or abs((${text})::numeric) between 0.000001 and 999999999999999999999
          then to_jsonb(${text}) end end)`;
    case "number":
      return askNumberSql(value, (number) => number);
    case "boolean":
      return sql`(case ${kind} when 'boolean' then ${value}
        when 'number' then case when ${value} = '1'::jsonb then 'true'::jsonb when ${value} = '0'::jsonb then 'false'::jsonb end
        when 'string' then case lower(${text}) when 'true' then 'true'::jsonb when 'false' then 'false'::jsonb end end)`;
    case "date":
      return sql`to_jsonb(${dateTextSql(value)})`;
  }
}

/** Something asked of the number that a stored value reads as through the type number; null when it does not fit. */
export function askNumberSql(value: SQL, ask: (number: SQL) => SQL): SQL {
  const text = textOf(value);
  return sql`(case jsonb_typeof(${value}) when 'number' then ${ask(value)}
    when 'string' then case when ${text} ~ ${NUMBER_PATTERN} then ${ask(sql`to_jsonb((${text})::numeric)`)} end end)`;
}

/** The instant that a stored value reads as through the type date, as text whose order is the order in time; null when it does not fit. */
export function dateTextSql(value: SQL): SQL {
  const text = textOf(value);
  return sql`(case when jsonb_typeof(${value}) not in ('string', 'number') then null
    when ${usualInstantSql(text)} then ${text}
    when ${text} ~ ${DATE_PATTERN} then ${asInstantSql(text)}
    when ${text} ~ ${WHOLE_COUNT_PATTERN} and not ${text} ~ ${CALENDAR_DIGITS_PATTERN} then ${countSql(sql`(${text})::numeric`)}
    when jsonb_typeof(${value}) = 'string' then ${sentDateSql(value)} end)`;
}

/** Whether text is a stored instant on one of the first 28 days of a month: most are, and a regular expression costs twenty times as much. */
export function usualInstantSql(text: SQL): SQL {
  const part = (from: number, length: number) => sql`substr(${text}, ${from}::int, ${length}::int)`;
  return sql`(translate(${text}, '0123456789', '9999999999') = '9999-99-99T99:99:99.999Z'
    and ${part(1, 4)} >= '0001' and ${part(6, 2)} between '01' and '12' and ${part(9, 2)} between '01' and '28'
    and ${part(12, 2)} <= '23' and ${part(15, 2)} <= '59' and ${part(18, 2)} <= '59')`;
}

/** A day counts as its midnight in UTC. */
export const asInstantSql = (text: SQL): SQL =>
  sql`(case when length(${text}) = 10 then ${text} || 'T00:00:00.000Z' else ${text} end)`;

/** The instant that text means as senders write dates, made canonical as toDateText() does: cutting what is finer than a millisecond. */
export function sentDateSql(value: SQL): SQL {
  const text = textOf(value);
  const cut = sql`regexp_replace(${text}, '([.][0-9]{3})[0-9]+', '\\1')`;
  const instant = sql`(case
    when length(${text}) = 10 then ${text} || ' 00:00Z'
    when ${text} ~ '([Zz]|[+-][0-9]{2}(:?[0-9]{2})?)$' then ${cut}
    else ${cut} || 'Z' end)::timestamptz`;
  return sql`(case when jsonb_typeof(${value}) = 'string' and ${text} ~ ${SENT_DATE_PATTERN} then (
    select case when extract(year from at) between 1 and 9999 then to_char(at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') end
    from (select ${instant} at time zone 'UTC' as at) sent) collate "C" end)`;
}

// The size of a count tells its unit, as epochMs() reads it.
function countSql(count: SQL): SQL {
  const ms = sql`(case when ${count} < 1e11 then ${count} * 1000 when ${count} <= ${LAST_MS}::numeric then ${count} else trunc(${count} / 1000) end)`;
  return sql`(case when ${count} between 1e8 and ${Number.MAX_SAFE_INTEGER}::numeric then to_char(
    timestamp 'epoch' + trunc(${ms} / 1000)::bigint * interval '1 second' + mod(${ms}, 1000)::int * interval '1 millisecond',
    'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') end) collate "C"`;
}
