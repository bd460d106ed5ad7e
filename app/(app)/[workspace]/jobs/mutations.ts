"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { relaySoon } from "@/inngest/announcements";
import { beginJobFrom } from "@/lib/edge/forms/begin-job";
import { mutation, type Outcome } from "@/lib/edge/mutation";
import { editorHref, programmeHref, programmesHref } from "@/lib/edge/pages/programme-href";
import { pause } from "@/lib/lifecycle/pause";
import { type Published, publish } from "@/lib/lifecycle/publish";
import { resume } from "@/lib/lifecycle/resume";
import { slugSchema } from "@/lib/programmes/definition-schema";
import { plural } from "@/lib/words/figures";

const choiceSchema = z.strictObject({
  mode: z.enum(["everyone", "first", "from_now_on"]).optional(),
  first: z.int("Say how many may enter first.").min(1).max(1_000_000).optional(),
  moveOpen: z.boolean().optional(),
  note: z.string().trim().max(2_000, "A note has 2,000 characters at most.").optional(),
});
const seenSchema = z.strictObject({ revision: z.int(), liveVersion: z.int().nullable() });

/** Begins a job: from nothing, the example, an event, another job or a file. */
export const newJob = mutation("editor", async (ctx, form: unknown): Promise<Outcome & { path?: string }> => {
  const { slug, name } = await beginJobFrom(ctx, form);
  revalidatePath(programmesHref(ctx.workspace.slug, "job"));
  return { ok: true, message: `${name} is a draft.`, path: editorHref(ctx.workspace.slug, slug) };
});

/** Stops a job's clock. */
export const pauseJob = mutation("editor", async (ctx, slug: unknown): Promise<Outcome> => {
  const { held, inFlight } = await pause(ctx, "job", slugSchema.parse(slug));
  relaySoon();
  revalidatePath(programmesHref(ctx.workspace.slug, "job"), "layout");
  const leaving = inFlight > 0 ? ` ${plural(inFlight, "message")} already on the way may still leave.` : "";
  return { ok: true, message: `Paused. ${plural(held, "message is", "messages are")} held.${leaving}` };
});

/** Publishes a draft as it was shown, with what the publisher has chosen. */
export const publishJob = mutation(
  "editor",
  async (ctx, slug: unknown, seen: unknown, choice: unknown): Promise<Outcome & { path?: string }> => {
    const how = choiceSchema.parse(choice);
    const job = slugSchema.parse(slug);
    const published = await publish(ctx, "job", job, { ...how, seen: seenSchema.parse(seen) });
    relaySoon();
    revalidatePath(programmesHref(ctx.workspace.slug, "job"), "layout");
    const path = programmeHref(ctx.workspace.slug, { kind: "job", slug: job });
    return { ok: true, message: publishedWords(published, how), path };
  },
);

function publishedWords(
  { version, status, matchesNow, moved }: Published,
  { mode, first = 0 }: z.infer<typeof choiceSchema>,
): string {
  const movedWords = moved > 0 ? ` ${plural(moved, "customer")} moved to it.` : "";
  if (status === "paused") return `Version ${version} is published; the job is still paused.${movedWords}`;
  const entering =
    mode === "from_now_on" ? "" : ` ${mayEnter(mode === "first" ? atMost(first, matchesNow) : matchesNow)}`;
  return `${version === 1 ? "It" : `Version ${version}`} is live.${entering}${movedWords}`;
}

/** Lets a job's clock run again. */
export const resumeJob = mutation("editor", async (ctx, slug: unknown): Promise<Outcome> => {
  const { released, matchesNow } = await resume(ctx, "job", slugSchema.parse(slug));
  relaySoon();
  revalidatePath(programmesHref(ctx.workspace.slug, "job"), "layout");
  const entering = matchesNow !== 0 ? ` ${mayEnter(matchesNow)}` : "";
  return { ok: true, message: `Running again. ${plural(released, "message")} let go.${entering}` };
});

function mayEnter(count: number | null): string {
  return count === null
    ? "It took too long to count who may enter now."
    : `${plural(count, "customer")} may enter now.`;
}

function atMost(first: number, matching: number | null): number | null {
  return matching === null ? null : Math.min(first, matching);
}
