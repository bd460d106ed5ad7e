import "server-only";
import type { Context } from "@/lib/context";
import type { ProgrammeOverview } from "@/lib/insights/programmes/get-overview";
import {
  type CompletionTimes,
  completionTimes,
  timeToCompletion,
} from "@/lib/insights/report/completion-times";
import { confidenceOf } from "@/lib/insights/report/confidence";
import { countOutcomes } from "@/lib/insights/report/count-outcomes";
import { countOverTime } from "@/lib/insights/report/count-over-time";
import { extentOf } from "@/lib/insights/report/extent-of";
import { foldTally } from "@/lib/insights/report/fold-tally";
import { pickRange, type Range, rangeBuckets } from "@/lib/insights/report/range";
import type { OverTime, Report, VersionCount } from "@/lib/insights/report/schema";
import { type PassTally, tallyPasses } from "@/lib/insights/report/tally-passes";
import { completionRate } from "@/lib/words/figures";

export interface ReportOf {
  /** Of one version only; null: of all. */
  version: number | null;
  /** How far back the calendar goes; null: as far as it takes to show everything. */
  range: Range | null;
  zone: string;
}

/** How a programme fares: who came and went, when, how fast, what was sent to them, and how its versions compare. */
export async function getReport(
  ctx: Context,
  programme: ProgrammeOverview,
  asked: ReportOf,
): Promise<Report> {
  const { version } = asked;
  const [tally, times, outcomes, overTime] = await Promise.all([
    tallyPasses(ctx, programme.id),
    completionTimes(ctx, programme.id),
    countOutcomes(ctx, programme.id, version),
    overTimeOf(ctx, programme, asked),
  ]);
  const folded = foldTally(tally, version);
  return {
    version,
    ...folded,
    completionRate: completionRate(folded.figures),
    overTime,
    timeToCompletion: await timeToCompletion(
      ctx,
      programme.id,
      times.find((one) => one.version === version),
    ),
    outcomes,
    versions: compareVersions(programme, tally, times),
  };
}

async function overTimeOf(
  ctx: Context,
  programme: ProgrammeOverview,
  { version, range: asked, zone }: ReportOf,
): Promise<OverTime> {
  const extent = await extentOf(ctx, programme.id, programme.status === "archived");
  const range = asked ?? pickRange(extent, zone);
  const { unit, buckets } = rangeBuckets(range, extent, zone);
  return {
    range,
    unit,
    zone,
    buckets: await countOverTime(ctx, { programmeId: programme.id, version, buckets }),
  };
}

function compareVersions(
  { versions }: ProgrammeOverview,
  tally: PassTally[],
  times: CompletionTimes[],
): VersionCount[] {
  return versions.map(({ version, publishedAt }) => {
    const { figures } = foldTally(tally, version);
    const took = times.find((one) => one.version === version);
    const confidence = confidenceOf(took?.completions ?? 0);
    return {
      version,
      publishedAt,
      ...figures,
      completionRate: completionRate(figures),
      medianMs: took && confidence !== "too_few" ? Math.round(took.medianMs) : null,
      confidence,
    };
  });
}
