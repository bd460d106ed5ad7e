"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { mutation, type Outcome } from "@/lib/edge/mutation";
import { programmeHref, programmesHref } from "@/lib/edge/pages/programme-href";
import { beginDraft } from "@/lib/programmes/draft/begin-draft";
import { draftFromEvent, slugFromEvent } from "@/lib/programmes/draft/draft-from-event";
import { createKey } from "@/lib/workspaces/keys/create-key";

const eventName = z
  .string("Name the event.")
  .trim()
  .min(1, "Name the event.")
  .max(100, "That name is too long.");
const wantedSchema = z
  .object({ event: eventName, goal: eventName })
  .refine(({ event, goal }) => event !== goal, {
    path: ["goal"],
    error: "Name another event: who has done this one cannot be hoped to do it next.",
  });

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
    const wanted = wantedSchema.parse(form);
    const { slug, name } = await beginDraft(ctx, {
      kind: "job",
      slug: slugFromEvent(wanted),
      definition: draftFromEvent(wanted),
    });
    revalidatePath(programmesHref(ctx.workspace.slug, "job"));
    return {
      ok: true,
      message: `${name} is a draft.`,
      path: programmeHref(ctx.workspace.slug, { kind: "job", slug }),
    };
  },
);
