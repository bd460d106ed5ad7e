import { liveResponse } from "@/lib/edge/live/live-response";
import { memberRoute } from "@/lib/edge/member-route";

/** Tells open screens when there is something new to see. */
export const GET = memberRoute("viewer", async (ctx, request) =>
  liveResponse(ctx.workspaceId, request.signal),
);
