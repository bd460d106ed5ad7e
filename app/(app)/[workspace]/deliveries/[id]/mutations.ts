"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { relaySoon } from "@/inngest/announcements";
import { sendAgain } from "@/lib/deliveries/by-hand/send-again";
import { mutation, type Outcome } from "@/lib/edge/mutation";
import { sentAgainWords } from "@/lib/words/send-again-words";

const wantedSchema = z.object({ mayArriveTwice: z.boolean() });

/** Sends a delivery by hand, or carries out an update that was held. */
export const sendDeliveryAgain = mutation(
  "editor",
  async (ctx, id: unknown, wanted: unknown): Promise<Outcome> => {
    const { status } = await sendAgain(ctx, z.string().parse(id), wantedSchema.parse(wanted));
    relaySoon();
    revalidatePath(`/${ctx.workspace.slug}`, "layout");
    return { ok: status !== "skipped", message: sentAgainWords[status] };
  },
);
