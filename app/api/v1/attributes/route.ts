import { apiRoute } from "@/lib/edge/api";
import { listAttributes } from "@/lib/insights/catalogue/list-attributes";

export const GET = apiRoute("viewer", async (ctx) => ({ attributes: await listAttributes(ctx) }));
