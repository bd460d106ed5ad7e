import { apiRoute } from "@/lib/edge/api";
import { getPerson } from "@/lib/insights/customers/get-person";

export const GET = apiRoute<{ id: string }>("viewer", (ctx, _request, { id }) => getPerson(ctx, id));
