import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import { programmes } from "@/db/schema";
import type { Context } from "@/lib/context";
import type { Verdict } from "@/lib/deliveries/check/check-before-sending";
import { lastLook } from "@/lib/deliveries/check/last-look";
import { loadOpenings } from "@/lib/deliveries/check/load-openings";
import { loadSubjects } from "@/lib/deliveries/check/load-subjects";
import type { DeliveryRow } from "@/lib/deliveries/ledger/claim";
import type { Workspace } from "@/lib/workspaces/schema";

/** What the sender will say of deliveries that have not left, when they are due and nothing else happens: its own last look, taken ahead of time. */
export async function foretell(
  ctx: Context,
  rows: readonly DeliveryRow[],
  workspace: Workspace,
): Promise<Map<string, Verdict>> {
  const unsent = rows.filter(
    ({ channel, status }) => channel !== "record" && (status === "waiting" || status === "sending"),
  );
  if (unsent.length === 0) return new Map();
  const running = await ctx.db
    .select({ id: programmes.id, status: programmes.status })
    .from(programmes)
    .where(
      and(
        eq(programmes.workspaceId, ctx.workspaceId),
        inArray(programmes.id, [...new Set(unsent.map((row) => row.programmeId))]),
      ),
    );
  const statuses = new Map(running.map(({ id, status }) => [id, status]));
  const subjectOf = await loadSubjects(ctx, unsent);
  const verdicts = new Map<string, Verdict>();
  for (const row of unsent) {
    const now = row.dueAt.getTime() > ctx.now.getTime() ? row.dueAt : ctx.now;
    const subject = subjectOf(row);
    const { at: opensAt } = (await loadOpenings({ ...ctx, now }, [row], workspace))(row, subject);
    const standing = { ...subject, programme: statuses.get(row.programmeId) ?? ("archived" as const) };
    verdicts.set(
      row.id,
      lastLook(row, standing, { now, realNow: new Date(), opensAt, settings: workspace.settings }),
    );
  }
  return verdicts;
}
