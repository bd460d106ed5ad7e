import type { Ready } from "@/lib/deliveries/sender/check-and-freeze";

/** Fewer new messages than these leave one by one: each gets an answer of its own. */
const WORTH_A_BATCH = 11;

/** One call to the provider: for a single delivery, or for a batch. */
export type Call = { alone: Ready } | { batch: Ready[] };

/**
 * The calls in which deliveries leave: batches that were asked for before exactly as they were, many new messages in batches where the
 * provider takes any, the rest alone.
 */
export function toCalls(ready: readonly Ready[], batchLimit: number | undefined): Call[] {
  const batches = repeatedBatches(ready);
  const fresh = ready.filter(mayJoinBatch);
  if (batchLimit && fresh.length >= WORTH_A_BATCH) {
    for (let at = 0; at < fresh.length; at += batchLimit) batches.push(fresh.slice(at, at + batchLimit));
  }
  const batched = new Set(batches.flat());
  const alone = ready.filter((one) => !batched.has(one)).map((one) => ({ alone: one }));
  return [...alone, ...batches.map((batch) => ({ batch }))];
}

function repeatedBatches(ready: readonly Ready[]): Ready[][] {
  const batches = new Map<string, Ready[]>();
  for (const one of ready) {
    const { batchId, firstAttemptAt } = one.row;
    if (batchId === null || firstAttemptAt === null) continue;
    batches.set(batchId, [...(batches.get(batchId) ?? []), one]);
  }
  return [...batches.values()];
}

/** A message that was refused as part of a batch has a key of its own and goes alone from then on. */
function mayJoinBatch({ row }: Ready): boolean {
  if (row.firstAttemptAt !== null) return false;
  return row.attempts === 0 || row.request === null || row.batchId !== null;
}
