import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, it } from "vitest";
import { applyNews } from "@/lib/pipeline/news/apply-news";
import { type Core, openCore } from "@/tests/support/core";
import { all, has, identify, isTrue, job, update } from "@/tests/support/jobs";

let core: Core;
beforeEach(async () => {
  core = await openCore();
});
afterEach(() => core.close());

it("core 17: an attribute is updated with the decision itself, and a job chained to it looks at the customer at once", async () => {
  await core.goLive(
    "second",
    job({ name: "Second", audience: all(isTrue("welcomed")), entry: [update("thank", "thanked")] }),
  );
  await core.goLive(
    "first",
    job({ name: "First", audience: all(has("plan")), entry: [update("greet", "welcomed")] }),
  );
  await core.say([identify("ada", { plan: "pro" })]);
  await applyNews(core.ctx());
  expect(await core.ledger()).toEqual(["ada greet done"]);
  expect(await core.attributesOf("ada")).toMatchObject({ welcomed: true });
  await core.settle();
  expect(await core.passes()).toEqual(["ada first 1 open", "ada second 1 open"]);
});

it("core 17: two jobs that feed each other are held after twenty entries within an hour", async () => {
  // Publishing refuses an obvious circle, so this one is made behind its back.
  const flip = async (slug: string, name: string, waitsFor: string, sets: string) => {
    const { id } = await core.publish(
      slug,
      job({ name, audience: all(has("plan")), reentry: { kind: "after_leaving" } }),
    );
    const change = {
      audience: all(has("tick", { op: "is", value: waitsFor })),
      goal: { filter: all(has("tick", { op: "is", value: sets })), counts: "since_entry" },
      entry: [update("flip", "tick", sets)],
    };
    await core.rows(sql`
      update programme_versions set definition = definition || ${JSON.stringify(change)}::jsonb where programme_id = ${id}`);
  };
  await flip("ping", "Ping", "a", "b");
  await flip("pong", "Pong", "b", "a");
  await core.tell([identify("ada", { tick: "a" })]);
  const flips = await core.rows<{ reason: string | null; times: number }>(sql`
    select coalesce(reason, status) as reason, count(*) as times from deliveries group by 1 order by 1`);
  expect(flips).toEqual([
    { reason: "done", times: 20 },
    { reason: "loop_guard", times: 1 },
  ]);
});
