import { apiRoute, query } from "@/lib/edge/api";
import { programmeKind } from "@/lib/edge/programme-kind";
import { AppError } from "@/lib/errors";
import { actionOf } from "@/lib/insights/why/action-of";
import { why } from "@/lib/insights/why/why";

/**
 * Why a customer did or did not get in, and what came of it: ?person=<id, user ID or email> or ?organisation=<id or group ID>. With
 * &action=<id> also why that action did or did not reach them.
 */
export const GET = apiRoute<{ programmes: string; slug: string }>(
  "viewer",
  async (ctx, request, { programmes, slug }) => {
    const person = query(request, "person");
    const organisation = query(request, "organisation");
    const name = person ?? organisation;
    if (!name || (person && organisation))
      throw new AppError(
        "invalid",
        "Say who: ?person=<id, user ID or email>, or ?organisation=<id or group ID>.",
      );
    const whose = { entity: person ? ("person" as const) : ("organisation" as const), name };
    const answer = await why(ctx, programmeKind(programmes), slug, whose);
    const actionId = query(request, "action");
    return actionId === undefined ? answer : { ...answer, action: actionOf(answer, actionId) };
  },
);
