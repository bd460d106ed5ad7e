"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { relaySoon } from "@/inngest/announcements";
import { mutation, type Outcome } from "@/lib/edge/mutation";
import { plural } from "@/lib/insights/figures";
import { pause } from "@/lib/programmes/pause";
import { publish } from "@/lib/programmes/publish";
import { resume } from "@/lib/programmes/resume";
import { slugSchema } from "@/lib/programmes/schema";

const modeSchema = z.enum(["everyone", "from_now_on"], "A job goes live for everyone, or from now on.");

/** Stops a job's clock. */
export const pauseJob = mutation("editor", async (ctx, slug: unknown): Promise<Outcome> => {
  const { held, inFlight } = await pause(ctx, "job", slugSchema.parse(slug));
  relaySoon();
  revalidatePath(`/${ctx.workspace.slug}/jobs`, "layout");
  const leaving = inFlight > 0 ? ` ${plural(inFlight, "message")} already on the way may still leave.` : "";
  return { ok: true, message: `Paused. ${plural(held, "message is", "messages are")} held.${leaving}` };
});

/** Takes a draft live as it was shown: for everyone who matches, or only for who starts to. */
export const publishJob = mutation(
  "editor",
  async (ctx, slug: unknown, draftOf: unknown, mode: unknown): Promise<Outcome> => {
    const how = { mode: modeSchema.parse(mode), draftOf: z.coerce.date().parse(draftOf) };
    const { matchesNow } = await publish(ctx, "job", slugSchema.parse(slug), how);
    relaySoon();
    revalidatePath(`/${ctx.workspace.slug}/jobs`, "layout");
    const entering = how.mode === "everyone" ? ` ${mayEnter(matchesNow)}` : "";
    return { ok: true, message: `It is live.${entering}` };
  },
);

/** Lets a job's clock run again. */
export const resumeJob = mutation("editor", async (ctx, slug: unknown): Promise<Outcome> => {
  const { released, matchesNow } = await resume(ctx, "job", slugSchema.parse(slug));
  relaySoon();
  revalidatePath(`/${ctx.workspace.slug}/jobs`, "layout");
  const entering = matchesNow !== 0 ? ` ${mayEnter(matchesNow)}` : "";
  return { ok: true, message: `Running again. ${plural(released, "message")} let go.${entering}` };
});

function mayEnter(count: number | null): string {
  return count === null
    ? "It took too long to count who may enter now."
    : `${plural(count, "customer")} may enter now.`;
}
