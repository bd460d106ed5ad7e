import { memberRoute } from "@/lib/edge/member-route";
import { stepFigures } from "@/lib/insights/report/step-figures";
import { getProgrammeRow } from "@/lib/programmes/draft/get-programme";

/** How many are at each place of a job now, went through it, and so on. */
export const GET = memberRoute<{ workspace: string; slug: string }>(
  "viewer",
  async (ctx, _request, { slug }) => {
    const { id } = await getProgrammeRow(ctx, "job", slug);
    return { figures: await stepFigures(ctx, id) };
  },
);
