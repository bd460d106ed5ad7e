"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { beginJobFrom } from "@/lib/edge/forms/begin-job";
import { mutation, type Outcome } from "@/lib/edge/mutation";
import { editorHref, programmesHref } from "@/lib/edge/pages/programme-href";
import { createKey } from "@/lib/workspaces/keys/create-key";

/** Makes the write key of a first program; the answer holds the key itself, this once. */
export const makeFirstKey = mutation("owner", async (ctx): Promise<Outcome & { key?: string }> => {
  const { key } = await createKey(ctx, { kind: "write", name: "First write key", role: "viewer" });
  revalidatePath(`/${ctx.workspace.slug}/settings/keys`);
  return { ok: true, message: "The key is made.", key };
});

/** Begins a job for whoever did one thing and not yet another: a draft, which nobody enters before it is published. */
export const beginJob = mutation(
  "editor",
  async (ctx, form: unknown): Promise<Outcome & { path?: string }> => {
    const { event, goal } = z.object({ event: z.unknown(), goal: z.unknown() }).parse(form);
    const { slug, name } = await beginJobFrom(ctx, { from: "event", event, goal });
    revalidatePath(programmesHref(ctx.workspace.slug, "job"));
    return {
      ok: true,
      message: `${name} is a draft.`,
      path: editorHref(ctx.workspace.slug, slug),
    };
  },
);
