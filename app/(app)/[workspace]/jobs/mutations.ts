"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { relaySoon } from "@/inngest/announcements";
import { beginJobFrom } from "@/lib/edge/forms/begin-job";
import { mutation, type Outcome } from "@/lib/edge/mutation";
import { editorHref, programmesHref } from "@/lib/edge/pages/programme-href";
import { pause } from "@/lib/lifecycle/pause";
import { publish } from "@/lib/lifecycle/publish";
import { resume } from "@/lib/lifecycle/resume";
import { slugSchema } from "@/lib/programmes/definition-schema";
import { plural } from "@/lib/words/figures";

const WHO_ENTERS =
  "Choose who enters: everyone who matches, the first so many, or who starts to match from now on.";
const entrySchema = z.discriminatedUnion(
  "mode",
  [
    z.strictObject({ mode: z.enum(["everyone", "from_now_on"]) }),
    z.strictObject({
      mode: z.literal("first"),
      first: z.int("Say how many may enter first.").min(1).max(1_000_000),
    }),
  ],
  WHO_ENTERS,
);

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

/** Takes a draft live as it was shown: for everyone who matches, the first so many of them, or only for who starts to. */
export const publishJob = mutation(
  "editor",
  async (ctx, slug: unknown, seen: unknown, entry: unknown): Promise<Outcome> => {
    const how = { ...entrySchema.parse(entry), seen: seenSchema.parse(seen) };
    const { matchesNow } = await publish(ctx, "job", slugSchema.parse(slug), how);
    relaySoon();
    revalidatePath(programmesHref(ctx.workspace.slug, "job"), "layout");
    const entering =
      how.mode === "from_now_on"
        ? ""
        : ` ${mayEnter(how.mode === "first" ? atMost(how.first, matchesNow) : matchesNow)}`;
    return { ok: true, message: `It is live.${entering}` };
  },
);

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
