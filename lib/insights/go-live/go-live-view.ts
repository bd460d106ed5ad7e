import "server-only";
import { and, eq, isNull, or, type SQL, sql } from "drizzle-orm";
import { organisations, people } from "@/db/schema";
import { actionEntry } from "@/lib/actions/kinds";
import { channels, isSent, messagesOf, type SentChannel } from "@/lib/channels/channels";
import { providers } from "@/lib/channels/providers";
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

/** What somebody ought to see before a job is published: who would enter by the walk that begins then, what they would read, and whether anything can leave. */
export async function goLiveView(
  ctx: Context,
  programmeId: string,
  definition: Definition,
  {
    workspace,
    mode,
    walk = "everyone",
  }: { workspace: Workspace; mode: InstanceMode; walk?: "everyone" | "resume" },
): Promise<GoLiveView> {
  const where = await whoMatches(ctx, programmeId, definition, walk);
  const used = [...new Set(actionsOf(definition).map(({ action }) => actionEntry(action).channel))];
  const writesToCustomers = used.some((channel) => channels[channel].reaches === "customer");
  const known = await withinTime(ctx, LONGEST_COUNT_MS, async (inside) => {
    const { matching, ...reach } = await readReach(inside, definition.target, where);
    const readers = walk === "everyone" ? where : or(where, await isInside(inside, programmeId, definition));
    const letters = await writeLetters(inside, programmeId, definition, { where: readers, workspace });
    return { matching, reach: writesToCustomers ? reach : null, letters };
  });
  const kept = await keptOf(ctx, used.filter(isSent), mode);
  return { target: definition.target, ...(known ?? { matching: null, reach: null, letters: [] }), kept };
}

/** Of a job that runs, those who are in it may read its messages too. */
async function isInside(ctx: Context, programmeId: string, { target }: Definition): Promise<SQL | undefined> {
  const table = target === "person" ? people : organisations;
  const inIt = sql`exists (select 1 from enrolments e where e.workspace_id = ${ctx.workspaceId}
    and e.programme_id = ${programmeId} and e.status = 'open' and e.customer_id = ${table.id})`;
  return and(eq(table.workspaceId, ctx.workspaceId), isNull(table.mergedInto), inIt);
}

/** The channels that would keep their messages. In a demo or a test all do, as everybody there knows. */
async function keptOf(ctx: Context, used: SentChannel[], mode: InstanceMode): Promise<GoLiveView["kept"]> {
  if (mode !== "live") return [];
  const accounts = await Promise.all(used.map((channel) => findAccount(ctx, channel, mode)));
  return accounts.flatMap((account) => {
    if (account === "closed" || !providers[account.provider].keepsMessages) return [];
    const { channel } = account;
    return { channel, reaches: channels[channel].reaches, words: messagesOf(channel).unconnected };
  });
}
