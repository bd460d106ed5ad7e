import type { Reason } from "@/lib/deliveries/reasons";
import type { DeliveryStatus } from "@/lib/deliveries/schema";
import type { EndReason } from "@/lib/enrolments/end-reasons";
import type { Confidence } from "@/lib/insights/report/confidence";
import type { Range } from "@/lib/insights/report/range";
import type { BucketUnit, TimeBucket } from "@/lib/insights/report/time-buckets";
import type { ProgrammeFigures } from "@/lib/words/figures";

/*
 * The words of a report.
 *   figures     how many entered, and where these stand now. Entered = in it + completed + exited, always.
 *   standing    those in it, by the step they stand before; null when all steps are behind them.
 *   over time   who entered and who left in each day, week, month or year of the workspace's calendar.
 *   spread      how long those who completed it took, in steps of equal length; the last one may be open.
 *   version     of a pass: the one it is on, which is the one it entered with unless somebody moved it.
 */

/** How many left in a way, and why. */
export interface ExitCount {
  reason: EndReason | null;
  customers: number;
}

export interface StandingCount {
  stepId: string | null;
  customers: number;
}

/** What came and went in one stretch of the calendar. */
export interface BucketCount extends TimeBucket {
  entered: number;
  completed: number;
  exited: number;
}

export interface OverTime {
  range: Range;
  unit: BucketUnit;
  zone: string;
  buckets: BucketCount[];
}

/** How many took so long: from fromMs up to but not including toMs; null: or longer. */
export interface SpreadCount {
  fromMs: number;
  toMs: number | null;
  customers: number;
}

export interface TimeToCompletion {
  completions: number;
  confidence: Confidence;
  /** Null while there are too few completions to average. */
  medianMs: number | null;
  meanMs: number | null;
  spread: SpreadCount[];
}

/** How the deliveries of one action ended, counted by outcome and reason. */
export interface OutcomeCount {
  actionId: string;
  status: DeliveryStatus;
  reason: Reason | null;
  deliveries: number;
}

/** How many are at a place of a programme, went through it, and what became of what was done for them there. */
export interface StepFigure {
  here: number;
  passed: number;
  outcomes: Omit<OutcomeCount, "actionId">[];
}

/** One published version beside the others. */
export interface VersionCount extends ProgrammeFigures {
  version: number;
  publishedAt: Date;
  completionRate: number | null;
  medianMs: number | null;
  confidence: Confidence;
}

export interface Report {
  /** The version that everything but the comparison speaks of; null: all of them. */
  version: number | null;
  figures: ProgrammeFigures;
  completionRate: number | null;
  exits: ExitCount[];
  standing: StandingCount[];
  overTime: OverTime;
  timeToCompletion: TimeToCompletion;
  outcomes: OutcomeCount[];
  /** The latest first. */
  versions: VersionCount[];
}
