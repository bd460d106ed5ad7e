import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { canonicalKey } from "@/lib/attribute-names";
import { asksForDate, asksForNumber, compare } from "@/lib/audiences/comparisons/compare";
import {
  comparisonSql,
  dateComparisonSql,
  daysSql,
  numberComparisonSql,
  type SqlMoment,
  storedDateSql,
} from "@/lib/audiences/comparisons/comparison-sql";
import type { ConditionSql } from "@/lib/audiences/conditions/sql-entry";
import type { AttributeCondition } from "@/lib/audiences/schema";
import { type TypesOfEntity, typeFor } from "@/lib/profiles/attributes/attribute-types";
import { daysSinceKeys, isDaysInStage } from "@/lib/profiles/attributes/counted-names";
import { dateTextSql, lensSql } from "@/lib/profiles/attributes/lens-sql";
import type { ValueType } from "@/lib/profiles/attributes/values";

/** What an attribute is, asked of the stored value. */
export const attributeSql: ConditionSql<AttributeCondition> = ({ of, attribute, is }, row, scope) => {
  const types = scope.types[of === "self" ? row.entity : "organisation"];
  const ask = (attributes: SQL) => readSql(attributes, attribute, is, { ...scope, types });
  return of === "self" ? ask(row.attributes) : row.ofOrganisation(ask, compare(null, is, scope));
};

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
  const ofStored = storedSql(stored, read, is, type, reading);
  const since = sinceSql(attributes, key, reading.types);
  if (!since) return ofStored;
  return sql`(case when coalesce(${read} <> 'null'::jsonb, false) then ${ofStored} else ${daysSql(since, is, reading)} end)`;
}

function storedSql(
  stored: SQL,
  read: SQL,
  is: AttributeCondition["is"],
  type: ValueType | null,
  reading: Reading,
): SQL {
  if (type === "number" && asksForNumber(is)) return numberComparisonSql(stored, is);
  if (type !== "text") return comparisonSql(read, is, reading, "attribute");
  // No number and no truth reads as such a text: the stored value itself is asked, which costs half as much.
  return comparisonSql(isOfStringsAlone(is) ? stored : read, is, reading, "text");
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
