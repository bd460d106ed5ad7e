import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { FALSE } from "@/lib/audiences/comparisons/comparison-sql";

/** All must hold; of nothing it is false. */
export function bothSql(conditions: readonly SQL[]): SQL {
  return conditions.length === 0 ? FALSE : sql`(${sql.join([...conditions], sql` and `)})`;
}

/** One must hold. */
export function eitherSql(conditions: readonly SQL[]): SQL {
  return conditions.length === 0 ? FALSE : sql`(${sql.join([...conditions], sql` or `)})`;
}
