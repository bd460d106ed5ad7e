import "server-only";
import { and, eq, ne } from "drizzle-orm";
import { enrolments } from "@/db/schema";
import type { Context } from "@/lib/context";
import { moveToVersion } from "@/lib/enrolments/write/move-to-version";
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
      moved += await moveToVersion(ctx, programmeId, place, {
        version,
        stepId: survivingStep(before, place.stepId, after),
      });
  }
  if (moved > 0) await announce(ctx, [{ name: "trig/news", data: { workspaceId: ctx.workspaceId } }]);
  return moved;
}
