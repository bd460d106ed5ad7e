import "server-only";
import { sql } from "drizzle-orm";
import type { Context } from "@/lib/context";

/** Where passes stand: by which version, and before which step. */
interface Place {
  version: number;
  stepId: string | null;
}

/** Takes the open passes that stand in one place to another version. Whoever stands before another step than before came there now; all are looked at again. */
export async function moveToVersion(
  ctx: Context,
  programmeId: string,
  from: Place,
  to: Place,
): Promise<number> {
  const now = sql`${ctx.now.toISOString()}::timestamptz`;
  const detail = JSON.stringify({ fromVersion: from.version, toVersion: to.version, stepId: to.stepId });
  const { rows } = await ctx.db.execute<{ moved: number }>(sql`
    with moved as (
      update enrolments set version = ${to.version}, step_id = ${to.stepId},
        step_since = case when step_id is not distinct from ${to.stepId} then step_since else ${now} end,
        wake_at = ${now}
      where workspace_id = ${ctx.workspaceId} and programme_id = ${programmeId} and status = 'open'
        and version = ${from.version} and step_id is not distinct from ${from.stepId}
      returning id
    ), noted as (
      insert into enrolment_moves (id, workspace_id, enrolment_id, kind, detail, woken_by, moved_at)
      select 'mov_' || replace(gen_random_uuid()::text, '-', ''), ${ctx.workspaceId}, id, 'moved_version', ${detail}::jsonb,
        'operator', ${now}
      from moved returning 1
    )
    select count(*) as moved from noted`);
  return Number(rows[0]?.moved ?? 0);
}
