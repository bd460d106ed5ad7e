import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, it } from "vitest";
import { getOverview } from "@/lib/insights/programmes/get-overview";
import { nextSteps } from "@/lib/insights/programmes/next-steps";
import { listPasses } from "@/lib/insights/report/list-passes";
import { why } from "@/lib/insights/why/why";
import type { Entity } from "@/lib/profiles/schema";
import { DAY_MS } from "@/lib/time";
import { type Core, openCore } from "@/tests/support/core";
import { all, days, group, has, identify, job, message, nudge, reminder } from "@/tests/support/jobs";

let core: Core;
beforeEach(async () => {
  core = await openCore();
});
afterEach(() => core.close());

const plan = (value: string) => all(has("plan", { op: "is", value }));
const notPlan = (value: string) => all(has("plan", { op: "is_not", value }));
const twoWordings = (more: Record<string, unknown> = {}) =>
  nudge({
    entry: [message("for-pro", { when: plan("pro") }), message("for-rest", { when: notPlan("pro") })],
    ...more,
  });

/** What "In it now" says of each customer. */
async function saidOf(userId: string): Promise<string | undefined> {
  const { id } = await getOverview(core.ctx(), { kind: "job", slug: "nudge" });
  const asked = { programmeId: id, filter: { show: "open" as const }, zone: "UTC" };
  const { rows } = await listPasses(core.ctx(), asked, null);
  const steps = await nextSteps(core.ctx(), { programmeId: id, passes: rows, zone: "UTC" });
  const mine = rows.find(({ customer }) => customer.name.includes(userId));
  return steps.get(mine?.id ?? "")?.words;
}
const aheadOf = async (name: string, entity: Entity = "person") => {
  const { ahead } = await why(core.ctx(), "job", "nudge", { entity, name });
  return ahead.flatMap(({ at, actions }) => actions.map((one) => `${one.actionId} ${at.toISOString()}`));
};

it("of two wordings by condition each customer is reminded of the one they got, whichever stands last", async () => {
  await core.goLive("nudge", twoWordings());
  await core.tell([identify("ada", { plan: "pro" }), identify("bo", { plan: "free" })]);
  expect(await saidOf("ada")).toMatch(/^reminder in 5 days/);
  expect(await aheadOf("ada")).toContain("reminder-1 2026-03-07T09:00:00.000Z");
  expect(await aheadOf("bo")).toContain("reminder-1 2026-03-07T09:00:00.000Z");
  await core.after(6 * DAY_MS);
  for (const who of ["ada", "bo"]) expect(await core.ledger(who)).toContain(`${who} reminder-1 sent`);
});

it("a reminder for some does not keep the others from the next one, which runs from the message they got", async () => {
  await core.goLive(
    "nudge",
    nudge({
      steps: [reminder("reminder-1", days(2), { when: plan("pro") }), reminder("reminder-2", days(3))],
    }),
  );
  await core.tell([identify("ada", { plan: "pro" }), identify("bo", { plan: "free" })]);
  await core.after(6 * DAY_MS);
  expect(await core.ledger("bo")).toEqual([
    "bo welcome sent",
    "bo reminder-1 condition_not_met",
    "bo reminder-2 sent",
  ]);
  const sent = await core.rows<{ line: string }>(
    sql`select p.user_id || ' ' || d.action_id || ' ' || to_char(d.sent_at at time zone 'UTC', 'MM-DD') as line
     from deliveries d join people p on p.id = d.customer_id where d.kind = 'reminder' and d.status = 'sent' order by 1`,
  );
  expect(sent.map(({ line }) => line)).toEqual([
    "ada reminder-1 03-04",
    "ada reminder-2 03-07",
    "bo reminder-2 03-05",
  ]);
});

it("an organisation is reminded of the wording its people got, and one that got none of them is not", async () => {
  const everyone = { recipients: { to: "everyone" } };
  await core.goLive(
    "nudge",
    job({
      name: "Nudge",
      target: "organisation",
      audience: all(has("arr")),
      entry: [
        message("for-pro", { when: plan("pro"), ...everyone }),
        message("for-trial", { when: plan("trial"), ...everyone }),
      ],
      steps: [reminder("reminder-1", days(2), everyone)],
    }),
  );
  await core.tell([
    identify("ada"),
    identify("bo"),
    group("ada", "acme", { arr: 1, plan: "pro" }),
    group("bo", "other", { arr: 1, plan: "free" }),
  ]);
  expect(await aheadOf("acme", "organisation")).toContain("reminder-1 2026-03-04T09:00:00.000Z");
  await core.after(3 * DAY_MS);
  expect(await core.ledger("acme")).toEqual([
    "acme for-pro sent",
    "acme for-trial condition_not_met",
    "acme reminder-1 sent",
  ]);
  expect(await core.ledger("other")).toEqual([
    "other for-pro condition_not_met",
    "other for-trial condition_not_met",
    "other reminder-1 previous_not_sent",
  ]);
});
