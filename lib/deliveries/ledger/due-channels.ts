import "server-only";
import { and, eq, lte, or, sql } from "drizzle-orm";
import { deliveries } from "@/db/schema";
import { type SentChannel, sentChannels } from "@/lib/channels/channels";
import type { Context } from "@/lib/context";
import { claimable } from "@/lib/deliveries/ledger/claim";

/** For the sweep: the channels with deliveries that could have left this long ago and that no sender has claimed, and how many each has. */
export async function dueChannels(
  ctx: Context,
  olderThanMs: number,
): Promise<{ channel: SentChannel; count: number }[]> {
  const before = new Date(ctx.now.getTime() - olderThanMs);
  const found: { channel: SentChannel; count: number }[] = [];
  for (const channel of sentChannels) {
    const overlooked = and(claimable({ ...ctx, now: before }, channel), restedFor(olderThanMs));
    const count = await ctx.db.$count(deliveries, overlooked);
    if (count > 0) found.push({ channel, count });
  }
  return found;
}

/** A delivery that rests after a failed attempt counts only once its next attempt is overdue by that long. */
function restedFor(ms: number) {
  return or(
    eq(deliveries.status, "sending"),
    lte(
      sql`coalesce(${deliveries.nextAttemptAt}, '-infinity')`,
      sql`clock_timestamp() - ${ms} * interval '1 millisecond'`,
    ),
  );
}
