import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { hasWork, nextDue } from "@/lib/pipeline/time/next-due";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "@/lib/time";
import { freshDatabase, testContext } from "@/tests/support/database";
import { seeded } from "@/tests/support/random";
import { send } from "@/tests/support/sender";
import { demoJob, startWorld } from "@/tests/support/world";

const CUSTOMERS = 60;
const SWEPT_WITHIN_MS = MINUTE_MS + 10_000;
const MOST_MINUTES = 60;
const completes = (n: number) => n % 3 === 0;
/** Some reach the goal before the reminder, some after it. */
const goalAt = (n: number) => (n % 2 === 0 ? 2 : 7) * DAY_MS + (n % 4 < 2 ? 0 : 90) * MINUTE_MS;

interface Move {
  who: string;
  kind: string;
  wokenBy: string;
  lateMs: number | null;
}

/** Sixty customers go through the Onboarding Nudge while announcements get lost; the clock stops a minute longer wherever something is left to do. */
async function playNudge(losesShare: number) {
  const fresh = await freshDatabase();
  const { db } = fresh;
  const random = seeded(20_260_302);
  let lost = 0;
  const loses = () => {
    const isLost = random() < losesShare;
    if (isLost) lost++;
    return isLost;
  };
  const world = await startWorld(await testContext(db), { loses });
  const { clock, executor } = world;
  const rest = () => world.quiet(async () => true);
  const isBehind = async () => {
    const { rows } = await db.execute(
      sql`select from enrolments where status = 'open' and wake_at <= ${clock.now.toISOString()}::timestamptz limit 1`,
    );
    return rows.length > 0 || (await hasWork(db, clock.now));
  };
  const jump = async (to: Date) => {
    await world.jump(to);
    await rest();
  };
  /** Where anything was lost the sweep's minute comes, again and again until nothing is left. */
  const catchUp = async () => {
    await rest();
    for (let minute = 0; minute < MOST_MINUTES && (await isBehind()); minute++)
      await jump(new Date(nextMinute(clock.now)));
    expect(await isBehind()).toBe(false);
  };
  const walkTo = async (to: Date) => {
    for (;;) {
      await catchUp();
      const { rows } = await db.execute<{ at: string | null }>(
        sql`select min(wake_at) as at from enrolments where status = 'open'`,
      );
      const stops = [
        await executor.nextTimerAt(),
        await nextDue(db, clock.now),
        rows[0]?.at ? new Date(rows[0].at) : null,
      ];
      const next = Math.min(...stops.flatMap((stop) => (stop ? [stop.getTime()] : [])));
      if (next >= to.getTime()) break;
      await jump(new Date(Math.max(next, clock.now.getTime())));
    }
    if (to.getTime() > clock.now.getTime()) await jump(to);
    await catchUp();
  };
  const tell = async (calls: readonly Record<string, unknown>[]) => {
    await send(world.contextNow(), calls);
    if (!loses()) await world.runtime.relay();
    await catchUp();
  };

  const start = clock.now.getTime();
  await world.goLive("job", "onboarding-nudge", demoJob("onboarding-nudge")).catch(() => undefined);
  await catchUp();
  const numbers = Array.from({ length: CUSTOMERS }, (_, n) => n);
  await tell(
    numbers.map((n) => ({
      type: "identify",
      userId: `user-${n}`,
      traits: { email: `user-${n}@test.test`, createdAt: clock.now.toISOString() },
    })),
  );
  for (const moment of [...new Set(numbers.map(goalAt))].sort((a, b) => a - b)) {
    await walkTo(new Date(start + moment));
    const there = numbers.filter((n) => completes(n) && goalAt(n) === moment);
    await tell(there.map((n) => ({ type: "track", userId: `user-${n}`, event: "Project Created" })));
  }
  await walkTo(new Date(start + 10 * DAY_MS + HOUR_MS));

  const { rows: outcome } = await db.execute<{ line: string }>(sql`
    select p.user_id || ' ' || d.action_id || ' ' || d.recipient || ' ' || coalesce(d.reason, d.status) as line
    from deliveries d join people p on p.id = d.customer_id order by 1`);
  const { rows: ends } = await db.execute<{ line: string }>(sql`
    select p.user_id || ' ' || e.pass || ' ' || e.status || ' ' || coalesce(e.reason, '-') as line from enrolments e join people p on p.id = e.customer_id order by 1`);
  const { rows: moves } = await db.execute<{
    who: string;
    kind: string;
    wokenBy: string;
    lateMs: number | null;
  }>(sql`
    select p.user_id as who, m.kind, m.woken_by as "wokenBy", extract(epoch from m.moved_at - case
      when m.kind = 'step' then (m.detail ->> 'dueAt')::timestamptz
      when m.kind = 'exited' then e.entered_at + interval '10 days' end)::float8 * 1000 as "lateMs"
    from enrolment_moves m join enrolments e on e.id = m.enrolment_id join people p on p.id = e.customer_id`);
  const { errors } = world;
  await world.stop();
  await fresh.close();
  return {
    outcome: outcome.map(({ line }) => line),
    ends: ends.map(({ line }) => line),
    moves: moves satisfies Move[],
    lost,
    errors,
  };
}

const nextMinute = (now: Date) => Math.floor(now.getTime() / MINUTE_MS + 1) * MINUTE_MS;

it("with almost a third of all announcements lost the ledger ends the same, and what time moves is moved within the sweep's minute", async () => {
  const sound = await playNudge(0);
  const lossy = await playNudge(0.3);
  expect(sound.lost).toBe(0);
  expect(lossy.lost).toBeGreaterThan(50);
  expect(lossy.outcome).toEqual(sound.outcome);
  expect(lossy.ends).toEqual(sound.ends);
  expect(sound.ends.filter((line) => line.endsWith("goal_met")).length).toBe(CUSTOMERS / 3);

  const timed = ({ moves }: typeof sound) =>
    moves.flatMap(({ lateMs, wokenBy }) => (lateMs === null ? [] : [{ lateMs, wokenBy }]));
  expect(Math.max(...timed(sound).map(({ lateMs }) => lateMs))).toBe(0);
  expect(new Set(timed(sound).map(({ wokenBy }) => wokenBy))).toEqual(new Set(["alarm"]));
  expect(Math.max(...timed(lossy).map(({ lateMs }) => lateMs))).toBeLessThanOrEqual(SWEPT_WITHIN_MS);
  expect(new Set(timed(lossy).map(({ wokenBy }) => wokenBy))).toEqual(new Set(["alarm", "sweep"]));
  // A run whose end is announced while it still answers is cancelled under its own hands.
  expect([...sound.errors, ...lossy.errors].filter((line) => !line.startsWith("Leases were lost"))).toEqual(
    [],
  );
});
