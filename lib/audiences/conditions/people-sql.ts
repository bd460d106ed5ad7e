import "server-only";
import { sql } from "drizzle-orm";
import { bothSql } from "@/lib/audiences/combine-sql";
import { FALSE } from "@/lib/audiences/comparisons/comparison-sql";
import type { ConditionSql, Row } from "@/lib/audiences/conditions/sql-entry";
import type { PeopleCondition } from "@/lib/audiences/schema";

/** How many of an organisation's people match. */
export const peopleSql: ConditionSql<PeopleCondition> = ({ quantifier, all }, row, scope, inner) => {
  if (row.entity === "person") return FALSE;
  const person: Row = {
    entity: "person",
    id: sql`pe.id`,
    attributes: sql`pe.attributes`,
    ofOrganisation: (ask) => ask(row.attributes),
  };
  const matches = bothSql(all.map((condition) => inner(condition, person, scope)));
  const members = sql`from memberships me join people pe on pe.id = me.person_id and pe.merged_into is null
    where me.workspace_id = ${scope.workspaceId} and me.organisation_id = ${row.id}`;
  if (quantifier === "any") return sql`exists (select 1 ${members} and ${matches})`;
  if (quantifier === "all")
    return sql`(exists (select 1 ${members}) and not exists (select 1 ${members} and not ${matches}))`;
  return sql`((select count(*) ${members} and ${matches}) >= ${quantifier.atLeast}::int)`;
};
