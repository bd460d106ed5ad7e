import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, it } from "vitest";
import { goLiveView } from "@/lib/insights/go-live/go-live-view";
import { getProgramme } from "@/lib/programmes/draft/get-programme";
import { saveDraft } from "@/lib/programmes/draft/save-draft";
import { getWorkspace } from "@/lib/workspaces/get-workspace";
import { type Core, openCore } from "@/tests/support/core";
import {
  all,
  arm,
  branch,
  days,
  group,
  has,
  identify,
  job,
  message,
  nudge,
  wait,
} from "@/tests/support/jobs";

let core: Core;
beforeEach(async () => {
  core = await openCore();
});
afterEach(() => core.close());

async function look(definition: Record<string, unknown>, mode: "live" | "test" = "test") {
  await saveDraft(core.ctx(), { kind: "job", slug: "draft", definition });
  const { id, definition: read } = await getProgramme(core.ctx(), "job", "draft");
  if (!read) throw new Error("The draft cannot be read.");
  return goLiveView(core.ctx(), id, read, { workspace: await getWorkspace(core.ctx()), mode });
}
const plan = (value: string) => all(has("plan", { op: "is", value }));

it("before a job goes live its message is shown as real people would get it, each in the wording that is meant for them", async () => {
  await core.tell([
    identify("ada", { plan: "pro", first_name: "Ada" }),
    identify("bo", { plan: "free", first_name: "Bo" }),
    { type: "identify", userId: "cy", traits: { plan: "pro", first_name: "Cy" } },
    identify("di", { plan: "pro", first_name: "Di" }),
    identify("ed", { first_name: "Ed" }),
  ]);
  await core.rows(sql`update people set suppressed_at = now() where user_id = 'di'`);
  const entry = [
    message("for-pro", { when: plan("pro"), subject: "Pro, {first_name}" }),
    message("for-rest", { subject: "Free, {first_name}" }),
  ];
  const { matching, reach, letters, kept } = await look(nudge({ entry }));
  expect(matching).toBe(4);
  expect(reach).toEqual({
    reachable: 2,
    unreachable: [
      { why: "without an email address", customers: 1 },
      { why: "opted out, or their address bounced", customers: 1 },
    ],
  });
  expect(letters.map(({ to, subject }) => `${to}: ${subject}`).sort()).toEqual([
    "ada@test.test: Pro, Ada",
    "bo@test.test: Free, Bo",
  ]);
  expect(kept).toEqual([]);
});

it("where a branch decides, each sees the first message of their own arm as it would read when it leaves", async () => {
  await core.tell([
    identify("ada", { plan: "pro", first_name: "Ada", signed_up_at: "2026-03-01T09:00:00Z" }),
    identify("bo", { plan: "free", first_name: "Bo", signed_up_at: "2026-03-02T09:00:00Z" }),
  ]);
  const subject = "{first_name}, {days_since_signup} days";
  const steps = [
    wait("w", days(3)),
    branch("b", [arm("pro", plan("pro"), [message("for-pro", { subject: `Pro ${subject}` })])]),
    message("for-all", { subject }),
  ];
  const { letters } = await look(nudge({ entry: [], steps }));
  expect(letters.map((letter) => letter.subject).sort()).toEqual(["Bo, 3 days", "Pro Ada, 4 days"]);
});

it("an organisation's message is shown as its contact would get it, and who has nobody to write to is counted", async () => {
  await core.tell([
    identify("ada", { first_name: "Ada" }),
    group("ada", "acme", { arr: 1, name: "Acme" }),
    { type: "group", userId: "bo", groupId: "lonely", traits: { arr: 1 } },
  ]);
  const { matching, reach, letters } = await look(
    job({
      target: "organisation",
      audience: all(has("arr")),
      entry: [message("hello", { subject: "{first_name} at {organization_name}" })],
    }),
  );
  expect(matching).toBe(2);
  expect(reach?.unreachable).toEqual([{ why: "with nobody who has an email address", customers: 1 }]);
  expect(letters.map(({ to, subject }) => `${to}: ${subject}`)).toEqual(["ada@test.test: Ada at Acme"]);
});

it("where nothing is connected a live instance says which messages would stay in the outbox, and a job that writes to nobody has no letters", async () => {
  await core.tell([identify("ada", { plan: "pro" })]);
  const note = { kind: "notify", id: "note", channel: "#team", text: "x" };
  const { kept } = await look(nudge({ entry: [message("welcome"), note] }), "live");
  expect(kept.map(({ channel }) => channel)).toEqual(["email", "slack"]);
  const silent = await look(nudge({ entry: [], steps: [] }), "live");
  expect(silent).toMatchObject({ matching: 1, reach: null, letters: [], kept: [] });
});

it("what is shown before a go-live is read through the types of attributes, as what is sent will be", async () => {
  await core.tell([identify("bo", { seats: 5 })]);
  await core.tell([identify("ada", { plan: "pro", seats: "many" })]);
  const { letters } = await look(
    nudge({ entry: [message("welcome", { subject: '{seats | default: "some"} seats' })] }),
  );
  expect(letters.map(({ subject }) => subject)).toEqual(["some seats"]);
});
