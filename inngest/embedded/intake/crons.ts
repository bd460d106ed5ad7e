import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "@/db";
import type { FunctionPlan } from "../plans/configuration";
import { latestTick } from "../plans/cron";
import { rows } from "../rows";
import { startRun } from "./ingest";

const movedRow = z.object({ forward: z.boolean() });
const MINUTE = 60_000;
const CLOCK_WENT_BACK_MS = 3_600_000;

/** Fires crons by the business clock: of the ticks that have come, only the latest, once among all processes. */
export function cronTicker(db: Db, now: () => Date) {
  let lookedAtMinute: number | null = null;

  return {
    /** Fires what has become due since anyone last looked. The first look ever fires nothing. True if a run was started. */
    async fireDue(plans: readonly FunctionPlan[]): Promise<boolean> {
      const at = now();
      const minute = Math.floor(at.getTime() / MINUTE);
      if (minute === lookedAtMinute) return false;
      let fired = false;
      for (const { plan, text, tick } of ticksOf(plans, at)) {
        const started = await db.transaction(
          async (tx) => (await isNews(tx, plan.id, text, tick)) && start(tx, plan, text, tick),
        );
        fired = started || fired;
      }
      lookedAtMinute = minute;
      return fired;
    },
    isDue: () => Math.floor(now().getTime() / MINUTE) !== lookedAtMinute,
  };
}

function ticksOf(plans: readonly FunctionPlan[], at: Date) {
  return plans.flatMap((plan) =>
    plan.crons.flatMap(({ text, cron }) => {
      const tick = latestTick(cron, at);
      return tick ? [{ plan, text, tick }] : [];
    }),
  );
}

// A clock that was moved back for good starts the count anew; a process a little behind the others does not.
async function isNews(tx: Db, fnId: string, cron: string, tick: Date): Promise<boolean> {
  const at = sql`${tick.toISOString()}::timestamptz`;
  const known =
    await tx.execute(sql`insert into executor_crons (fn_id, cron, last_tick_at) values (${fnId}, ${cron}, ${at})
    on conflict do nothing returning 1`);
  if (known.rows.length > 0) return false;
  const moved = await rows(
    tx,
    movedRow,
    sql`with before as (
      select last_tick_at from executor_crons where fn_id = ${fnId} and cron = ${cron} for update
    )
    update executor_crons c set last_tick_at = ${at} from before
    where fn_id = ${fnId} and cron = ${cron}
      and (before.last_tick_at < ${at} or before.last_tick_at > ${at} + ${CLOCK_WENT_BACK_MS} * interval '1 millisecond')
    returning before.last_tick_at < ${at} as forward`,
  );
  return moved[0]?.forward ?? false;
}

function start(tx: Db, plan: FunctionPlan, cron: string, tick: Date): Promise<boolean> {
  const id = `${plan.id}|${cron}|${tick.toISOString()}`;
  return startRun(tx, plan, { id, name: "inngest/scheduled.timer", data: { cron }, ts: tick.getTime() });
}
