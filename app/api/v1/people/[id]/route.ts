import { apiRoute } from "@/lib/edge/api";
import { getPerson } from "@/lib/insights/get-person";

export const GET = apiRoute<{ id: string }>((ctx, _request, { id }) => getPerson(ctx, id));
