import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { instance } from "@/db/schema";
import { findComing } from "@/lib/insights/clock/coming-next";
import { listSetOff, listWaiting } from "@/lib/insights/clock/set-off";
import type { Part } from "@/lib/insights/clock/set-off-words";
import { updateWorkspace } from "@/lib/lifecycle/update-workspace";
import { DAY_MS, HOUR_MS } from "@/lib/time";
import { ensureInstance, moveClock } from "@/lib/workspaces/clock/clock";
import { movableClock } from "@/lib/workspaces/clock/movable-clock";
import { type Core, openCore, START } from "@/tests/support/core";
import { testContext } from "@/tests/support/database";
import { all, identify, isTrue, job, message, nudge, track } from "@/tests/support/jobs";

let core: Core;
beforeEach(async () => {
  core = await openCore();
});
afterEach(() => core.close());

const plain = (parts: readonly Part[]) =>
  parts.map((part) => (typeof part === "string" ? part : part.text)).join("");

/** Moves the clock on and says what that set off, each with the day it happened. */
async function after(ms: number): Promise<string[]> {
  const from = core.clock.now;
  const waiting = await listWaiting(core.ctx());
  await core.after(ms);
  const to = core.clock.now;
  const { happenings } = await listSetOff(core.ctx(), { from, to, waiting, zone: "UTC" });
  return happenings.map(({ at, parts }) => `${at.toISOString().slice(5, 10)} ${plain(parts)}`);
}
const coming = async () => {
  const next = await findComing(core.ctx(), "UTC");
  return next && `${next.at.toISOString().slice(0, 16)} ${plain(next.parts)}`;
};

async function twoInTheNudge() {
  await core.goLive(
    "nudge",
    nudge({ exit: [{ kind: "notify", id: "tell", channel: "#alerts", text: "{email}" }] }),
  );
  await core.tell([identify("bob", { firstName: "Bob", plan: "team" })]);
  await core.after(DAY_MS);
  await core.tell([identify("fay", { firstName: "Fay", plan: "team" })]);
}

test("moving the clock tells the reminders, then the exits with whom the team was told, the latest last", async () => {
  await twoInTheNudge();
  expect(await after(5 * DAY_MS)).toEqual([
    "03-07 Bob was reminded: About reminder-1",
    "03-08 Fay was reminded: About reminder-1",
  ]);
  expect(await after(5 * DAY_MS)).toEqual([
    "03-12 Bob left Nudge: time was up; the team was told in #alerts",
    "03-13 Fay left Nudge: time was up; the team was told in #alerts",
  ]);
});

test("each sentence leads to the person and to the message", async () => {
  await twoInTheNudge();
  const from = core.clock.now;
  await core.after(4 * DAY_MS);
  const { happenings } = await listSetOff(core.ctx(), { from, to: core.clock.now, waiting: [], zone: "UTC" });
  const [row] = await core.rows<{ person: string; delivery: string }>(
    sql`select person_id as person, id as delivery from deliveries where kind = 'reminder'`,
  );
  const leads = happenings.flatMap(({ parts }) =>
    parts.flatMap((part) => (typeof part === "string" ? [] : [part.to])),
  );
  expect(leads).toEqual([
    { kind: "person", id: row?.person },
    { kind: "delivery", id: row?.delivery },
  ]);
});

test("what an exit sets off in another job is told with the message it sent", async () => {
  await core.goLive(
    "rescue",
    job({ name: "Rescue", audience: all(isTrue("nudge_failed")), entry: [message("help")] }),
  );
  await core.goLive("nudge", nudge());
  await core.tell([identify("bob", { firstName: "Bob", plan: "team" })]);
  await core.after(9 * DAY_MS);
  expect(await after(2 * DAY_MS)).toEqual([
    "03-12 Bob left Nudge: time was up",
    "03-12 Bob entered Rescue; was sent: About help",
  ]);
});

test("a message that is not sent says why", async () => {
  await core.goLive("nudge", nudge());
  const from = core.clock.now;
  await core.after(HOUR_MS);
  await core.tell([identify("nils", { firstName: "Nils", email: null, plan: "team" })]);
  const { happenings } = await listSetOff(core.ctx(), { from, to: core.clock.now, waiting: [], zone: "UTC" });
  expect(happenings.map(({ parts }) => plain(parts))).toEqual([
    "Nils entered Nudge; was not sent: this person has no email address",
  ]);
});

test("a message that waited for its sending window is told when it leaves", async () => {
  const hours = { days: [1, 2, 3, 4, 5, 6, 7], from: "10:00", to: "11:00", zone: "workspace" as const };
  await updateWorkspace(core.ctx(), { settings: { tooLateHours: 24, sendingWindow: hours } });
  await core.goLive("nudge", nudge({ steps: [] }));
  await core.tell([identify("bob", { firstName: "Bob", plan: "team" })]);
  expect(await coming()).toBe("2026-03-02T10:00 message to Bob");
  expect(await after(2 * HOUR_MS)).toEqual(["03-02 Bob was sent: About welcome"]);
});

test("where nothing is set off, the next thing that will happen is known, and when", async () => {
  await twoInTheNudge();
  expect(await after(HOUR_MS)).toEqual([]);
  expect(await coming()).toBe("2026-03-07T09:00 reminder to Bob");
  await core.after(6 * DAY_MS);
  expect(await coming()).toBe("2026-03-12T09:00 Bob leaves Nudge");
  await core.tell([track("bob", "Goal Reached"), track("fay", "Goal Reached")]);
  expect(await coming()).toBeNull();
});

test("another workspace is told nothing", async () => {
  await twoInTheNudge();
  await core.after(12 * DAY_MS);
  const stranger = await testContext(core.db, { now: core.clock.now });
  const ids = (await core.rows<{ id: string }>(sql`select id from deliveries`)).map(({ id }) => id);
  const seen = await listSetOff(stranger, { from: START, to: core.clock.now, waiting: ids, zone: "UTC" });
  expect(seen.happenings).toEqual([]);
  expect(await findComing({ ...stranger, now: START }, "UTC")).toBeNull();
});

test("only a demo's or a test instance's clock can be moved, and a demo's not before its story is told", async () => {
  expect(await movableClock(core.ctx())).toBeNull();
  await ensureInstance(core.db, "demo", -DAY_MS);
  expect(await movableClock(core.ctx())).toEqual({ mode: "demo", isPlaying: true });
  await moveClock(core.db, DAY_MS);
  expect(await movableClock(core.ctx())).toEqual({ mode: "demo", isPlaying: false });
  await core.db.update(instance).set({ mode: "live" });
  expect(await movableClock(core.ctx())).toBeNull();
  await expect(moveClock(core.db, DAY_MS)).rejects.toMatchObject({ code: "forbidden" });
});
