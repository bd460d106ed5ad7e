import { apiRoute, query } from "@/lib/edge/api";
import { decodeCursor } from "@/lib/insights/cursor";
import { getPerson } from "@/lib/insights/get-person";
import { listTimeline } from "@/lib/insights/list-timeline";

/** Everything that happened around a person in one stream, the latest first. */
export const GET = apiRoute<{ id: string }>("viewer", async (ctx, request, { id }) => {
  const person = await getPerson(ctx, id);
  const { rows, next } = await listTimeline(
    ctx,
    { entity: "person", id: person.id },
    decodeCursor(query(request, "after")),
  );
  return { entries: rows, next };
});
