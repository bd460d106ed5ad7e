import { apiRoute, query } from "@/lib/edge/api";
import { decodeCursor } from "@/lib/insights/cursor";
import { getPerson } from "@/lib/insights/customers/get-person";
import { listTimeline } from "@/lib/insights/timeline/list-timeline";
import { timelineFilter } from "@/lib/insights/timeline/timeline-filter";

/** Everything that happened around a person in one stream, the latest first: all of it, ?show=events,changes,jobs,messages or ?event=<name>. */
export const GET = apiRoute<{ id: string }>("viewer", async (ctx, request, { id }) => {
  const person = await getPerson(ctx, id);
  const { rows, next } = await listTimeline(
    ctx,
    { entity: "person", id: person.id },
    decodeCursor(query(request, "after")),
    undefined,
    timelineFilter({ show: query(request, "show"), event: query(request, "event") }),
  );
  return { entries: rows, next };
});
