import "server-only";
import { sql } from "drizzle-orm";
import { FALSE, isUnstorable, TRUE } from "@/lib/audiences/comparisons/comparison-sql";
import type { ConditionSql } from "@/lib/audiences/conditions/sql-entry";
import type { MembershipCondition } from "@/lib/audiences/schema";

/** Where the customer stands in a programme. */
export const membershipSql: ConditionSql<MembershipCondition> = ({ of, slug, is }, row, { workspaceId }) => {
  const negative = is === "not_in" || is === "has_never_entered";
  if (isUnstorable(slug)) return negative ? TRUE : FALSE;
  const status = {
    in: sql`and en.status = 'open'`,
    not_in: sql`and en.status = 'open'`,
    has_entered: sql``,
    has_never_entered: sql``,
    has_completed: sql`and en.status = 'completed'`,
    // Who was joined into somebody else, or whose programme was archived, has not left by the programme's rules.
    has_exited: sql`and en.status = 'exited' and coalesce(en.reason, '') not in ('merged', 'archived')`,
  }[is];
  const found = sql`exists (select 1 from enrolments en join programmes pr on pr.id = en.programme_id
    where en.workspace_id = ${workspaceId} and en.customer_id = ${row.id} and en.entity = ${row.entity} ${status}
      and pr.workspace_id = ${workspaceId} and pr.kind = ${of} and pr.slug = ${slug})`;
  return negative ? sql`not ${found}` : found;
};
