import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, it } from "vitest";
import { updateWorkspace } from "@/lib/lifecycle/update-workspace";
import { DAY_MS } from "@/lib/time";
import { type Core, openCore, START } from "@/tests/support/core";
import { identify, message, nudge } from "@/tests/support/jobs";

let core: Core;
beforeEach(async () => {
  core = await openCore();
});
afterEach(() => core.close());

const at = (ms: number) => new Date(START.getTime() + ms).toISOString();

it("core 32: a zone that cannot be computed is no value of a person and UTC for a workspace that kept one: PST, IST, an offset", async () => {
  const sendingWindow = { days: [1, 2, 3, 4, 5, 6, 7], from: "12:00", to: "13:00", zone: "person" };
  await core.goLive("nudge", nudge({ sendingWindow }));
  await core.rows(sql`update workspaces set timezone = 'PST'`);
  const zones = { ada: "IST", bob: "PST", cleo: "+02:00", dan: "europe/stockholm" };
  for (const [name, timezone] of Object.entries(zones))
    await core.tell([identify(name, { plan: "pro", timezone })]);
  expect(await core.rows(sql`select * from set_aside`)).toEqual([]);
  await core.goTo(at(DAY_MS / 6));
  const sent = await core.rows<{ line: string }>(sql`
    select recipient || ' ' || to_char(sent_at at time zone 'UTC', 'HH24:MI') as line from deliveries where sent_at is not null`);
  expect(sent.map(({ line }) => line).sort()).toEqual([
    "ada@test.test 12:00",
    "bob@test.test 12:00",
    "cleo@test.test 12:00",
    "dan@test.test 11:00",
  ]);
});

it("a date in a mail is the day that the reader's clocks show: the workspace's, their own where the job says so, and a day stays a day", async () => {
  await updateWorkspace(core.ctx(), { timezone: "America/Los_Angeles" });
  const subject = "Ends {trial_ends_at}";
  await core.goLive("theirs", nudge({ entry: [message("welcome", { subject })], steps: [] }));
  const always = { days: [1, 2, 3, 4, 5, 6, 7], from: "00:00", to: "23:59", zone: "person" };
  await core.goLive(
    "own",
    nudge({ entry: [message("hello", { subject })], steps: [], sendingWindow: always }),
  );
  const trialEndsAt = "2026-12-31T23:59:59-08:00";
  await core.tell([identify("ada", { plan: "pro", trialEndsAt, timezone: "Asia/Tokyo" })]);
  await core.tell([identify("bob", { plan: "pro", trialEndsAt: "2026-12-31" })]);
  const sent = await core.rows<{ line: string }>(sql`
    select split_part(recipient, '@', 1) || ' ' || action_id || ': ' || (request -> 'payload' ->> 'subject') as line
    from deliveries where sent_at is not null order by 1`);
  expect(sent.map(({ line }) => line)).toEqual([
    "ada hello: Ends 2027-01-01",
    "ada welcome: Ends 2026-12-31",
    "bob hello: Ends 2026-12-31",
    "bob welcome: Ends 2026-12-31",
  ]);
});
