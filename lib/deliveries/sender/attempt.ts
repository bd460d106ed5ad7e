import "server-only";
import { lookFor, send } from "@/lib/channels/provider-calls";
import { providers } from "@/lib/channels/providers";
import type { Outcome } from "@/lib/deliveries/ledger/record-outcomes";
import { answerOf } from "@/lib/deliveries/sender/answer-of";
import {
  type AttemptOutcome,
  type AttemptResult,
  outcomeOfAttempt,
} from "@/lib/deliveries/sender/attempt-outcome";
import type { Ready } from "@/lib/deliveries/sender/check-and-freeze";
import type { Account } from "@/lib/deliveries/sender/find-account";
import { waitForSlot } from "@/lib/deliveries/sender/pace";

/** How a sender records in the ledger what it does with a delivery that it holds. */
export interface Ledger {
  /** False when somebody else holds it by now: then it may not be sent. */
  begin: (id: string) => Promise<boolean>;
  renew: (id: string) => Promise<boolean>;
  record: (outcome: Outcome) => Promise<unknown>;
}

/** Asks the provider once for one delivery and records the outcome; null when somebody else holds it by now. */
export async function attempt(
  ledger: Ledger,
  ready: Ready,
  account: Account,
): Promise<AttemptOutcome | null> {
  const { row } = ready;
  await waitForSlot(`${account.id}`, account.requestsPerSecond);
  const attemptedAt = new Date();
  const result = await ask(ledger, ready, account);
  if (!result) return null;
  const { provider } = account;
  const tried = { provider, attempts: row.attempts, unknownSince: row.firstAttemptAt };
  const outcome = outcomeOfAttempt(result, tried, Math.random());
  await ledger.record({ id: row.id, attemptedAt, ...outcome });
  return outcome;
}

async function ask(
  ledger: Ledger,
  { row, request }: Ready,
  { credentials }: Account,
): Promise<AttemptResult | null> {
  if (row.firstAttemptAt && providers[request.provider].lookedForAfterMs !== null) {
    if (!(await ledger.renew(row.id))) return null;
    const seen = await lookFor(credentials, request, row.firstAttemptAt);
    if (seen?.seen === "found") return { outcome: "sent", providerId: seen.providerId };
    if (seen?.seen === "cannot_look") return { outcome: "cannot_look", ...seen };
  }
  if (!(await ledger.begin(row.id))) return null;
  return answerOf(send(credentials, request));
}
