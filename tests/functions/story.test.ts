import { sql } from "drizzle-orm";
import { expect } from "vitest";
import { DAY_MS } from "@/lib/time";
import { it } from "@/tests/support/fixture";
import { demoJob, ledger, startWorld } from "@/tests/support/world";

it("plays the Onboarding Nudge: Ada completes, Bob is reminded and exits, each message once, each woken by its own run", async ({
  ctx,
  onTestFinished,
}) => {
  const world = await startWorld(ctx);
  onTestFinished(world.stop);
  await world.goLive("job", "onboarding-nudge", demoJob("onboarding-nudge"));
  await world.goLive("job", "first-value-follow-up", demoJob("first-value-follow-up"));
  await world.goLive("job", "onboarding-rescue", demoJob("onboarding-rescue"));
  const traits = { createdAt: world.clock.now.toISOString() };
  await world.send([
    { type: "identify", userId: "ada", traits: { ...traits, firstName: "Ada", email: "ada@acme.test" } },
    {
      type: "identify",
      userId: "bob",
      traits: { ...traits, firstName: "Bob", email: "bob@acme.test", caseOwnerEmail: "kim@trig.test" },
    },
    { type: "track", userId: "ada", event: "Signed Up" },
  ]);
  await world.walk(DAY_MS);
  await world.send([{ type: "track", userId: "ada", event: "Project Created" }]);
  await world.walk(10 * DAY_MS);

  const rows = await ledger(ctx.db);
  const of = (who: string) =>
    rows.filter((row) => row.who === who).map(({ action, status }) => `${action} ${status}`);
  expect(of("ada").slice(0, 5)).toEqual([
    "welcome sent",
    "mark-entered done",
    "congratulation sent",
    "tell-team-completed sent",
    "mark-completed done",
  ]);
  expect(of("bob").slice(0, 5)).toEqual([
    "welcome sent",
    "mark-entered done",
    "reminder-1 sent",
    "tell-team-failed sent",
    "mark-failed done",
  ]);
  expect(rows.filter(({ status }) => !["sent", "done"].includes(status))).toEqual([]);

  const { rows: moves } = await ctx.db.execute(sql`
    select p.user_id as who, g.slug, m.kind, m.woken_by, m.moved_at::text as at from enrolment_moves m
    join enrolments e on e.id = m.enrolment_id join people p on p.id = e.customer_id join programmes g on g.id = e.programme_id
    order by m.moved_at, m.id`);
  const byBob = moves.filter(({ who, slug }) => who === "bob" && slug === "onboarding-nudge");
  expect(byBob.map(({ kind, woken_by, at }) => [kind, woken_by, String(at).slice(0, 10)])).toEqual([
    ["entered", "news", "2026-03-02"],
    ["step", "alarm", "2026-03-07"],
    ["exited", "alarm", "2026-03-12"],
  ]);
  expect(world.errors).toEqual([]);
});
