import type { SQL } from "drizzle-orm";
import type { SqlMoment } from "@/lib/audiences/comparisons/comparison-sql";
import type { Condition } from "@/lib/audiences/schema";
import type { AttributeTypes } from "@/lib/profiles/attributes/attribute-types";
import type { Entity } from "@/lib/profiles/schema";

/** What a query knows besides the row. */
export interface Scope extends SqlMoment {
  workspaceId: string;
  types: AttributeTypes;
  /** Whether events count that name no window of their own. For a goal that counts from entry they do not, before there was one. */
  countsEvents: boolean;
}

/** The row that a condition is asked of. */
export interface Row {
  entity: Entity;
  id: SQL;
  attributes: SQL;
  /** How to ask something of the organisation's attributes; `missing` is the answer when there is no organisation. */
  ofOrganisation(ask: (attributes: SQL) => SQL, missing: boolean): SQL;
}

/** A condition as one on a row, always true or false. Says the same as `lookAt`; `inner` asks the conditions that it holds. */
export type ConditionSql<C> = (condition: C, row: Row, scope: Scope, inner: InnerSql) => SQL;
export type InnerSql = (condition: Condition, row: Row, scope: Scope) => SQL;
