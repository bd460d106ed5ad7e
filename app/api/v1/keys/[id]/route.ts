import { apiRoute } from "@/lib/edge/api";
import { revokeKey } from "@/lib/workspaces/keys/revoke-key";

export const DELETE = apiRoute<{ id: string }>("owner", (ctx, _request, { id }) => revokeKey(ctx, id));
