import "server-only";
import { getTableName, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { organisations, people } from "@/db/schema";
import { bothSql, eitherSql } from "@/lib/audiences/combine-sql";
import { FALSE, TRUE } from "@/lib/audiences/comparisons/comparison-sql";
import { conditionSql } from "@/lib/audiences/conditions/kinds-sql";
import type { Row, Scope } from "@/lib/audiences/conditions/sql-entry";
import type { Filter } from "@/lib/audiences/schema";
import type { AttributeTypes } from "@/lib/profiles/attributes/attribute-types";
import type { Entity } from "@/lib/profiles/schema";

export interface SqlOptions {
  entity: Entity;
  workspaceId: string;
  now: Date;
  zone: string;
  types: AttributeTypes;
  /** False: events that name no window of their own do not count, as before an entry from which they would. */
  countsEvents?: boolean;
}

/**
 * The customers that match a filter at a moment, as a condition on the table `people` or `organisations` for `.where()`.
 * Says the same as evaluate(). The caller adds the workspace, and that the row has not been merged into another.
 */
export function toSql(filter: Filter, options: SqlOptions): SQL {
  const { workspaceId, now, zone, types, countsEvents = true } = options;
  const scope: Scope = { workspaceId, t: now.getTime(), zone, types, countsEvents };
  const row = options.entity === "person" ? personRow(scope) : organisationRow();
  return eitherSql(
    filter.any.map(({ all }) => bothSql(all.map((condition) => conditionSql(condition, row, scope)))),
  );
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
