"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { mutation, type Outcome } from "@/lib/edge/mutation";
import { createKey } from "@/lib/workspaces/keys/create-key";
import { revokeKey } from "@/lib/workspaces/keys/revoke-key";
import { keyKinds, roles } from "@/lib/workspaces/schema";

const wantedSchema = z.object({
  kind: z.enum(keyKinds, "Choose what the key is for."),
  /** Of an api key. */
  role: z.enum(roles, "Choose what the key may do.").default("editor"),
  name: z
    .string("Give the key a name.")
    .trim()
    .min(1, "Give the key a name.")
    .max(80, "A name has at most 80 characters."),
});

export type MadeKey = Outcome & { key?: string };

/** Makes a key; the answer holds the key itself, this once. */
export const makeKey = mutation("owner", async (ctx, form: unknown): Promise<MadeKey> => {
  const wanted = wantedSchema.parse(form);
  const { key } = await createKey(ctx, wanted);
  revalidatePath(`/${ctx.workspace.slug}/settings/keys`);
  return { ok: true, message: `“${wanted.name}” is made.`, key };
});

/** Shuts out whoever uses this key, for good. */
export const shutKeyOut = mutation("owner", async (ctx, id: unknown): Promise<Outcome> => {
  await revokeKey(ctx, z.string().parse(id));
  revalidatePath(`/${ctx.workspace.slug}/settings/keys`);
  return { ok: true, message: "The key no longer works." };
});
