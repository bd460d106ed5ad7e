import { z } from "zod";
import { apiRoute, readShape } from "@/lib/edge/api";
import { createKey } from "@/lib/workspaces/keys/create-key";
import { listKeys } from "@/lib/workspaces/keys/list-keys";
import { keyKinds, roles } from "@/lib/workspaces/schema";

const newKeySchema = z.strictObject({
  kind: z.enum(keyKinds),
  role: z.enum(roles).default("editor"),
  name: z.string().trim().min(1).max(80),
});

export const GET = apiRoute("owner", async (ctx) => ({ keys: await listKeys(ctx) }));

/** The one answer that holds the key itself. */
export const POST = apiRoute("owner", async (ctx, request) =>
  createKey(ctx, await readShape(request, newKeySchema)),
);
