import "server-only";
import { and, eq, ne, sql } from "drizzle-orm";
import { enrolments } from "@/db/schema";
import type { Context } from "@/lib/context";
import { survivingStep } from "@/lib/lifecycle/surviving-step";
import { announce } from "@/lib/outbox/announce";
import { definitionsOf } from "@/lib/programmes/published/definitions";
import type { Definition } from "@/lib/programmes/schema";

/** Takes everybody who is in a programme to its new version, each to where they stood or to the next step that survives. */
export async function moveOpenEnrolments(
  ctx: Context,
  programmeId: string,
  version: number,
  after: Definition,
): Promise<number> {
  const places = await ctx.db
    .selectDistinct({ version: enrolments.version, stepId: enrolments.stepId })
    .from(enrolments)
    .where(
      and(
        eq(enrolments.workspaceId, ctx.workspaceId),
        eq(enrolments.programmeId, programmeId),
        eq(enrolments.status, "open"),
        ne(enrolments.version, version),
      ),
    );
  const versions = await definitionsOf(
    ctx,
    programmeId,
    places.map((place) => place.version),
  );
  let moved = 0;
  for (const place of places) {
    const before = versions.get(place.version);
    if (before)
      moved += await movePlace(ctx, programmeId, place, {
        version,
        stepId: survivingStep(before, place.stepId, after),
      });
  }
  if (moved > 0) await announce(ctx, [{ name: "trig/news", data: { workspaceId: ctx.workspaceId } }]);
  return moved;
}

interface Place {
  version: number;
  stepId: string | null;
}

/** Who stands before another step than before came there now; everybody is looked at again. */
async function movePlace(ctx: Context, programmeId: string, from: Place, to: Place): Promise<number> {
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
