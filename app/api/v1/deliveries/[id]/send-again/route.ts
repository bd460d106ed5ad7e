import { z } from "zod";
import { relaySoon } from "@/inngest/announcements";
import { sendAgain } from "@/lib/deliveries/by-hand/send-again";
import { apiRoute, readShape } from "@/lib/edge/api";

const wantedSchema = z.strictObject({ mayArriveTwice: z.boolean().optional() });

export const POST = apiRoute<{ id: string }>("editor", async (ctx, request, { id }) => {
  const answer = await sendAgain(ctx, id, await readShape(request, wantedSchema));
  relaySoon();
  return answer;
});
