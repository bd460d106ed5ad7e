import { isMessageKind } from "@/lib/actions/is-message";
import type { ActionKind } from "@/lib/actions/schema";
import type { Reason } from "@/lib/deliveries/reasons";
import type { DeliveryStatus } from "@/lib/deliveries/schema";

/**
 * What became of the message before a reminder, in one pass. Null: there was none.
 * waiting: it has not left and still may, be it held or in a sender's hands. sentAt is when it first went to anybody.
 */
export type MessageBefore = { outcome: "sent" | "waiting" | "not_sent"; sentAt: Date | null } | null;

/** A row of the ledger, as the rule sees it. */
export interface MessageRow {
  actionId: string;
  status: DeliveryStatus;
  reason: Reason | null;
  /** Also on a skipped row whose place another send has taken (merged_duplicate, same_address): the time of that send. */
  sentAt: Date | null;
}

/** Whether a row of a pass is a message that a reminder can follow: one to the customer, from entry or between. */
export function isMessageOfPass({ kind, moment }: { kind: ActionKind; moment: string }): boolean {
  return isMessageKind(kind) && (moment === "entry" || moment === "step");
}

/**
 * The one rule for what became of the message before: that is the latest message of the pass that was meant for this customer. One whose
 * own condition did not hold was not, and the one before it counts. A message to several people went when it first went to one of them,
 * and waits while one is on its way and none has gone.
 *
 * Rows come in the order in which they were decided; `earlier` sums up what was decided before them.
 */
export function messageBefore(rows: readonly MessageRow[], earlier: MessageBefore = null): MessageBefore {
  const decisive = decisiveRows(rows);
  if (decisive.length > 0) return summarise(decisive);
  if (earlier) return earlier;
  return rows.length > 0 ? { outcome: "not_sent", sentAt: null } : null;
}

/** The rows that decide: those of the latest message that was meant for this customer. */
export function decisiveRows<Row extends Pick<MessageRow, "actionId" | "reason">>(
  rows: readonly Row[],
): Row[] {
  const meant = rows.filter(({ reason }) => reason !== "condition_not_met");
  const latest = meant.at(-1)?.actionId;
  return meant.filter(({ actionId }) => actionId === latest);
}

function summarise(rows: readonly MessageRow[]): MessageBefore {
  const sent = rows.flatMap(({ sentAt }) => (sentAt ? [sentAt.getTime()] : []));
  if (sent.length > 0) return { outcome: "sent", sentAt: new Date(Math.min(...sent)) };
  return { outcome: rows.some(mayStillLeave) ? "waiting" : "not_sent", sentAt: null };
}

/** Whether a row has not left and still may: held, waiting, or in a sender's hands. */
export function mayStillLeave({ status }: Pick<MessageRow, "status">): boolean {
  return status === "waiting" || status === "held" || status === "sending";
}
