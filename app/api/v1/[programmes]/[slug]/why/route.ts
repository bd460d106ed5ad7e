import { apiRoute, query } from "@/lib/edge/api";
import { programmeKind } from "@/lib/edge/programme-kind";
import { AppError } from "@/lib/errors";
import { why } from "@/lib/insights/why/why";

/** Why a customer did or did not get in, and what came of it: ?person=<id, user ID or email> or ?organisation=<id or group ID>. */
export const GET = apiRoute<{ programmes: string; slug: string }>(
  "viewer",
  (ctx, request, { programmes, slug }) => {
    const person = query(request, "person");
    const organisation = query(request, "organisation");
    const name = person ?? organisation;
    if (!name || (person && organisation))
      throw new AppError(
        "invalid",
        "Say who: ?person=<id, user ID or email>, or ?organisation=<id or group ID>.",
      );
    return why(ctx, programmeKind(programmes), slug, { entity: person ? "person" : "organisation", name });
  },
);
