import type { Inngest } from "inngest";
import { z } from "zod";
import { asStep } from "@/inngest/as-step";
import { hopsTo } from "@/inngest/hops";
import type { Runtime } from "@/inngest/runtime";
import { advance } from "@/lib/pipeline/time/advance";

const entered = z.object({
  workspaceId: z.string(),
  enrolmentId: z.string(),
  step: z.string(),
  at: z.string(),
  /** Business time of the announcement. */
  from: z.string(),
});
const MOST_ALARMS = 400;

/**
 * One run per enrolment: sleeps until the next step is due, asks for the move, sleeps again. Its steps are named after the programme's, so that
 * the dashboard reads like the programme. It knows nothing itself: an alarm too early, too late or twice changes nothing.
 */
export const enrolment = (client: Inngest, runtime: Runtime) =>
  client.createFunction(
    {
      id: "enrolment",
      name: "Run an enrolment",
      triggers: [{ event: "trig/enrolment.entered" }],
      cancelOn: [{ event: "trig/enrolment.ended", match: "data.enrolmentId" }],
      // A go-live starts thousands of runs at once; news and messages must not queue up behind them.
      concurrency: [{ limit: 4 }],
      retries: 10,
    },
    async ({ event, step }) => {
      const { workspaceId, enrolmentId, ...first } = entered.parse(event.data);
      let alarm: { step: string; at: string } | null = first;
      let slept = new Date(first.from);
      for (let rung = 0; alarm && rung < MOST_ALARMS; rung++) {
        for (const hop of hopsTo(new Date(alarm.at), slept))
          await step.sleepUntil(`${alarm.step}: sleep`, hop);
        slept = new Date(alarm.at);
        alarm = await step.run(alarm.step, () =>
          asStep(async () => {
            const next = (await advance(await runtime.contextOf(workspaceId), [enrolmentId], "alarm")).get(
              enrolmentId,
            );
            await runtime.relay();
            return next ? { step: next.step, at: next.at.toISOString() } : null;
          }),
        );
      }
    },
  );
