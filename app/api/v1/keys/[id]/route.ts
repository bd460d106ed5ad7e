import { apiRoute } from "@/lib/edge/api";
import { revokeKey } from "@/lib/workspaces/revoke-key";

export const DELETE = apiRoute<{ id: string }>((ctx, _request, { id }) => revokeKey(ctx, id));
