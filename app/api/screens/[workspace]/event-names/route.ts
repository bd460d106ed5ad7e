import { memberRoute } from "@/lib/edge/member-route";
import { loadEventNames } from "@/lib/programmes/draft/load-event-names";

/** The names of events that have arrived, for whoever types one; none where there are too many to tell. */
export const GET = memberRoute("viewer", async (ctx) => ({ names: (await loadEventNames(ctx)) ?? [] }));
