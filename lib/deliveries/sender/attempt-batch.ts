import "server-only";
import { randomUUID } from "node:crypto";
import { sendBatch } from "@/lib/channels/provider-calls";
import type { Context } from "@/lib/context";
import { beginAttempt } from "@/lib/deliveries/ledger/begin-attempt";
import { type Outcome, recordOutcomes } from "@/lib/deliveries/ledger/record-outcomes";
import { answerOf } from "@/lib/deliveries/sender/answer-of";
import { type AttemptOutcome, outcomeOfAttempt } from "@/lib/deliveries/sender/attempt-outcome";
import type { Ready } from "@/lib/deliveries/sender/check-and-freeze";
import type { Account } from "@/lib/deliveries/sender/find-account";
import { waitForSlot } from "@/lib/deliveries/sender/pace";

/**
 * Asks the provider once for many messages in one call and records the outcome. A repeat is the same call: the same messages in the same
 * order under the same key. If the whole call is refused, one of its messages is to blame, and each goes alone.
 * Null when somebody else holds one of them by now.
 */
export async function attemptBatch(
  ctx: Context,
  token: string,
  batch: readonly Ready[],
  account: Account,
): Promise<AttemptOutcome | null> {
  const ordered = [...batch].sort((a, b) => (a.row.id < b.row.id ? -1 : 1));
  const first = ordered[0]?.row;
  if (!first) return null;
  // A batch that was surely not sent is undone: what leaves now is another one.
  const batchId = (first.firstAttemptAt && first.batchId) || `bat_${randomUUID()}`;
  const requests = ordered.map(({ request }) => request);
  await waitForSlot(`${account.id}`, account.requestsPerSecond);
  const attemptedAt = new Date();
  const begun = await beginAttempt(
    ctx,
    token,
    ordered.map(({ row }) => row.id),
    batchId,
  );
  if (begun.size === 0) return null;
  const result = await answerOf(sendBatch(account.credentials, account.provider, requests, batchId));

  const ids = result.outcome === "sent" ? result.providerIds : [];
  const tried = { provider: account.provider, attempts: first.attempts, unknownSince: first.firstAttemptAt };
  const outcome = outcomeOfAttempt(
    result.outcome === "sent" ? { outcome: "sent", providerId: batchId } : result,
    tried,
    Math.random(),
  );
  const outcomes = ordered.map(({ row, request }, at): Outcome => {
    const common = { id: row.id, attemptedAt };
    if (outcome.status === "sent") return { ...common, ...outcome, providerId: ids[at] ?? batchId };
    if (outcome.status === "failed") {
      const alone = { ...request, idempotencyKey: `${row.id}-${row.attempts + 1}` };
      const { what, detail } = outcome;
      return {
        ...common,
        status: "waiting",
        what,
        detail,
        request: alone,
        leaveBatch: true,
        surelyNotSent: true,
      };
    }
    return { ...common, ...outcome };
  });
  await recordOutcomes(ctx, token, outcomes);
  return outcome;
}
