import { EMAIL_BATCH_LIMIT } from "@/lib/channels/schema";
import type { Ready } from "@/lib/deliveries/sender/prepare";

/** Fewer new emails than these leave one by one: each gets an answer of its own. */
const WORTH_A_BATCH = 11;

/** One call to the provider: a single delivery, or a batch of emails. */
export type Request = { alone: Ready } | { batch: Ready[] };

/** The calls in which deliveries leave: batches that were asked for before exactly as they were, many new emails in batches, the rest alone. */
export function toRequests(ready: readonly Ready[]): Request[] {
  const batches = repeatedBatches(ready);
  const fresh = ready.filter(mayJoinBatch);
  if (fresh.length >= WORTH_A_BATCH) {
    for (let at = 0; at < fresh.length; at += EMAIL_BATCH_LIMIT)
      batches.push(fresh.slice(at, at + EMAIL_BATCH_LIMIT));
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

/** An email that was refused as part of a batch has a key of its own and goes alone from then on. */
function mayJoinBatch({ row, request }: Ready): boolean {
  if (request.channel !== "email" || row.firstAttemptAt !== null) return false;
  return row.attempts === 0 || row.request === null || row.batchId !== null;
}
