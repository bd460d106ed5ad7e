import { memberRoute } from "@/lib/edge/member-route";
import { getPulse } from "@/lib/insights/pulse";

/** What an open screen asks before it looks again: whether its member may still look, and at what. */
export const GET = memberRoute("viewer", async (ctx) => ({ revision: await getPulse(ctx) }));
