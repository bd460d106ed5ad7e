import { reasonOfEnd, type Verdict } from "@/lib/deliveries/check/check-before-sending";
import type { DeliveryRow } from "@/lib/deliveries/ledger/claim";
import {
  decisiveRows,
  isMessageOfPass,
  mayStillLeave,
  messageBefore,
} from "@/lib/deliveries/ledger/message-before";
import type { Reason } from "@/lib/deliveries/reasons";
import type { Ahead } from "@/lib/insights/why/schema";

/**
 * What becomes of the message before, where it is on its way: when the first of its rows leaves, or that none will. Null where it is not, or
 * where a row is held: only a person can say when that leaves.
 */
export function onItsWay(
  sends: readonly DeliveryRow[],
  fates: ReadonlyMap<string, Verdict>,
  now: Date,
): { leavesAt: Date } | "not_sent" | null {
  const rows = sends.filter(isMessageOfPass);
  if (messageBefore(rows)?.outcome !== "waiting") return null;
  const away = decisiveRows(rows).filter(({ status }) => status === "waiting" || status === "sending");
  const leaves = away.flatMap((row) => {
    const fate = fates.get(row.id);
    if (fate?.kind === "skip" || fate?.kind === "give_up") return [];
    const at = fate?.kind === "postpone" ? fate.until : row.dueAt;
    return [Math.max(at.getTime(), now.getTime())];
  });
  if (leaves.length > 0) return { leavesAt: new Date(Math.min(...leaves)) };
  return away.length === decisiveRows(rows).filter(mayStillLeave).length ? "not_sent" : null;
}

/** The reason with which a pass takes an entry message or reminder with it that leaves no sooner than the pass ends; null where it leaves before. */
export function endedBefore(
  moment: DeliveryRow["moment"],
  leavesAt: Date,
  ahead: readonly Ahead[],
): Reason | null {
  const end = ahead.find((one) => one.what === "completed" || one.what === "exited");
  if (!end || moment === "completion" || moment === "exit") return null;
  if (end.at.getTime() > leavesAt.getTime()) return null;
  return reasonOfEnd[end.what === "completed" ? "goal_met" : end.reason];
}

/** The fates of what has not left, with what is known of the time at which the pass ends. */
export function fatesUntilEnd(
  sends: readonly DeliveryRow[],
  fates: ReadonlyMap<string, Verdict>,
  ahead: readonly Ahead[],
): Map<string, Verdict> {
  const known = new Map(fates);
  for (const row of sends) {
    const fate = fates.get(row.id);
    if (fate?.kind !== "send" && fate?.kind !== "postpone") continue;
    const reason = endedBefore(row.moment, fate.kind === "postpone" ? fate.until : row.dueAt, ahead);
    if (reason && row.firstAttemptAt === null) known.set(row.id, { kind: "skip", reason });
  }
  return known;
}
