"use server";

import { revalidatePath } from "next/cache";
import { relaySoon } from "@/inngest/announcements";
import { mutation, type Outcome } from "@/lib/edge/mutation";
import { pageContext } from "@/lib/edge/page";
import { plural } from "@/lib/insights/figures";
import { pause } from "@/lib/programmes/pause";
import { resume } from "@/lib/programmes/resume";

/** Stops a job's clock. */
export async function pauseJob(workspace: string, slug: string): Promise<Outcome> {
  return mutation(async () => {
    const { held, inFlight } = await pause(await pageContext(workspace), "job", slug);
    relaySoon();
    revalidatePath(`/${workspace}/jobs`, "layout");
    const leaving = inFlight > 0 ? ` ${plural(inFlight, "message")} already on the way may still leave.` : "";
    return { ok: true, message: `Paused. ${plural(held, "message is", "messages are")} held.${leaving}` };
  });
}

/** Lets a job's clock run again. */
export async function resumeJob(workspace: string, slug: string): Promise<Outcome> {
  return mutation(async () => {
    const { released, matchesNow } = await resume(await pageContext(workspace), "job", slug);
    relaySoon();
    revalidatePath(`/${workspace}/jobs`, "layout");
    const entering = matchesNow > 0 ? ` ${plural(matchesNow, "customer")} may enter now.` : "";
    return { ok: true, message: `Running again. ${plural(released, "message")} let go.${entering}` };
  });
}
