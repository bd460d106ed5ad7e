import { apiRoute } from "@/lib/edge/api";
import { listIntegrations } from "@/lib/workspaces/connections/integrations";

export const GET = apiRoute("owner", async (ctx) => ({ integrations: await listIntegrations(ctx) }));
