import { apiRoute } from "@/lib/edge/api";
import { getDelivery } from "@/lib/insights/deliveries/get-delivery";

export const GET = apiRoute<{ id: string }>("viewer", (ctx, _request, { id }) => getDelivery(ctx, id));
