import "server-only";
import { and, eq, gt, isNotNull, isNull, lte, notInArray, or, sql } from "drizzle-orm";
import { deliveries } from "@/db/schema";
import type { SentChannel } from "@/lib/channels/channels";
import { providers } from "@/lib/channels/providers";
import type { Context } from "@/lib/context";
import { claim, claimable } from "@/lib/deliveries/ledger/claim";
import { deliverClaim } from "@/lib/deliveries/sender/deliver-claim";
import { type Account, findAccount } from "@/lib/deliveries/sender/find-account";
import type { SenderPorts } from "@/lib/deliveries/sender/sending";
import { MINUTE_MS } from "@/lib/time";
import { getWorkspace } from "@/lib/workspaces/get-workspace";

export interface Delivered {
  sent: number;
  skipped: number;
  /** Something was claimed. If a round finds only what rests, whoever made it rest sees to the retry. */
  tried: boolean;
  /** Real time at which the earliest delivery that rests after a failed attempt may be tried again. */
  retryAt: Date | null;
  /** Business time at which the next delivery falls due. */
  nextDueAt: Date | null;
  /** More could leave now: ask again. */
  more: boolean;
}

const NOTHING = { sent: 0, skipped: 0, tried: false };
const BUDGET_MS = 5_000;
/** This many resting requests mean that the provider is in trouble, not the requests. */
const TROUBLE = 5;
/** If nothing is retried within this time, one new message probes the provider. */
const PROBE_MS = MINUTE_MS;

/**
 * Sends what is due on a channel, for a few seconds. While the provider is in trouble only what was tried before is tried again, at
 * its own back-off; everything else waits untouched, and leaves as soon as one attempt gets through.
 */
export async function deliver(ctx: Context, channel: SentChannel, ports: SenderPorts): Promise<Delivered> {
  const startedAt = performance.now();
  // Deliveries decided while we send are due slightly after we started: they count as due now, not next.
  const aMomentLater = (): Context => ({
    ...ctx,
    now: new Date(ctx.now.getTime() + performance.now() - startedAt),
  });
  const [workspace, account, resting] = await Promise.all([
    getWorkspace(ctx),
    findAccount(ctx, channel, ports.mode),
    troubleOf(ctx, channel),
  ]);
  // The sweep asks again every minute.
  if (account === "closed") return { ...NOTHING, ...(await outlook(ctx, channel)), more: false };
  const total = { ...NOTHING };
  // A provider that keeps messages is never in trouble.
  let trouble = resting.trouble && !providers[account.provider].keepsMessages;
  let more = true;
  let round = ctx;
  while (more && performance.now() - startedAt < BUDGET_MS) {
    const size = trouble ? 1 : roundSize(account);
    const claimed = await claim(round, channel, size, trouble && !resting.probe);
    if (claimed.rows.length === 0) break;
    const became = await deliverClaim(
      round,
      claimed,
      { workspace, account, renderHtml: ports.renderHtml, now: round.now },
      ports,
    );
    total.tried = true;
    total.sent += became.sent;
    total.skipped += became.skipped;
    if (became.answered) trouble = false;
    more = !became.pushedBack;
    // Everything claimed is done; the outlook below sees what has come since.
    const { length } = claimed.rows;
    if (length < size && became.sent + became.skipped === length) break;
    round = aMomentLater();
  }
  const rest = await outlook(aMomentLater(), channel);
  return { ...total, ...rest, more: more && !trouble && rest.more };
}

/** No more than can leave within a few seconds at the account's rate, so that no lease runs out for waiting. */
function roundSize({ provider, requestsPerSecond }: Account): number {
  return Math.max(1, Math.min(providers[provider].mostAtOnce, Math.ceil(requestsPerSecond * 2)));
}

/**
 * Whether so many requests rest after failed attempts that new ones should wait, and whether one new message may probe the provider anyway
 * because none of those is retried soon. A batch that waits for a paused programme says nothing about the provider.
 */
async function troubleOf(ctx: Context, channel: SentChannel): Promise<{ trouble: boolean; probe: boolean }> {
  const ours = eq(deliveries.workspaceId, ctx.workspaceId);
  const paused = ctx.db
    .select({ batchId: deliveries.batchId })
    .from(deliveries)
    .where(and(ours, eq(deliveries.status, "held"), isNotNull(deliveries.batchId)));
  const [resting] = await ctx.db
    .select({
      requests: sql<number>`count(distinct coalesce(${deliveries.batchId}, ${deliveries.id}))::int`,
      probe: sql<boolean>`coalesce(min(${deliveries.nextAttemptAt}) > clock_timestamp() + ${PROBE_MS} * interval '1 millisecond', false)`,
    })
    .from(deliveries)
    .where(
      and(
        unsent(ctx, channel),
        eq(deliveries.status, "waiting"),
        // What waits for another message to its address says nothing about the provider either.
        gt(deliveries.attempts, 0),
        lte(deliveries.dueAt, ctx.now),
        gt(deliveries.nextAttemptAt, sql`clock_timestamp()`),
        or(isNull(deliveries.batchId), notInArray(deliveries.batchId, paused)),
      ),
    );
  const trouble = (resting?.requests ?? 0) >= TROUBLE;
  return { trouble, probe: trouble && (resting?.probe ?? false) };
}

async function outlook(
  ctx: Context,
  channel: SentChannel,
): Promise<Pick<Delivered, "retryAt" | "nextDueAt" | "more">> {
  const [row] = await ctx.db
    .select({
      retryAt:
        sql`min(${deliveries.nextAttemptAt}) filter (where ${deliveries.nextAttemptAt} > clock_timestamp())`.mapWith(
          deliveries.nextAttemptAt,
        ),
      // Thousands may wait for the sending window: the index yields the first of them.
      nextDueAt:
        sql`(select min(${deliveries.dueAt}) from ${deliveries} where ${and(unsent(ctx, channel), gt(deliveries.dueAt, ctx.now))})`.mapWith(
          deliveries.dueAt,
        ),
      more: sql<boolean>`coalesce(bool_or(${claimable(ctx, channel)}), false)`,
    })
    .from(deliveries)
    .where(and(unsent(ctx, channel), lte(deliveries.dueAt, ctx.now)));
  return row ?? { retryAt: null, nextDueAt: null, more: false };
}

function unsent(ctx: Context, channel: SentChannel) {
  const ours = and(eq(deliveries.workspaceId, ctx.workspaceId), eq(deliveries.channel, channel));
  return and(ours, sql`${deliveries.status} in ('waiting', 'sending')`);
}
