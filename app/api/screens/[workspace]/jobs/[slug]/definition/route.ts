import { z } from "zod";
import { readQuery } from "@/lib/edge/api";
import { memberRoute } from "@/lib/edge/member-route";
import { AppError } from "@/lib/errors";
import { getProgrammeRow } from "@/lib/programmes/draft/get-programme";
import { findDefinition } from "@/lib/programmes/published/definitions";

const querySchema = z.object({ version: z.coerce.number().int().min(1).optional() });

/** A job as a file that can be kept, sent and imported again: its draft, or ?version=<a published one>. */
export const GET = memberRoute<{ workspace: string; slug: string }>(
  "viewer",
  async (ctx, request, { slug }) => {
    const { version } = readQuery(request, querySchema);
    const row = await getProgrammeRow(ctx, "job", slug);
    const definition =
      version === undefined ? row.draft : await findDefinition(ctx, { programmeId: row.id, version });
    if (definition === null) throw new AppError("not_found", `There is no version ${version} of this job.`);
    const name = version === undefined ? slug : `${slug}-version-${version}`;
    return new Response(`${JSON.stringify(definition, null, 2)}\n`, {
      headers: {
        "content-type": "application/json; charset=utf-8",
        "content-disposition": `attachment; filename="${name}.json"`,
      },
    });
  },
);
