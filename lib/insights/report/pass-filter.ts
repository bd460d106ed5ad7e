import { STEP_ID_PATTERN } from "@/lib/actions/schema";
import { type EndReason, exitReasons } from "@/lib/enrolments/end-reasons";
import { type DaySpan, isDay } from "@/lib/insights/report/time-buckets";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "@/lib/spans";

export const shows = ["entered", "open", "completed", "exited"] as const;
export type Show = (typeof shows)[number];

/** The customers behind one figure of a report: which of them, and what narrows them. */
export interface PassFilter {
  show: Show;
  version?: number | undefined;
  /** Of those who exited. */
  reason?: EndReason | undefined;
  /** Of those in it: the step they stand before; "" for those with all steps behind them. */
  step?: string | undefined;
  /** The step they went through, and the way on which it sent them where it has several. */
  passed?: { step: string; way?: string | undefined } | undefined;
  /** Days of the workspace's calendar, both included: of the entry, or of the end for those who completed or exited. */
  days?: DaySpan | undefined;
  /** Of those who completed: how long they took. */
  took?: { fromMs: number; toMs: number | null } | undefined;
}

type Query = Readonly<Record<string, string | undefined>>;

/** No step has this id. */
const LAST_STEP_PASSED = "_end";
const LARGEST_VERSION = 2_147_483_647;
const lengths = { m: MINUTE_MS, h: HOUR_MS, d: DAY_MS } as const;

/** Reads a filter from an address; what makes no sense is left out. */
export function readPassFilter(query: Query): PassFilter {
  const show = shows.find((one) => one === query.show) ?? "entered";
  return {
    show,
    version: readVersion(query.version) ?? undefined,
    days: readDays(query.from, query.to),
    reason: show === "exited" ? exitReasons.find((one) => one === query.reason) : undefined,
    step: show === "open" ? readStep(query.step) : undefined,
    passed: readPassed(query.passed),
    took: show === "completed" ? readTook(query.took) : undefined,
  };
}

/** A filter as it stands in an address. */
export function passQuery({
  show,
  version,
  reason,
  step,
  passed,
  days,
  took,
}: PassFilter): Record<string, string | undefined> {
  return {
    show,
    version: version?.toString(),
    reason,
    step: step === "" ? LAST_STEP_PASSED : step,
    passed: passed && (passed.way ? `${passed.step}/${passed.way}` : passed.step),
    from: days?.from ?? undefined,
    to: days?.to ?? undefined,
    took: took && `${lengthText(took.fromMs)}-${took.toMs === null ? "" : lengthText(took.toMs)}`,
  };
}

/** The number of a version as it stands in an address; null when it is none. */
export function readVersion(text: string | undefined): number | null {
  const version = /^[1-9]\d{0,9}$/.test(text ?? "") ? Number(text) : null;
  return version !== null && version <= LARGEST_VERSION ? version : null;
}

function readDays(from: string | undefined, to: string | undefined): PassFilter["days"] {
  const days = { from: from && isDay(from) ? from : null, to: to && isDay(to) ? to : null };
  if (days.from && days.to) return days.from <= days.to ? days : undefined;
  return days.from || days.to ? days : undefined;
}

function readStep(text: string | undefined): string | undefined {
  if (text === LAST_STEP_PASSED) return "";
  return text !== undefined && isStepId(text) ? text : undefined;
}

function readPassed(text: string | undefined): PassFilter["passed"] {
  const [step = "", way, ...more] = (text ?? "").split("/");
  if (more.length > 0 || ![step, ...(way === undefined ? [] : [way])].every(isStepId)) return undefined;
  return way === undefined ? { step } : { step, way };
}

const isStepId = (text: string) => STEP_ID_PATTERN.test(text);

function readTook(text: string | undefined): PassFilter["took"] {
  const [, from, to] = text?.match(/^(\d{1,6}[mhd])-(\d{1,6}[mhd])?$/) ?? [];
  if (!from) return undefined;
  const took = { fromMs: lengthMs(from), toMs: to ? lengthMs(to) : null };
  return took.toMs === null || took.fromMs < took.toMs ? took : undefined;
}

function lengthMs(text: string): number {
  const unit = text.endsWith("m") ? "m" : text.endsWith("h") ? "h" : "d";
  return Number(text.slice(0, -1)) * lengths[unit];
}

function lengthText(ms: number): string {
  if (ms % DAY_MS === 0) return `${ms / DAY_MS}d`;
  return ms % HOUR_MS === 0 ? `${ms / HOUR_MS}h` : `${ms / MINUTE_MS}m`;
}
