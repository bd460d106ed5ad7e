import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { connect, type Db } from "@/db/connect";
import { isDatabaseUnavailable } from "@/db/unavailable";
import { lockIdentities, lockWorkspaceShared } from "@/lib/locks";
import { advance } from "@/lib/pipeline/time/advance";
import { lookAtMarked } from "@/lib/pipeline/time/look-at-marked";
import { type Core, openCore } from "@/tests/support/core";
import { demoJob } from "@/tests/support/world";

const nudge = z.record(z.string(), z.unknown()).parse(demoJob("onboarding-nudge"));
let core: Core;
let other: { db: Db; close(): Promise<void> };
beforeAll(async () => {
  core = await openCore();
  // Somebody who does not know of Trig's limits: an operator's console, or a process that is frozen.
  other = connect({ url: core.url, max: 2, answersWithinMs: null });
});
afterAll(async () => {
  await other.close();
  await core.close();
});

const held: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const letGo of held.splice(0)) await letGo();
});

/** Keeps somebody's row locked in an open transaction until it is let go. */
async function hold(userId: string): Promise<() => Promise<void>> {
  let letGo = () => {};
  let over: Promise<void> = Promise.resolve();
  await new Promise<void>((locked) => {
    over = other.db.transaction(async (tx) => {
      await tx.execute(sql`select from people where user_id = ${userId} for update`);
      locked();
      await new Promise<void>((go) => {
        letGo = go;
      });
    });
  });
  const release = () => {
    letGo();
    return over;
  };
  held.push(release);
  return release;
}

const at = () => core.clock.now.toISOString();
const isKnown = (userId: string) => ({
  type: "identify",
  userId,
  traits: { email: `${userId}@acme.test` },
});
const signsUp = (userId: string) => ({ type: "identify", userId, traits: { createdAt: at() } });
const welcomes = async () => (await core.ledger()).filter((line) => line.includes(" welcome "));

it("while somebody else keeps a customer locked the others go on, alarms, marks, walks and messages too; she follows in order when she is free", async () => {
  await core.tell([isKnown("held"), isKnown("ada"), isKnown("bob")]);
  await core.goLive("onboarding-nudge", nudge, {
    mode: "from_now_on",
  });
  const letGo = await hold("held");

  // News: hers stay, in their order; the others' are applied, messages leave.
  await core.tell([
    signsUp("held"),
    signsUp("ada"),
    { type: "identify", userId: "held", traits: { plan: "pro" } },
    { type: "alias", userId: "held-too", previousId: "held" },
    signsUp("bob"),
  ]);
  expect((await welcomes()).sort()).toEqual(["ada welcome sent", "bob welcome sent"]);
  const pending = () => core.rows(sql`select user_id from pending_events order by event_id`);
  expect(await pending()).toEqual(["held", "held", "held-too"].map((user_id) => ({ user_id })));

  // A mark: hers stays, the other's is looked at.
  await core.rows(sql`
    insert into customer_marks (workspace_id, entity, customer_id, marked_at, may_enter)
    select workspace_id, 'person', id, now(), true from people where user_id in ('held', 'ada')`);
  expect(await lookAtMarked(core.ctx())).toBe(1);
  expect(await core.rows(sql`select from customer_marks`)).toHaveLength(1);

  // Free again: whatever waited is done, each thing once.
  await letGo();
  await core.rest();
  expect(await pending()).toEqual([]);
  expect((await welcomes()).sort()).toEqual(["ada welcome sent", "bob welcome sent", "held welcome sent"]);
  expect(await core.attributesOf("held")).toMatchObject({ plan: "pro" });
});

it("an alarm for somebody who is locked rings again, and rings for the others", async () => {
  const enrolmentsOf = async (userId: string) =>
    (
      await core.rows<{ id: string }>(sql`
        select e.id from enrolments e join people p on p.id = e.customer_id where p.user_id = ${userId} and e.status = 'open'`)
    ).map(({ id }) => id);
  const [ada = "", bob = ""] = [...(await enrolmentsOf("ada")), ...(await enrolmentsOf("bob"))];
  const letGo = await hold("ada");
  core.clock.now = new Date(core.clock.now.getTime() + 30 * 86_400_000);
  await expect(advance(core.ctx(), [ada, bob], "alarm")).rejects.toThrow("the alarm rings again");
  expect(await enrolmentsOf("ada")).toEqual([ada]);
  expect(await enrolmentsOf("bob")).not.toContain(bob);
  await letGo();
  await advance(core.ctx(), [ada], "alarm");
  await core.rest();
  expect(await enrolmentsOf("ada")).not.toContain(ada);
});

it("a go-live walks past somebody who is locked, and lets her in when she is free", async () => {
  await core.tell([isKnown("early"), isKnown("late"), signsUp("early"), signsUp("late")]);
  const letGo = await hold("early");
  const job = { ...nudge, name: "Second" };
  await core.publish("second", job, { mode: "everyone" });
  await core.walkSeeds();
  expect(await core.passes("second")).toContain("late second 1 open");
  expect(await core.passes("second")).not.toContain("early second 1 open");
  await letGo();
  await core.rest();
  expect(await core.passes("second")).toContain("early second 1 open");
});

it("a process that is frozen inside a transaction is given up, and news goes on without it; what it wanted to commit is undone", async () => {
  const { db, close } = connect({ url: core.url, max: 1 });
  let thaw = () => {};
  let frozen: Promise<unknown> = Promise.resolve();
  await new Promise<void>((standsStill) => {
    frozen = db
      .transaction(async (tx) => {
        // The limit that every transaction has, shortened so that nobody waits for this test.
        await tx.execute(sql`set local idle_in_transaction_session_timeout = 300`);
        await lockWorkspaceShared({ ...core.ctx(), db: tx });
        await lockIdentities({ ...core.ctx(), db: tx });
        await tx.execute(sql`update people set suppressed_at = now()`);
        standsStill();
        await new Promise<void>((go) => {
          thaw = go;
        });
      })
      .catch((error: unknown) => error);
  });
  await core.tell([isKnown("newcomer"), signsUp("bob")]);
  expect(await core.attributesOf("newcomer")).toMatchObject({ email: "newcomer@acme.test" });
  thaw();
  expect(isDatabaseUnavailable(await frozen)).toBe(true);
  expect(await core.rows(sql`select from people where suppressed_at is not null`)).toEqual([]);
  await close();
});
