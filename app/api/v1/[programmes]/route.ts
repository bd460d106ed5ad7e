import { apiRoute } from "@/lib/edge/api";
import { programmeKind } from "@/lib/edge/programme-kind";
import { listProgrammes } from "@/lib/programmes/draft/list-programmes";

/** /jobs, /behaviours and /stages are one thing in three kinds. */
export const GET = apiRoute<{ programmes: string }>("viewer", async (ctx, _request, { programmes }) => ({
  [programmes]: await listProgrammes(ctx, programmeKind(programmes)),
}));
