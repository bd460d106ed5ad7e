import { apiRoute, query } from "@/lib/edge/api";
import { programmeKind } from "@/lib/edge/programme-kind";
import { AppError } from "@/lib/errors";
import { getOverview } from "@/lib/insights/programmes/get-overview";
import { getReport } from "@/lib/insights/report/get-report";
import { readVersion } from "@/lib/insights/report/pass-filter";
import { isRange, ranges } from "@/lib/insights/report/range";
import { getWorkspace } from "@/lib/workspaces/get-workspace";

/** How it fares: ?version=<a published one>, absent for all of them; ?range=14d|30d|90d|1y|all, absent for as far back as it goes. */
export const GET = apiRoute<{ programmes: string; slug: string }>(
  "viewer",
  async (ctx, request, { programmes, slug }) => {
    const range = query(request, "range");
    const asked = query(request, "version");
    if (range !== undefined && !isRange(range))
      throw new AppError("invalid", `There is no such range: say one of ${ranges.join(", ")}.`);
    const programme = await getOverview(ctx, { kind: programmeKind(programmes), slug });
    const version = readVersion(asked);
    if (asked !== undefined && !programme.versions.some((one) => one.version === version))
      throw new AppError(
        "invalid",
        programme.versions.length > 0
          ? `There is no such version: say one of ${programme.versions.map((one) => one.version).join(", ")}.`
          : "Nothing has been published yet, so that there is no version to ask for.",
      );
    const { timezone: zone } = await getWorkspace(ctx);
    const { id, name, status, target, liveVersion } = programme;
    const report = await getReport(ctx, programme, { version, range: range ?? null, zone });
    return { id, slug, name, status, target, liveVersion, ...report };
  },
);
