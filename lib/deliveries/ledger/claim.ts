import "server-only";
import { randomUUID } from "node:crypto";
import { and, asc, eq, getTableColumns, isNotNull, isNull, lte, or, sql } from "drizzle-orm";
import { deliveries } from "@/db/schema";
import type { SentChannel } from "@/lib/channels/channels";
import type { Context } from "@/lib/context";

/** How long a sender may hold a delivery before another one takes over; longer than any request to a provider may take. */
export const LEASE_MS = 30_000;
export const leaseEnd = sql`clock_timestamp() + ${LEASE_MS} * interval '1 millisecond'`;

export type DeliveryRow = typeof deliveries.$inferSelect;
export interface Claim {
  token: string;
  rows: DeliveryRow[];
}

/** What could leave now: due by the business clock, not resting after a failed attempt, and in nobody's hands. */
export function claimable(ctx: Context, channel: SentChannel) {
  const mine = and(
    eq(deliveries.workspaceId, ctx.workspaceId),
    eq(deliveries.channel, channel),
    lte(deliveries.dueAt, ctx.now),
  );
  const rested = or(isNull(deliveries.nextAttemptAt), lte(deliveries.nextAttemptAt, sql`clock_timestamp()`));
  const waiting = and(eq(deliveries.status, "waiting"), rested);
  const abandoned = and(eq(deliveries.status, "sending"), lte(deliveries.leaseUntil, sql`clock_timestamp()`));
  // Spelled out so that the planner uses the index of unsent deliveries.
  const unsent = sql`${deliveries.status} in ('waiting', 'sending')`;
  return and(mine, unsent, or(waiting, abandoned));
}

/**
 * Takes the longest-due deliveries under a lease; two senders never take the same one. With `onlyTried`, only those that have been tried
 * before.
 */
export async function claim(
  ctx: Context,
  channel: SentChannel,
  limit: number,
  onlyTried = false,
): Promise<Claim> {
  const token = randomUUID();
  const tried = or(isNotNull(deliveries.nextAttemptAt), eq(deliveries.status, "sending"));
  const picked = ctx.db.$with("picked").as(
    ctx.db
      .select({ id: deliveries.id })
      .from(deliveries)
      .where(and(claimable(ctx, channel), onlyTried ? tried : undefined))
      .orderBy(asc(deliveries.dueAt), asc(deliveries.id))
      .limit(limit)
      .for("update", { skipLocked: true }),
  );
  const rows = await ctx.db
    .with(picked)
    .update(deliveries)
    .set({ status: "sending", leaseToken: token, leaseUntil: leaseEnd })
    .from(picked)
    .where(eq(deliveries.id, picked.id))
    .returning(getTableColumns(deliveries));
  return { token, rows: rows.sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime()) };
}
