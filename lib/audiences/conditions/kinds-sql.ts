import "server-only";
import type { SQL } from "drizzle-orm";
import { attributeSql } from "@/lib/audiences/conditions/attribute-sql";
import { eventSql } from "@/lib/audiences/conditions/event-sql";
import { membershipSql } from "@/lib/audiences/conditions/membership-sql";
import { peopleSql } from "@/lib/audiences/conditions/people-sql";
import type { ConditionSql, Row, Scope } from "@/lib/audiences/conditions/sql-entry";
import type { Condition, ConditionKind, ConditionOf } from "@/lib/audiences/schema";

/** The SQL of each kind of condition; kinds.ts has everything else. */
const kinds: { readonly [Kind in ConditionKind]: ConditionSql<ConditionOf<Kind>> } = {
  attribute: attributeSql,
  event: eventSql,
  membership: membershipSql,
  people: peopleSql,
};

/** A condition as one on a row. */
export function conditionSql(condition: Condition, row: Row, scope: Scope): SQL {
  return sqlOf(condition)(condition, row, scope, conditionSql);
}

function sqlOf<Kind extends ConditionKind>(condition: ConditionOf<Kind>): ConditionSql<ConditionOf<Kind>> {
  return kinds[condition.kind];
}
