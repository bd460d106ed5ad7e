import type { Inngest } from "inngest";
import { z } from "zod";
import { asStep } from "@/inngest/as-step";
import type { Runtime } from "@/inngest/runtime";
import { monotonicMs } from "@/lib/monotonic";
import { seedBatch } from "@/lib/pipeline/time/seed-batch";

const wanted = z.object({ workspaceId: z.string(), seedId: z.string() });
const BUDGET_MS = 4_000;

/** Walks over all customers after a go-live or resume, batch by batch. */
export const seed = (client: Inngest, runtime: Runtime) =>
  client.createFunction(
    {
      id: "seed",
      name: "Walk over all customers",
      triggers: [{ event: "trig/seed" }],
      concurrency: [{ key: "event.data.seedId", limit: 1 }],
      retries: 10,
    },
    async ({ event, step }) => {
      const { workspaceId, seedId } = wanted.parse(event.data);
      for (let more = true; more; ) {
        more = await step.run("walk", () =>
          asStep(async () => {
            const endAt = monotonicMs() + BUDGET_MS;
            let left = true;
            while (left && monotonicMs() < endAt)
              left = await seedBatch(await runtime.contextOf(workspaceId), seedId);
            await runtime.relay();
            return left;
          }),
        );
      }
    },
  );
