import "server-only";
import { sql } from "drizzle-orm";
import type { Context } from "@/lib/context";
import { skipUnsent } from "@/lib/deliveries/lifecycle/skip-unsent";
import type { Pass } from "@/lib/enrolments/pass";
import { type Announcement, announce, deliveriesDue } from "@/lib/outbox/announce";
import { type Changed, markReaders } from "@/lib/pipeline/news/mark-readers";
import { writeCustomers } from "@/lib/profiles/write-customers";

export interface FinishedNews extends Changed {
  /** Enrolments ended by something other than the look. */
  alsoEnded?: readonly string[];
}

/** Ends a batch: writes what changed on customers, asks for another look where that can matter, and announces what the engine has to know. */
export async function finishNews(ctx: Context, finished: FinishedNews): Promise<void> {
  const { result, described = [], alsoEnded = [] } = finished;
  await writeCustomers(ctx, [...result.customers, ...described]);
  await takeEntries(ctx, finished);
  const marked = await markReaders(ctx, finished);

  const idsOf = (isMeant: (pass: Pass) => boolean) => result.ended.filter(isMeant).map(({ id }) => id);
  const completed = idsOf(({ status }) => status === "completed");
  const exited = idsOf(({ status }) => status === "exited");
  await skipUnsent(ctx, { enrolmentIds: completed }, "goal_met");
  await skipUnsent(ctx, { enrolmentIds: exited }, "enrolment_ended");

  const { workspaceId } = ctx;
  const ended = [...result.ended.map(({ id }) => id), ...alsoEnded];
  await announce(ctx, [
    ...[...result.entered, ...result.revived].flatMap((pass): Announcement[] =>
      pass.status === "open" && pass.wakeAt
        ? [
            {
              name: "trig/enrolment.entered",
              data: {
                workspaceId,
                enrolmentId: pass.id,
                step: pass.stepId ?? "deadline",
                at: pass.wakeAt.toISOString(),
                from: ctx.now.toISOString(),
              },
            },
          ]
        : [],
    ),
    ...ended.map(
      (enrolmentId): Announcement => ({ name: "trig/enrolment.ended", data: { workspaceId, enrolmentId } }),
    ),
    ...[...result.channels].map((channel) => deliveriesDue(workspaceId, channel)),
    ...(marked ? [{ name: "trig/news", data: { workspaceId } } as const] : []),
  ]);
}

async function takeEntries(ctx: Context, { programmes, result }: FinishedNews): Promise<void> {
  for (const { id, entriesLeft: before } of programmes) {
    const left = result.entriesLeft.get(id);
    if (before === null || left === undefined || left === before) continue;
    await ctx.db.execute(sql`
      update programmes set entries_left = ${left} where workspace_id = ${ctx.workspaceId} and id = ${id}`);
  }
}
