import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, it } from "vitest";
import { applyNews } from "@/lib/pipeline/news/apply-news";
import { type Core, openCore } from "@/tests/support/core";
import { all, did, has, identify, job, track } from "@/tests/support/jobs";
import { send } from "@/tests/support/sender";

let core: Core;
beforeEach(async () => {
  core = await openCore();
});
afterEach(() => core.close());

it("core 1: two processes each bring half of an AND at once, and the customer enters exactly once", async () => {
  await core.goLive("both", job({ audience: all(has("plan"), did("Signed Up")) }));
  const [left, right] = [core.party(), core.party()];
  const people = Array.from({ length: 40 }, (_, n) => `user-${n}`);
  await core.tell(people.map((id) => identify(id)));
  await core.say(people.flatMap((id) => [identify(id, { plan: "pro" }), track(id, "Signed Up")]));
  // Batches of one: each process holds one half of somebody while the other process holds the other.
  const drain = async (ctx: typeof left) => {
    while ((await applyNews(ctx, 1)) > 0);
  };
  await Promise.all([drain(left), drain(right), drain(core.ctx())]);
  await core.settle();
  expect(await core.passes()).toEqual(people.map((id) => `${id} both 1 open`).sort());
});

it("core 2: events that are committed out of order, while others are applied, are all applied and none stays pending", async () => {
  await core.goLive("many", job({ audience: all(did("Clicked", { op: ">=", times: 6 })) }));
  const appliers = [core.party(), core.party()];
  let isSending = true;
  const apply = async (ctx: (typeof appliers)[number]) => {
    let applied = 0;
    for (let found = 1; isSending || found > 0; applied += found) {
      found = await applyNews(ctx, 7);
      if (found === 0) await new Promise((done) => setTimeout(done, 2));
    }
    return applied;
  };
  const sendSlowly = async (n: number) => {
    const { db } = core.party();
    // The rows get their numbers first and are committed in whatever order the transactions end.
    await db.transaction(async (tx) => {
      await send(
        { ...core.ctx(), db: tx },
        Array.from({ length: 6 }, () => track(`user-${n}`, "Clicked")),
      );
      await tx.execute(sql`select pg_sleep(${((n * 7) % 13) / 200})`);
    });
  };
  const sending = Promise.all(Array.from({ length: 24 }, (_, n) => sendSlowly(n))).then(() => {
    isSending = false;
  });
  const [a, b] = await Promise.all([...appliers.map(apply), sending]);
  expect(Number(a) + Number(b)).toBe(24 * 6);
  expect(await core.rows(sql`select from pending_events`)).toEqual([]);
  await core.settle();
  expect((await core.passes()).length).toBe(24);
});

it("core 18: a message that comes twice, also at once through two processes, happened once", async () => {
  const [left, right] = [core.party(), core.party()];
  const calls = Array.from({ length: 30 }, (_, n) => track("ada", "Clicked", { messageId: `m-${n}` }));
  await Promise.all([send(left, calls), send(right, [...calls].reverse()), send(core.ctx(), calls)]);
  await core.settle();
  await core.tell(calls);
  expect(await core.rows(sql`select count(*) as times from occurrences`)).toEqual([{ times: 30 }]);
});
