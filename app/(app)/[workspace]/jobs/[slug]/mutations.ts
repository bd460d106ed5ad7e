"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { relaySoon } from "@/inngest/announcements";
import { mutation, type Outcome } from "@/lib/edge/mutation";
import { editorHref, programmesHref } from "@/lib/edge/pages/programme-href";
import { archive } from "@/lib/lifecycle/archive";
import { deleteDraft } from "@/lib/lifecycle/ending/delete-draft";
import { restore } from "@/lib/lifecycle/ending/restore";
import { stop } from "@/lib/lifecycle/ending/stop";
import { duplicate } from "@/lib/programmes/begin/duplicate";
import { slugSchema } from "@/lib/programmes/definition-schema";
import { restoreVersion } from "@/lib/programmes/published/restore-version";
import { plural } from "@/lib/words/figures";

const versionSchema = z.strictObject({ version: z.int().min(1), basedOn: z.int().min(0) });
const refresh = (workspace: string) => revalidatePath(programmesHref(workspace, "job"), "layout");

/** Begins another job that says the same. */
export const duplicateJob = mutation(
  "editor",
  async (ctx, slug: unknown): Promise<Outcome & { path?: string }> => {
    const copy = await duplicate(ctx, "job", slugSchema.parse(slug));
    refresh(ctx.workspace.slug);
    return { ok: true, message: `${copy.name} is a draft.`, path: editorHref(ctx.workspace.slug, copy.slug) };
  },
);

/** The emergency brake: pauses a job and cancels what is unsent. */
export const stopJob = mutation("editor", async (ctx, slug: unknown): Promise<Outcome> => {
  const { cancelled, inFlight } = await stop(ctx, "job", slugSchema.parse(slug));
  relaySoon();
  refresh(ctx.workspace.slug);
  const leaving = inFlight > 0 ? ` ${plural(inFlight, "message")} already on the way may still leave.` : "";
  return {
    ok: true,
    message: `Stopped. ${plural(cancelled, "message is", "messages are")} cancelled.${leaving}`,
  };
});

/** Ends a job: whoever is in it leaves without exit actions. */
export const archiveJob = mutation("editor", async (ctx, slug: unknown): Promise<Outcome> => {
  const { ended, skipped } = await archive(ctx, "job", slugSchema.parse(slug));
  relaySoon();
  refresh(ctx.workspace.slug);
  const left = ended > 0 ? ` ${plural(ended, "customer")} left it.` : "";
  const unsent = skipped > 0 ? ` ${plural(skipped, "message")} will not be sent.` : "";
  return { ok: true, message: `Archived.${left}${unsent}` };
});

/** Brings back an archived job. */
export const restoreJob = mutation("editor", async (ctx, slug: unknown): Promise<Outcome> => {
  const { status } = await restore(ctx, "job", slugSchema.parse(slug));
  relaySoon();
  refresh(ctx.workspace.slug);
  return {
    ok: true,
    message: status === "paused" ? "Restored, and paused: resume it to let it run." : "Restored as a draft.",
  };
});

/** Takes away a draft that never was live. */
export const deleteJob = mutation(
  "editor",
  async (ctx, slug: unknown): Promise<Outcome & { path?: string }> => {
    await deleteDraft(ctx, "job", slugSchema.parse(slug));
    refresh(ctx.workspace.slug);
    return { ok: true, message: "The draft is deleted.", path: programmesHref(ctx.workspace.slug, "job") };
  },
);

/** Puts a version into the draft; with the live one that discards what was changed since. */
export const restoreJobVersion = mutation(
  "editor",
  async (ctx, slug: unknown, wanted: unknown): Promise<Outcome> => {
    const { version, basedOn } = versionSchema.parse(wanted);
    await restoreVersion(ctx, { kind: "job", slug: slugSchema.parse(slug), version, basedOn });
    refresh(ctx.workspace.slug);
    return { ok: true, message: `The draft says what version ${version} says.` };
  },
);
