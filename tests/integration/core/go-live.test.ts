import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { openToAll } from "@/lib/lifecycle/open-to-all";
import { publish } from "@/lib/lifecycle/publish";
import { applyNews } from "@/lib/pipeline/news/apply-news";
import { lookAtMarked } from "@/lib/pipeline/time/look-at-marked";
import { seedBatch } from "@/lib/pipeline/time/seed-batch";
import { saveDraft } from "@/lib/programmes/draft/save-draft";
import { type Core, openCore } from "@/tests/support/core";
import { all, did, identify, isTrue, job, nudge, track } from "@/tests/support/jobs";
import { send } from "@/tests/support/sender";

let core: Core;
beforeEach(async () => {
  core = await openCore();
});
afterEach(() => core.close());

const OLD = 600;
const NEW = 60;
const old = Array.from({ length: OLD }, (_, n) => `old-${n}`);
const fresh = Array.from({ length: NEW }, (_, n) => `new-${n}`);

/** Half of the old ones match before; go-live comes while the other half and new ones stream in, and its walk is cut off once. */
async function goLiveWhileEventsStream(how: Parameters<typeof publish>[3]) {
  await core.tell(old.map((id, n) => identify(id, { active: n % 2 === 0 })));
  const [sender, left, right, publisher, walker] = [
    core.party(),
    core.party(),
    core.party(),
    core.party(),
    core.party(),
  ];
  await saveDraft(publisher, {
    kind: "job",
    slug: "nudge",
    definition: nudge({ audience: all(isTrue("active")) }),
  });
  let isStreaming = true;
  const stream = async () => {
    const ids = [...old.filter((_, n) => n % 20 === 1), ...fresh];
    for (let from = 0; from < ids.length; from += 3)
      await send(
        sender,
        ids.slice(from, from + 3).map((id) => identify(id, { active: true })),
      );
    isStreaming = false;
  };
  const apply = async (as: Context) => {
    for (let found = 1; isStreaming || found > 0; )
      found = (await applyNews(as, 10)) + (await lookAtMarked(as));
  };
  const walk = async () => {
    const { seedId } = await publish(publisher, "job", "nudge", how);
    // The first batch is walked, but its process dies before it commits; then two processes walk at once.
    await publisher.db
      .transaction(async (db) => {
        await seedBatch({ ...publisher, db }, seedId ?? "");
        throw new Error("power cut");
      })
      .catch(() => undefined);
    await Promise.all(
      [publisher, walker].map(async (as) => {
        while (await seedBatch(as, seedId ?? ""));
      }),
    );
  };
  await Promise.all([stream(), apply(left), apply(right), walk()]);
  await core.rest();
}

const entered = async () => (await core.passes()).map((line) => line.split(" ")[0] ?? "");
const matchedBefore = old.filter((_, n) => n % 2 === 0);
const startedToMatch = [...old.filter((_, n) => n % 20 === 1), ...fresh];

it("core 4: a go-live for everyone while events stream in misses nobody and takes nobody twice, though its walk is cut off", async () => {
  await goLiveWhileEventsStream({ mode: "everyone" });
  expect((await entered()).sort()).toEqual([...matchedBefore, ...startedToMatch].sort());
});

it("core 4: a go-live from now on while events stream in lets in exactly who began to match after it", async () => {
  await goLiveWhileEventsStream({ mode: "from_now_on" });
  const inside = new Set(await entered());
  // Who began to match may have done so just before the go-live; everybody who did so after it is in, and nobody who matched before is.
  expect(matchedBefore.filter((id) => inside.has(id))).toEqual([]);
  const noted = await core.rows<{ who: string }>(
    sql`select user_id as who from watches join people p on p.id = customer_id where matched`,
  );
  const known = new Set([...inside, ...noted.map(({ who }) => who)]);
  expect([...matchedBefore, ...startedToMatch].filter((id) => !known.has(id))).toEqual([]);
  expect(inside.size + noted.length).toBe(matchedBefore.length + startedToMatch.length);
  await core.tell(startedToMatch.map((id) => identify(id, { active: true, again: 1 })));
  expect((await entered()).length).toBe(inside.size);
});

it("core 4: a go-live for the first so many takes exactly so many while events stream in; opened to all, it takes the rest", async () => {
  await goLiveWhileEventsStream({ mode: "first", first: 100 });
  expect((await entered()).length).toBe(100);
  expect(new Set(await entered()).size).toBe(100);
  await openToAll(core.ctx(), "job", "nudge");
  await core.rest();
  expect((await entered()).sort()).toEqual([...matchedBefore, ...startedToMatch].sort());
});

it("core 4: who begins to match after a go-live from now on, and before its walk comes to them, enters; who matched before does not", async () => {
  await core.tell([
    identify("ada", { city: "Oslo" }),
    identify("bob", { plan: "pro" }),
    track("eve", "Paid"),
    identify("eve"),
  ]);
  await core.publish("nudge", nudge(), { mode: "from_now_on" });
  await core.publish("paid", job({ name: "Paid", audience: all(did("Paid")) }), { mode: "from_now_on" });
  await core.say([
    identify("ada", { plan: "pro" }),
    identify("bob", { plan: "max" }),
    ...Array.from({ length: 5 }, () => track("eve", "Paid")),
  ]);
  await core.settle();
  await core.rest();
  expect(await core.passes()).toEqual(["ada nudge 1 open"]);
});

it("core 4: a go-live waits for those who are deciding, and who decides after it knows of it", async () => {
  await core.tell([identify("ada", { plan: "pro" })]);
  await saveDraft(core.ctx(), { kind: "job", slug: "nudge", definition: nudge() });
  const deciding = core.party();
  let publishedAt = 0;
  let decidedAt = 0;
  await deciding.db.transaction(async (db) => {
    await send(core.ctx(), [identify("bob", { plan: "pro" })]);
    await applyNews({ ...deciding, db });
    const publishing = publish(core.party(), "job", "nudge", { mode: "from_now_on" }).then(() => {
      publishedAt = performance.now();
    });
    await db.execute(sql`select pg_sleep(0.2)`);
    decidedAt = performance.now();
    // Not awaited here: it can only go on once this transaction has ended.
    void publishing;
  });
  await core.rows(sql`select pg_sleep(0.2)`);
  expect(publishedAt).toBeGreaterThan(decidedAt);
  await core.rest();
  expect(await core.passes()).toEqual([]);
});
