import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import { programmes } from "@/db/schema";
import { isSent } from "@/lib/channels/channels";
import type { Context } from "@/lib/context";
import { checkBeforeSending, type Verdict } from "@/lib/deliveries/check/check-before-sending";
import { loadOpenings } from "@/lib/deliveries/check/load-openings";
import { loadParties } from "@/lib/deliveries/check/load-parties";
import type { DeliveryRow } from "@/lib/deliveries/ledger/claim";
import type { Workspace } from "@/lib/workspaces/schema";

/** What the sender will do with deliveries that have not left, if nothing else happens until they are due: its own check, made ahead of time. */
export async function predictOutcomes(
  ctx: Context,
  rows: readonly DeliveryRow[],
  workspace: Workspace,
): Promise<Map<string, Verdict>> {
  const unsent = rows.filter(
    ({ channel, status }) => isSent(channel) && (status === "waiting" || status === "sending"),
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
  const partiesOf = await loadParties(ctx, unsent);
  const verdicts = new Map<string, Verdict>();
  for (const row of unsent) {
    const now = row.dueAt.getTime() > ctx.now.getTime() ? row.dueAt : ctx.now;
    const parties = partiesOf(row);
    const { at: opensAt } = (await loadOpenings({ ...ctx, now }, [row], workspace))(row, parties);
    const state = { ...parties, programme: statuses.get(row.programmeId) ?? ("archived" as const) };
    verdicts.set(
      row.id,
      checkBeforeSending(row, state, {
        now,
        realNow: new Date(),
        opensAt,
        tooLateHours: workspace.settings.tooLateHours,
      }),
    );
  }
  return verdicts;
}
