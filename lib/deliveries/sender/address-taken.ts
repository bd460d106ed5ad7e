import "server-only";
import type { Context } from "@/lib/context";
import type { DeliveryRow } from "@/lib/deliveries/ledger/claim";
import type { Outcome } from "@/lib/deliveries/ledger/record-outcomes";
import type { Occupied } from "@/lib/deliveries/ledger/take-places";
import { reasons } from "@/lib/deliveries/reasons";
import { announce } from "@/lib/outbox/announce";
import { markCustomers } from "@/lib/profiles/mark-customers";
import { MINUTE_MS } from "@/lib/time";

/** Real time after which a delivery that waits for another one checks again: soon if that one is leaving now, later if it rests. */
const SOON_MS = 2_000;
const LATER_MS = MINUTE_MS;
const OCCUPIED = "It waits for what becomes of the same message to somebody else with this address.";

/** What becomes of a message whose address gets it from another delivery, perhaps one of the same round. */
export function outcomeOfOccupied(
  id: string,
  place: Occupied,
  holder: Outcome | undefined,
  now: Date,
): Outcome {
  const at = place.kind === "got" ? place.at : holder?.status === "sent" ? now : null;
  if (at === null) {
    const restMs = place.holderStatus === "sending" ? SOON_MS : LATER_MS;
    return { id, status: "waiting", restMs, what: "later", detail: OCCUPIED };
  }
  const got = { sentAt: at, insteadId: place.holderId };
  return {
    id,
    status: "skipped",
    reason: "same_address",
    what: "skipped",
    detail: reasons.same_address,
    ...got,
  };
}

/**
 * A message that counts as sent earlier than now makes the reminder behind it due sooner than was known, so its customer is evaluated again.
 * The marks are written before the deliveries: that is the order in which everyone else locks them.
 */
export async function reevaluateSkipped(
  ctx: Context,
  rows: readonly DeliveryRow[],
  outcomes: readonly Outcome[],
): Promise<void> {
  const got = new Set(outcomes.flatMap(({ id, reason }) => (reason === "same_address" ? [id] : [])));
  if (got.size === 0) return;
  const people = rows.flatMap(({ id, customerId }) => (got.has(id) ? [customerId] : []));
  await markCustomers(ctx, "person", people);
  await announce(ctx, [{ name: "trig/news", data: { workspaceId: ctx.workspaceId } }]);
}
