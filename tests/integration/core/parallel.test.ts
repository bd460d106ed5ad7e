import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { applyNews } from "@/lib/pipeline/news/apply-news";
import { advance } from "@/lib/pipeline/time/advance";
import { lookAtDue } from "@/lib/pipeline/time/look-at-due";
import { lookAtMarked } from "@/lib/pipeline/time/look-at-marked";
import { seedBatch } from "@/lib/pipeline/time/seed-batch";
import { sweep } from "@/lib/pipeline/time/sweep";
import { MINUTE_MS } from "@/lib/time";
import { type Core, openCore } from "@/tests/support/core";
import { all, didNot, group, has, identify, isTrue, job, nudge, track, update } from "@/tests/support/jobs";
import { seeded } from "@/tests/support/random";
import { send } from "@/tests/support/sender";

let core: Core;
beforeEach(async () => {
  core = await openCore();
});
afterEach(() => core.close());

const minutes = (amount: number) => ({ amount, unit: "minutes" });
const short = (description: string) =>
  nudge({ description, autoExit: minutes(4), steps: [], exit: [update("mark-failed", "nudge_failed")] });
const ofOrganisation = (attribute: string, is: Record<string, unknown>) => ({
  ...has(attribute, is),
  of: "organisation",
});

/** Jobs that read people, time, each other, and across between people and organisations. */
async function goLiveWithEverything() {
  await core.goLive("nudge", short("first"));
  await core.goLive(
    "failed",
    job({ name: "Failed", audience: all(isTrue("nudge_failed")), entry: [update("mark", "seen")] }),
  );
  await core.goLive(
    "away",
    job({
      name: "Away",
      audience: all(has("plan"), didNot("Logged In", { within: minutes(2) })),
      reentry: { kind: "after_leaving" },
    }),
  );
  await core.goLive(
    "account",
    job({
      name: "Account",
      target: "organisation",
      entry: [update("mark", "in_trouble")],
      audience: all({ kind: "people", quantifier: { atLeast: 2 }, all: [isTrue("seen")] }),
    }),
  );
  await core.goLive(
    "colleague",
    job({ name: "Colleague", audience: all(ofOrganisation("in_trouble", { op: "is_true" })) }),
  );
}

it("core 5: many processes may do everything at once: nothing is done twice, and nobody hears of a deadlock", async () => {
  await goLiveWithEverything();
  const parties = Array.from({ length: 4 }, () => core.party());
  const random = seeded(7);
  const below = (limit: number) => Math.floor(random() * limit);
  const calls = (round: number) =>
    Array.from({ length: 12 }, () => below(60)).flatMap((n) => [
      identify(`user-${n}`, { plan: "pro", n: below(9) }),
      group(`user-${n}`, `org-${n % 6}`, { arr: below(12) }),
      ...(round % 3 === 0
        ? [
            { type: "track", anonymousId: `device-${n}`, event: "Seen" },
            identify(`user-${n}`, {}, { anonymousId: `device-${n}` }),
          ]
        : []),
      track(`user-${n}`, n % 2 === 0 ? "Logged In" : "Clicked"),
    ]);
  const failures: unknown[] = [];
  for (let round = 0; round < 14; round++) {
    core.clock.now = new Date(core.clock.now.getTime() + MINUTE_MS);
    const seedId = round % 4 === 1 ? (await core.publish("nudge", short(`round ${round}`))).seedId : null;
    const open = await core.rows<{ id: string }>(
      sql`select id from enrolments where status = 'open' order by id limit 30`,
    );
    const everything = (as: Context): Promise<unknown>[] => [
      send(as, calls(round)).then(() => applyNews(as, 25)),
      applyNews(as, 5),
      lookAtMarked(as),
      lookAtDue(as),
      sweep(as),
      advance(
        as,
        open.map(({ id }) => id),
        "alarm",
      ),
      ...(seedId ? [seedBatch(as, seedId)] : []),
    ];
    const done = await Promise.allSettled(
      parties.flatMap((party) => everything({ ...party, now: core.clock.now })),
    );
    failures.push(...done.flatMap((one) => (one.status === "rejected" ? [one.reason] : [])));
    if (round % 3 === 2) await core.rest();
  }
  await core.ring();
  expect(failures).toEqual([]);

  const once = await core.rows(sql`
    select enrolment_id from enrolment_moves where kind in ('entered', 'completed', 'exited')
    group by enrolment_id, kind = 'entered' having count(*) > 1
    union all select enrolment_id from deliveries where status <> 'skipped' group by enrolment_id, action_id having count(*) > 1`);
  expect(once).toEqual([]);
  const [left] = await core.rows(sql`
    select (select count(*) from pending_events) as pending, (select count(*) from customer_marks) as marks,
      (select count(*) from visitor_events) as visits, (select count(*) from enrolments where wake_at <= ${core.clock.now.toISOString()}::timestamptz) as overdue`);
  expect(left).toEqual({ pending: 0, marks: 0, visits: 0, overdue: 0 });
  const kinds = new Set((await core.passes()).map((line) => line.split(" ")[1]));
  expect([...kinds].sort()).toEqual(["account", "away", "colleague", "failed", "nudge"]);
  const [{ doubled } = { doubled: -1 }] = await core.rows<{ doubled: number }>(sql`
    select (select count(*) from events where name is not null) - (select count(*) from occurrences) as doubled`);
  expect(doubled).toBe(0);
});

it("core 5: what two run into each other for is rare: a day of traffic on four processes sees a handful of deadlocks at most, and each batch goes through", async () => {
  await goLiveWithEverything();
  const parties = Array.from({ length: 4 }, () => core.party());
  const people = Array.from({ length: 200 }, (_, n) => `user-${n}`);
  await core.tell(people.map((id, n) => group(id, `org-${n % 20}`)));
  for (let round = 0; round < 4; round++) {
    core.clock.now = new Date(core.clock.now.getTime() + 3 * MINUTE_MS);
    await core.say(people.map((id) => identify(id, { plan: "pro", round })));
    await Promise.all(
      parties.map(async (party) => {
        const as = { ...party, now: core.clock.now };
        while ((await applyNews(as, 40)) + (await lookAtMarked(as)) + (await lookAtDue(as)) > 0);
        await sweep(as);
      }),
    );
  }
  await core.rows(sql`select pg_stat_force_next_flush()`);
  const [row] = await core.rows<{ deadlocks: number }>(sql`
    select deadlocks from pg_stat_database where datname = current_database()`);
  expect(row?.deadlocks).toBeLessThanOrEqual(5);
  expect((await core.passes("nudge")).length).toBe(people.length);
});
