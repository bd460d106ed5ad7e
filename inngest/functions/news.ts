import { setTimeout as sleep } from "node:timers/promises";
import type { Inngest } from "inngest";
import { z } from "zod";
import { asStep } from "@/inngest/as-step";
import type { Runtime } from "@/inngest/runtime";
import type { Context } from "@/lib/context";
import { monotonicMs } from "@/lib/monotonic";
import { applyNews } from "@/lib/pipeline/news/apply-news";
import { whatWaits } from "@/lib/pipeline/news/claim-news";
import { lookAtMarked } from "@/lib/pipeline/time/look-at-marked";

const news = z.object({ workspaceId: z.string() });
const BUDGET_MS = 4_000;
/** How long a burst of arrivals may keep a run waiting. */
const LONGEST_WAIT_MS = 2_000;
const BATCH = 500;
/** What trickles in is applied this often, several at a time: each time costs the same, however little there is. */
const PACE_MS = 80;
/** With a backlog, news and marked customers have their turns of this length. */
const TURN_MS = 500;

/**
 * Applies a workspace's pending events and looks again at whoever was marked, until there is nothing left. One at a time in a workspace.
 * It takes no steps: doing it again changes nothing, and each call saved makes the message arrive sooner.
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
        const giveWayUntil = monotonicMs() + LONGEST_WAIT_MS;
        const endAt = giveWayUntil + BUDGET_MS;
        let isBacklog = false;
        let nextAt = 0;
        while (monotonicMs() < endAt) {
          if (await runtime.giveWay(Date.now() + Math.max(0, giveWayUntil - monotonicMs()))) isBacklog = true;
          const waiting = await whatWaits(await runtime.contextOf(workspaceId));
          if (!waiting.news && !waiting.marks) return;
          if (waiting.news && !isBacklog) await sleep(Math.max(0, nextAt - monotonicMs()));
          nextAt = monotonicMs() + PACE_MS;
          const turn = { runtime, workspaceId, forMs: isBacklog ? TURN_MS : 0 };
          const applied: number = waiting.news ? await applySome(turn) : 0;
          const looked: number = waiting.marks ? await inTurn(turn, 1, lookAtMarked) : 0;
          // What waits is in somebody else's hands.
          if (applied + looked === 0) return;
          isBacklog = applied >= BATCH;
        }
        await client.send({ name: "trig/news", data: { workspaceId } });
      }),
  );

interface Turn {
  runtime: Runtime;
  workspaceId: string;
  /** So long batches follow one another; with 0 there is one. */
  forMs: number;
}

/** One batch, or with a backlog two lanes of them, each at its own pace: while one is decided here, the database works on the other. */
async function applySome(turn: Turn): Promise<number> {
  const lanes = turn.forMs > 0 ? ([0, 1] as const) : [undefined];
  const ended = await Promise.allSettled(
    lanes.map((lane) => inTurn(turn, BATCH, (ctx) => applyNews(ctx, BATCH, lane))),
  );
  let applied = 0;
  for (const end of ended) {
    if (end.status === "rejected") throw end.reason;
    applied += end.value;
  }
  return applied;
}

/** Batch after batch while its turn lasts and each brings as many as that. What one has decided is handed over before the next. */
async function inTurn(
  { runtime, workspaceId, forMs }: Turn,
  asMany: number,
  batch: (ctx: Context) => Promise<number>,
): Promise<number> {
  const untilMs = monotonicMs() + forMs;
  let done = 0;
  for (;;) {
    const count = await batch(await runtime.contextOf(workspaceId));
    if (count > 0) await runtime.relay();
    done += count;
    if (count < asMany || monotonicMs() >= untilMs) return done;
  }
}
