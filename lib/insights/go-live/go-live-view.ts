import "server-only";
import { actionEntry } from "@/lib/actions/kinds";
import type { Context } from "@/lib/context";
import { findAccount } from "@/lib/deliveries/sender/find-account";
import { writeLetters } from "@/lib/insights/go-live/letters";
import { readReach } from "@/lib/insights/go-live/reach";
import type { GoLiveView } from "@/lib/insights/go-live/schema";
import { LONGEST_COUNT_MS } from "@/lib/lifecycle/count-matching";
import { whoMatches } from "@/lib/lifecycle/who-matches";
import { withinTime } from "@/lib/lifecycle/within-time";
import { actionsOf } from "@/lib/programmes/flow";
import type { Definition } from "@/lib/programmes/schema";
import type { InstanceMode, Workspace } from "@/lib/workspaces/schema";

/** What somebody ought to see before a job goes live for the first time: who would enter, what they would read, and whether anything can leave. */
export async function goLiveView(
  ctx: Context,
  programmeId: string,
  definition: Definition,
  { workspace, mode }: { workspace: Workspace; mode: InstanceMode },
): Promise<GoLiveView> {
  const where = await whoMatches(ctx, programmeId, definition, "everyone");
  const channels = new Set(actionsOf(definition).flatMap(({ action }) => actionEntry(action).channel ?? []));
  const known = await withinTime(ctx, LONGEST_COUNT_MS, async (inside) => {
    const { matching, ...reach } = await readReach(inside, definition.target, where);
    const letters = await writeLetters(inside, programmeId, definition, { where, workspace });
    return { matching, reach: channels.has("email") ? reach : null, letters };
  });
  const kept = await keptOf(ctx, [...channels], mode);
  return { target: definition.target, ...(known ?? { matching: null, reach: null, letters: [] }), kept };
}

/** In a demo or a test everything is kept, as everybody there knows. */
async function keptOf(ctx: Context, channels: ("email" | "slack")[], mode: InstanceMode) {
  if (mode !== "live") return [];
  const accounts = await Promise.all(channels.map((channel) => findAccount(ctx, channel, mode)));
  return channels.filter((_, index) => accounts[index] === null);
}
