import { z } from "zod";
import { apiRoute, readShape } from "@/lib/edge/api";
import { createKey } from "@/lib/workspaces/create-key";
import { listKeys } from "@/lib/workspaces/list-keys";
import { keyKinds } from "@/lib/workspaces/schema";

const newKeySchema = z.strictObject({ kind: z.enum(keyKinds), name: z.string().trim().min(1).max(80) });

export const GET = apiRoute(async (ctx) => ({ keys: await listKeys(ctx) }));

/** The one answer that holds the key itself. */
export const POST = apiRoute(async (ctx, request) => createKey(ctx, await readShape(request, newKeySchema)));
