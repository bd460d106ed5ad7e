import { apiRoute, query } from "@/lib/edge/api";
import { decodeCursor } from "@/lib/insights/cursor";
import { listPeople } from "@/lib/insights/customers/list-people";

export const GET = apiRoute("viewer", async (ctx, request) => {
  const { rows, next } = await listPeople(
    ctx,
    query(request, "search") ?? "",
    decodeCursor(query(request, "after")),
  );
  return { people: rows, next };
});
