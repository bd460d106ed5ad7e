import { setTimeout as sleep } from "node:timers/promises";
import type { Inngest } from "inngest";
import { z } from "zod";
import { asStep } from "@/inngest/as-step";
import type { Runtime } from "@/inngest/runtime";
import { applyNews } from "@/lib/pipeline/apply-news";
import { whatWaits } from "@/lib/pipeline/claim-news";
import { lookAtMarked } from "@/lib/pipeline/look-again";

const news = z.object({ workspaceId: z.string() });
const BUDGET_MS = 4_000;
/** How long a burst of arrivals may keep a run waiting. */
const LONGEST_WAIT_MS = 2_000;
const BATCH = 500;
/** What trickles in is applied this often, several at a time: each time costs the same, however little there is. */
const PACE_MS = 80;
/** So long a backlog is applied before marked customers have their turn. */
const LANE_MS = 500;

/**
 * Applies a workspace's pending events and looks again at whoever was marked, until there is nothing left. One at a time in a workspace.
 * It takes no steps: doing it again changes nothing, and a call fewer is time that a message arrives earlier.
 */
export const newsFunction = (client: Inngest, runtime: Runtime) =>
  client.createFunction(
    {
      id: "news",
      name: "Apply news",
      triggers: [{ event: "trig/news" }],
      concurrency: [{ key: "event.data.workspaceId", limit: 1 }],
      retries: 5,
    },
    ({ event }) =>
      asStep(async () => {
        const { workspaceId } = news.parse(event.data);
        runtime.hasBegun(event);
        const giveWayUntil = Date.now() + LONGEST_WAIT_MS;
        const endAt = giveWayUntil + BUDGET_MS;
        let isBacklog = false;
        let nextAt = 0;
        while (Date.now() < endAt) {
          if (await runtime.giveWay(giveWayUntil)) isBacklog = true;
          const waiting = await whatWaits(await runtime.contextOf(workspaceId));
          if (!waiting.news && !waiting.marks) return;
          if (waiting.news && !isBacklog) await sleep(Math.max(0, nextAt - Date.now()));
          nextAt = Date.now() + PACE_MS;
          const applied: number = waiting.news ? await applySome(runtime, workspaceId, isBacklog) : 0;
          isBacklog = applied >= BATCH;
          const looked = waiting.marks ? await lookAtMarked(await runtime.contextOf(workspaceId)) : 0;
          if (looked > 0) await runtime.relay();
          // What waits is in somebody else's hands.
          if (applied + looked === 0) return;
        }
        await client.send({ name: "trig/news", data: { workspaceId } });
      }),
  );

/** One batch, or with a backlog two lanes of them, each at its own pace: while one is decided here, the database works on the other. */
async function applySome(runtime: Runtime, workspaceId: string, isBacklog: boolean): Promise<number> {
  const untilMs = isBacklog ? Date.now() + LANE_MS : 0;
  const lanes = Array.from({ length: isBacklog ? 2 : 1 }, () => applyInTurn(runtime, workspaceId, untilMs));
  return (await Promise.all(lanes)).reduce((sum, count) => sum + count, 0);
}

/** Applies one batch after another until this moment, one at least. What was decided is on its way before the next is taken. */
async function applyInTurn(runtime: Runtime, workspaceId: string, untilMs: number): Promise<number> {
  let applied = 0;
  for (;;) {
    const count = await applyNews(await runtime.contextOf(workspaceId), BATCH);
    if (count > 0) await runtime.relay();
    applied += count;
    if (count < BATCH || Date.now() >= untilMs) return applied;
  }
}
