import "server-only";
import { and, eq, inArray, lte, or, sql } from "drizzle-orm";
import { deliveries } from "@/db/schema";
import { repeatableForMs } from "@/lib/channels/requests";
import type { Context } from "@/lib/context";
import { WAIT_FOR_BATCH_MS } from "@/lib/deliveries/ledger/back-off";
import { type Claim, type DeliveryRow, leaseEnd } from "@/lib/deliveries/ledger/claim";
import { recordOutcomes } from "@/lib/deliveries/ledger/record-outcomes";

/**
 * Claims the rest of every batch of which a claim holds a part, since a batch is only ever repeated whole. A batch that cannot be completed
 * is put back, until it is too old to be repeated at all.
 */
export async function completeBatches(ctx: Context, claim: Claim): Promise<Claim> {
  const partial = [...new Set(claim.rows.filter(isRepeat).flatMap((row) => row.batchId ?? []))];
  if (partial.length === 0) return claim;
  const abandoned = and(eq(deliveries.status, "sending"), lte(deliveries.leaseUntil, sql`clock_timestamp()`));
  const inBatches = and(eq(deliveries.workspaceId, ctx.workspaceId), inArray(deliveries.batchId, partial));
  const added = await ctx.db
    .update(deliveries)
    .set({ status: "sending", leaseToken: claim.token, leaseUntil: leaseEnd })
    .where(and(inBatches, or(eq(deliveries.status, "waiting"), abandoned)))
    .returning();
  const rows = [...claim.rows, ...added];
  const whole = await sizes(ctx, partial);
  const held = (row: DeliveryRow) => rows.filter((one) => one.batchId === row.batchId).length;
  const broken = rows.filter(
    (row) => isRepeat(row) && row.batchId !== null && held(row) !== whole.get(row.batchId),
  );
  await recordOutcomes(
    ctx,
    claim.token,
    broken.map(({ id }) => ({ id, status: "waiting", restMs: WAIT_FOR_BATCH_MS })),
  );
  const putBack = new Set(broken);
  return { token: claim.token, rows: rows.filter((row) => !putBack.has(row)) };
}

function isRepeat({ firstAttemptAt, request }: DeliveryRow): boolean {
  return firstAttemptAt !== null && Date.now() - firstAttemptAt.getTime() <= repeatableForMs(request);
}

async function sizes(ctx: Context, batchIds: readonly string[]): Promise<Map<string | null, number>> {
  const rows = await ctx.db
    .select({ batchId: deliveries.batchId, size: sql<number>`count(*)::int` })
    .from(deliveries)
    .where(and(eq(deliveries.workspaceId, ctx.workspaceId), inArray(deliveries.batchId, [...batchIds])))
    .groupBy(deliveries.batchId);
  return new Map(rows.map((row) => [row.batchId, row.size]));
}
