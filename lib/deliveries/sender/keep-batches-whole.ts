import { WAIT_FOR_BATCH_MS } from "@/lib/deliveries/ledger/back-off";
import type { DeliveryRow } from "@/lib/deliveries/ledger/claim";
import type { Outcome } from "@/lib/deliveries/ledger/record-outcomes";

/**
 * A batch whose fate is unknown is sent again as a whole or not at all: if one of its messages must not go again, the others are given up
 * with it, or wait for it if it is held.
 */
export function keepBatchesWhole(rows: readonly DeliveryRow[], outcomes: readonly Outcome[]): Outcome[] {
  const batchOf = new Map(
    rows.filter((row) => row.firstAttemptAt !== null).map((row) => [row.id, row.batchId]),
  );
  const given = new Map<string, Outcome>();
  const waiting = new Set<string>();
  for (const one of outcomes) {
    const batch = batchOf.get(one.id);
    if (!batch || one.status === "sending") continue;
    if (one.status === "unconfirmed") given.set(batch, one);
    else waiting.add(batch);
  }
  return outcomes.map((one) => {
    const batch = batchOf.get(one.id);
    if (!batch || one.status === "unconfirmed") return one;
    const gaveUp = given.get(batch);
    if (gaveUp) return { ...gaveUp, id: one.id };
    if (!waiting.has(batch) || one.status !== "sending") return one;
    return { id: one.id, status: "waiting", restMs: WAIT_FOR_BATCH_MS };
  });
}
