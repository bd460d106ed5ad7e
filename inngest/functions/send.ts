import { type Inngest, RetryAfterError } from "inngest";
import { z } from "zod";
import { asStep } from "@/inngest/as-step";
import { hopsTo } from "@/inngest/hops";
import type { Runtime } from "@/inngest/runtime";
import { sentChannels } from "@/lib/channels/channels";
import { deliver } from "@/lib/deliveries/sender/deliver";

const due = z.object({ workspaceId: z.string(), channel: z.enum(sentChannels), lane: z.string() });
const opening = due.extend({ at: z.iso.datetime(), from: z.iso.datetime() });
const LONGEST_REST_MS = 60_000;

/**
 * Sends what is due on a channel of a workspace. One at a time; while the provider rests, so does this run, and the sweep looks after it.
 * It takes no steps: the ledger knows what has left.
 */
export const send = (client: Inngest, runtime: Runtime) =>
  client.createFunction(
    {
      id: "send",
      name: "Send what is due",
      triggers: [{ event: "trig/deliveries.due" }],
      concurrency: [{ key: "event.data.lane", limit: 1 }],
      retries: 20,
    },
    ({ event, attempt }) =>
      asStep(async () => {
        const { workspaceId, channel, lane } = due.parse(event.data);
        runtime.hasBegun(event);
        const ctx = await runtime.contextOf(workspaceId);
        const { more, tried, retryAt, nextDueAt } = await deliver(ctx, channel, await runtime.ports());
        if (tried) await runtime.relay();
        if (more) {
          await client.send({ name: "trig/deliveries.due", data: event.data });
          return;
        }
        if (nextDueAt) {
          // However many runs see the same next opening, one waits for it.
          const data = { ...event.data, at: nextDueAt.toISOString(), from: ctx.now.toISOString() };
          await client.send({ id: `${lane} ${data.at}`, name: "trig/window.opens", data });
        }
        const restMs = retryAt ? retryAt.getTime() - Date.now() : null;
        const isMine = tried || attempt > 0;
        if (isMine && restMs !== null && restMs < LONGEST_REST_MS) {
          throw new RetryAfterError("Deliveries rest after a failed attempt.", Math.max(1_000, restMs));
        }
      }),
  );

/** Waits for the moment at which messages held back by a sending window may leave. */
export const openWindow = (client: Inngest) =>
  client.createFunction(
    {
      id: "window",
      name: "Wait for a sending window",
      triggers: [{ event: "trig/window.opens" }],
      retries: 5,
    },
    async ({ event, step }) => {
      const { at, from, ...data } = opening.parse(event.data);
      for (const hop of hopsTo(new Date(at), new Date(from))) await step.sleepUntil("closed", hop);
      await step.sendEvent("open", { name: "trig/deliveries.due", data });
    },
  );
