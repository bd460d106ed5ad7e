"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { mutation, type Outcome } from "@/lib/edge/mutation";
import { pageContext } from "@/lib/edge/page";
import { createKey } from "@/lib/workspaces/create-key";
import { revokeKey } from "@/lib/workspaces/revoke-key";
import { keyKinds } from "@/lib/workspaces/schema";

const wantedSchema = z.object({
  kind: z.enum(keyKinds, "Choose what the key is for."),
  name: z
    .string("Give the key a name.")
    .trim()
    .min(1, "Give the key a name.")
    .max(80, "A name has at most 80 characters."),
});

export type MadeKey = Outcome & { key?: string };

/** Makes a key; the answer holds the key itself, this once. */
export async function makeKey(workspace: string, form: unknown): Promise<MadeKey> {
  return mutation(async () => {
    const { kind, name } = wantedSchema.parse(form);
    const { key } = await createKey(await pageContext(workspace), { kind, name });
    revalidatePath(`/${workspace}/settings/keys`);
    return { ok: true, message: `“${name}” is made.`, key };
  });
}

/** Shuts out whoever uses this key, for good. */
export async function shutKeyOut(workspace: string, id: unknown): Promise<Outcome> {
  return mutation(async () => {
    await revokeKey(await pageContext(workspace), z.string().parse(id));
    revalidatePath(`/${workspace}/settings/keys`);
    return { ok: true, message: "The key no longer works." };
  });
}
