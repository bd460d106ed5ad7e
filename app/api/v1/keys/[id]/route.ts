import { apiRoute } from "@/lib/edge/api";
import { revokeKey } from "@/lib/workspaces/revoke-key";

export const DELETE = apiRoute<{ id: string }>("owner", (ctx, _request, { id }) => revokeKey(ctx, id));
