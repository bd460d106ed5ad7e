import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { enrolments } from "@/db/schema";
import type { Context } from "@/lib/context";
import { goLiveView } from "@/lib/insights/go-live/go-live-view";
import type { PublishView } from "@/lib/insights/go-live/schema";
import { survivingStep } from "@/lib/lifecycle/surviving-step";
import { canPublish } from "@/lib/programmes/checks/problems-of";
import { difference } from "@/lib/programmes/difference/difference";
import type { OpenDraft } from "@/lib/programmes/draft/open-draft";
import { definitionsOf } from "@/lib/programmes/published/definitions";
import type { Definition } from "@/lib/programmes/schema";
import type { InstanceMode, Workspace } from "@/lib/workspaces/schema";

/** What somebody ought to see before a draft is published: what changes, who enters, what they read, and what becomes of who is in it. */
export async function publishView(
  ctx: Context,
  opened: OpenDraft,
  around: { workspace: Workspace; mode: InstanceMode },
): Promise<PublishView> {
  const { id, definition, unread, problems, live, liveVersion } = opened;
  const isWhole = definition !== null && unread === null;
  if (!isWhole || !canPublish(problems)) return { goLive: null, changes: null, standing: null };
  const walk = live ? "resume" : "everyone";
  return {
    goLive: await goLiveView(ctx, id, definition, { ...around, walk }),
    changes: live && difference(live, definition),
    standing: liveVersion === null ? null : await standingIn(ctx, id, definition),
  };
}

/** How many are in it now, and how many of them stand before a step that the new version does not have. */
async function standingIn(
  ctx: Context,
  programmeId: string,
  after: Definition,
): Promise<NonNullable<PublishView["standing"]>> {
  const places = await ctx.db
    .select({ version: enrolments.version, stepId: enrolments.stepId, open: sql<number>`count(*)` })
    .from(enrolments)
    .where(
      and(
        eq(enrolments.workspaceId, ctx.workspaceId),
        eq(enrolments.programmeId, programmeId),
        eq(enrolments.status, "open"),
      ),
    )
    .groupBy(enrolments.version, enrolments.stepId);
  const versions = await definitionsOf(
    ctx,
    programmeId,
    places.map(({ version }) => version),
  );
  const isLost = ({ version, stepId }: (typeof places)[number]) => {
    const before = versions.get(version);
    return before !== undefined && stepId !== null && survivingStep(before, stepId, after) !== stepId;
  };
  const count = (some: typeof places) => some.reduce((sum, { open }) => sum + Number(open), 0);
  return { open: count(places), atLostSteps: count(places.filter(isLost)) };
}
