"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { relaySoon } from "@/inngest/announcements";
import { sendAgain } from "@/lib/deliveries/send-again";
import { mutation, type Outcome } from "@/lib/edge/mutation";
import { pageContext } from "@/lib/edge/page";
import { sentAgainWords } from "@/lib/insights/send-again-words";

const wantedSchema = z.object({ mayArriveTwice: z.boolean() });

/** Sends a delivery by hand, or carries out an update that was held. */
export async function sendDeliveryAgain(workspace: string, id: string, wanted: unknown): Promise<Outcome> {
  return mutation(async () => {
    const { status } = await sendAgain(await pageContext(workspace), id, wantedSchema.parse(wanted));
    relaySoon();
    revalidatePath(`/${workspace}`, "layout");
    return { ok: status !== "skipped", message: sentAgainWords[status] };
  });
}
