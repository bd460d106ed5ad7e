import { Temporal } from "temporal-polyfill";
import { actionEntries, isActionKind } from "@/lib/actions/kinds";
import type { ActionKind } from "@/lib/actions/schema";
import { isReason, type Reason, reasons } from "@/lib/deliveries/reasons";
import type { DeliveryStatus } from "@/lib/deliveries/schema";
import { readVersion } from "@/lib/insights/report/pass-filter";
import { DAY_MS, HOUR_MS, localToInstant } from "@/lib/time";
import { isDeliveryStatus, statusWords } from "@/lib/words/delivery-words";

/*
 * The words of looking through the ledger. What is chosen stands in the address, each under a name of its own.
 *   who     a person or an organisation, by whatever name is at hand: what went to, or was about, them.
 *   range   how far back, or "days": from one day to another, both included.
 */
export const ranges = { "24h": "Last 24 hours", "7d": "Last 7 days", "30d": "Last 30 days" } as const;
export type Range = keyof typeof ranges | "days";
const rangeMs = { "24h": 24 * HOUR_MS, "7d": 7 * DAY_MS, "30d": 30 * DAY_MS } as const;

/** What was chosen, as it stands in the address; what makes no sense there has been left out. */
export interface ChosenDeliveries {
  job?: string | undefined;
  /** One action of that job. */
  action?: string | undefined;
  /** One version of that job. */
  version?: string | undefined;
  kind?: ActionKind | undefined;
  status?: DeliveryStatus | undefined;
  reason?: Reason | undefined;
  who?: string | undefined;
  range?: Range | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

/** Reads a choice from an address. An action or a version belongs to a job, and days to the range that asks for them. */
export function chosenDeliveries(query: Readonly<Record<string, string | undefined>>): ChosenDeliveries {
  const { job, action, kind, status, reason, who, range } = query;
  const [from, to] = inOrder(dayOf(query.from), dayOf(query.to));
  const isDays = range === "days" || (!isRange(range) && (from ?? to) !== undefined);
  return {
    job: job || undefined,
    action: job ? action || undefined : undefined,
    version: job ? readVersion(query.version)?.toString() : undefined,
    kind: isActionKind(kind) ? kind : undefined,
    status: isDeliveryStatus(status) ? status : undefined,
    reason: isReason(reason) ? reason : undefined,
    who: who || undefined,
    range: isDays ? "days" : isRange(range) ? range : undefined,
    ...(isDays && { from, to }),
  };
}

/** The stretch of time that a choice means: from a moment on, and before another. */
export function spanOf(
  { range, from, to }: ChosenDeliveries,
  { now, zone }: { now: Date; zone: string },
): { from?: Date; before?: Date } {
  if (range === undefined) return {};
  if (range !== "days") return { from: new Date(now.getTime() - rangeMs[range]) };
  const startOf = (day: string, later = 0) =>
    localToInstant(Temporal.PlainDate.from(day).add({ days: later }).toPlainDateTime(), zone);
  return { ...(from && { from: startOf(from) }), ...(to && { before: startOf(to, 1) }) };
}

/** One thing that was chosen, in words, and the names under which it stands in the address. */
export interface Chip {
  names: readonly (keyof ChosenDeliveries)[];
  label: string;
  words: string;
}

/** What was chosen, one by one, each so that it can be taken away alone. */
export function chipsOf(
  chosen: ChosenDeliveries,
  named: { job?: string | undefined; action?: string | undefined; who?: string | undefined },
): Chip[] {
  const { job, action, version, kind, status, reason, who } = chosen;
  const time = timeWords(chosen);
  const chips: (Chip | false)[] = [
    job !== undefined && { names: ["job", "action", "version"], label: "Job", words: named.job ?? job },
    action !== undefined && { names: ["action"], label: "Action", words: named.action ?? action },
    version !== undefined && { names: ["version"], label: "Version", words: version },
    kind !== undefined && { names: ["kind"], label: "Kind", words: actionEntries[kind].label },
    status !== undefined && { names: ["status"], label: "Outcome", words: statusWords[status].label },
    reason !== undefined && { names: ["reason"], label: "Reason", words: reasons[reason] },
    who !== undefined && { names: ["who"], label: "Who", words: named.who ?? who },
    time !== null && { names: ["range", "from", "to"], label: "When", words: time },
  ];
  return chips.filter((chip) => chip !== false);
}

function timeWords({ range, from, to }: ChosenDeliveries): string | null {
  if (range === undefined) return null;
  if (range !== "days") return ranges[range];
  if (from && to) return from === to ? dayWords(from) : `${dayWords(from)} to ${dayWords(to)}`;
  if (from) return `since ${dayWords(from)}`;
  return to ? `up to ${dayWords(to)}` : null;
}

function dayWords(day: string): string {
  return Temporal.PlainDate.from(day).toLocaleString("en-GB", {
    day: "numeric",
    month: "short",
    year: "numeric",
  });
}

function isRange(text: string | undefined): text is keyof typeof ranges {
  return text !== undefined && Object.hasOwn(ranges, text);
}

function dayOf(text: string | undefined): string | undefined {
  if (!text || !/^(19|20)\d\d-\d\d-\d\d$/.test(text)) return undefined;
  try {
    return Temporal.PlainDate.from(text, { overflow: "reject" }).toString();
  } catch {
    return undefined;
  }
}

/** Whoever says them the wrong way round means the same days. */
function inOrder(from: string | undefined, to: string | undefined) {
  return from && to && from > to ? [to, from] : [from, to];
}
