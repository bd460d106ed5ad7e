import "server-only";
import { providerCalls } from "@/lib/channels/provider-calls";
import type { Context } from "@/lib/context";
import { backOffMs } from "@/lib/deliveries/ledger/back-off";
import { beginAttempt } from "@/lib/deliveries/ledger/begin-attempt";
import type { Claim, DeliveryRow } from "@/lib/deliveries/ledger/claim";
import { recordOutcomes } from "@/lib/deliveries/ledger/record-outcomes";
import { renewLease } from "@/lib/deliveries/ledger/renew-lease";
import { attempt, type Ledger } from "@/lib/deliveries/sender/attempt";
import { attemptBatch } from "@/lib/deliveries/sender/attempt-batch";
import { checkAndFreeze, mentionsOf, type Ready } from "@/lib/deliveries/sender/check-and-freeze";
import { completeBatches } from "@/lib/deliveries/sender/complete-batches";
import type { Account } from "@/lib/deliveries/sender/find-account";
import { findUsers } from "@/lib/deliveries/sender/find-users";
import { groupCommit } from "@/lib/deliveries/sender/group-commit";
import type { SenderPorts, Sending } from "@/lib/deliveries/sender/sending";
import { type Call, toCalls } from "@/lib/deliveries/sender/to-calls";
import { AppError } from "@/lib/errors";
import { busyCustomers } from "@/lib/profiles/busy-customers";

export interface Round {
  sent: number;
  skipped: number;
  /** The provider gave a clear answer to at least one request. */
  answered: boolean;
  /** The provider wants to be left alone for a while. */
  pushedBack: boolean;
}

/** How long deliveries for a busy customer wait before the next try. */
const BUSY_MS = 30_000;
const IN_PARALLEL = 8;
/** This many requests in a row without a clear answer mean that the provider is in trouble, not the requests. */
const SILENT = 3;
/** What has not left by then is put back, so that no lease runs out while a delivery waits for its turn. */
const ROUND_MS = 5_000;

/** Sends claimed deliveries: applies news first, checks and freezes them, then asks the provider. */
export async function deliverClaim(
  ctx: Context,
  claimed: Claim,
  sending: Sending,
  { applyNews }: Pick<SenderPorts, "applyNews">,
): Promise<Round> {
  const whole = await completeBatches(ctx, claimed);
  await applyNews(ctx, [...new Set(whole.rows.flatMap(customersOf))]);
  const claim = await leaveBusyOut(ctx, whole);
  const users = await whoIsPinged(ctx, claim, sending);
  if (!users) return { sent: 0, skipped: 0, answered: false, pushedBack: true };
  const { ready, sent, skipped } = await checkAndFreeze(ctx, claim, sending, users);
  const round = await sendAll(ctx, claim.token, ready, sending.account);
  return { ...round, sent: sent + round.sent, skipped };
}

const customersOf = ({ customerId, personId }: DeliveryRow) =>
  personId ? [customerId, personId] : [customerId];

/** Deliveries for customers whose news could not be applied, as another transaction holds them locked, wait a while longer; the others leave. */
async function leaveBusyOut(ctx: Context, claim: Claim): Promise<Claim> {
  const busy = await busyCustomers(ctx);
  if (busy.size === 0) return claim;
  const isBusy = (row: DeliveryRow) => customersOf(row).some((id) => busy.has(id));
  const batches = new Set(claim.rows.flatMap((row) => (isBusy(row) && row.batchId ? [row.batchId] : [])));
  const mustWait = (row: DeliveryRow) => isBusy(row) || (row.batchId !== null && batches.has(row.batchId));
  const dueAt = new Date(ctx.now.getTime() + BUSY_MS);
  await recordOutcomes(
    ctx,
    claim.token,
    claim.rows.filter(mustWait).map(({ id }) => ({ id, status: "waiting", dueAt })),
  );
  return { ...claim, rows: claim.rows.filter((row) => !mustWait(row)) };
}

/** Whom the provider knows of those the messages want to ping; null, with everything put back, when it cannot say just now. */
async function whoIsPinged(
  ctx: Context,
  { token, rows }: Claim,
  sending: Sending,
): Promise<ReadonlyMap<string, string> | null> {
  if (!providerCalls[sending.account.provider].findUser) return new Map();
  try {
    return await findUsers(sending.account, await mentionsOf(ctx, rows, sending));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const detail = error.message;
    await recordOutcomes(
      ctx,
      token,
      rows.map(({ id, attempts }) => ({
        id,
        status: "waiting",
        restMs: backOffMs(attempts, Math.random()),
        countsAsAttempt: true,
        what: "later",
        detail,
      })),
    );
    return null;
  }
}

async function sendAll(
  ctx: Context,
  token: string,
  ready: readonly Ready[],
  account: Account,
): Promise<Omit<Round, "skipped">> {
  const endAt = performance.now() + ROUND_MS;
  const queue = toCalls(ready, providerCalls[account.provider].batch?.limit);
  const ledger = ledgerOf(ctx, token);
  const round = { sent: 0, answered: false, pushedBack: false };
  const busy = new Set<string>();
  let silent = 0;
  let tried = false;
  const work = async () => {
    while (!round.pushedBack && performance.now() < endAt) {
      const call = takeNext(queue, busy);
      if (!call) return;
      const recipients = recipientsOf(call);
      for (const recipient of recipients) busy.add(recipient);
      const outcome =
        "alone" in call
          ? await attempt(ledger, call.alone, account)
          : await attemptBatch(ctx, token, call.batch, account);
      for (const recipient of recipients) busy.delete(recipient);
      if (!outcome) continue;
      tried = true;
      silent = outcome.status === "waiting" ? silent + 1 : 0;
      if (outcome.status !== "waiting") round.answered = true;
      if (outcome.status === "sent") round.sent += deliveriesOf(call).length;
      // "Not now" and a rejected key apply to everything that is left; so does repeated silence.
      if (outcome.status === "waiting" && (outcome.what !== "unknown" || silent >= SILENT))
        round.pushedBack = true;
    }
  };
  const workers = await Promise.allSettled(Array.from({ length: IN_PARALLEL }, work));
  for (const worker of workers) if (worker.status === "rejected") throw worker.reason;
  round.pushedBack ||= tried && !round.answered;
  const left = queue.flatMap(deliveriesOf);
  await recordOutcomes(
    ctx,
    token,
    left.map(({ row }) => ({ id: row.id, status: "waiting" })),
  );
  return round;
}

/** The next call none of whose recipients has one under way: a person's messages arrive in the order in which they were decided. */
function takeNext(queue: Call[], busy: ReadonlySet<string>): Call | undefined {
  const index = queue.findIndex((call) => recipientsOf(call).every((recipient) => !busy.has(recipient)));
  return index < 0 ? undefined : queue.splice(index, 1)[0];
}

function recipientsOf(call: Call): string[] {
  return deliveriesOf(call).map(({ row }) => row.recipient);
}

function deliveriesOf(call: Call): readonly Ready[] {
  return "batch" in call ? call.batch : [call.alone];
}

/** Concurrent requests write together: a statement costs the database far more than a row. */
function ledgerOf(ctx: Context, token: string): Ledger {
  const begin = groupCommit((ids: readonly string[]) => beginAttempt(ctx, token, ids));
  return {
    begin: async (id) => (await begin(id)).has(id),
    renew: (id) => renewLease(ctx, token, id),
    record: groupCommit((outcomes) => recordOutcomes(ctx, token, outcomes)),
  };
}
