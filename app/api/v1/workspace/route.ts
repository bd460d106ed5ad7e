import { relaySoon } from "@/inngest/announcements";
import { apiRoute, readShape } from "@/lib/edge/api";
import { updateWorkspace, workspaceChangeSchema } from "@/lib/lifecycle/update-workspace";
import { getWorkspace } from "@/lib/workspaces/get-workspace";

export const GET = apiRoute("viewer", (ctx) => getWorkspace(ctx));

export const PUT = apiRoute("owner", async (ctx, request) => {
  const changed = await updateWorkspace(ctx, await readShape(request, workspaceChangeSchema));
  relaySoon();
  return changed;
});
