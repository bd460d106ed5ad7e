import { and, eq, sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { connect } from "@/db/connect";
import { deliveries } from "@/db/schema";
import { sendAgain } from "@/lib/deliveries/by-hand/send-again";
import { why } from "@/lib/insights/why/why";
import { DAY_MS } from "@/lib/time";
import { type Core, openCore } from "../../support/core";
import { days, group, identify, message, nudge } from "../../support/jobs";
import { addDelivery, fate, realTimePasses, send, setting, standIns } from "./setting";

const BOX = "box@x.test";
let core: Core;
let providers: Awaited<ReturnType<typeof standIns>>;
beforeAll(async () => {
  providers = await standIns();
});
beforeEach(async () => {
  providers.resend.faults.clear();
  providers.resend.messages.length = 0;
  core = await openCore();
});
afterEach(() => core.close());
afterAll(() => providers.close());

const enters = (userId: string) => core.tell([identify(userId, { email: BOX, plan: "pro", name: userId })]);
const later = (count: number) => core.after(count * DAY_MS);
const nudged = (who: string) => why(core.ctx(), "job", "nudge", { entity: "person", name: who });

test("two people with one address: it gets each message once, both are in the job, and Why names who got it", async () => {
  await core.goLive("nudge", nudge());
  await core.tell(["ada", "bob"].map((id) => identify(id, { email: BOX, plan: "pro", name: id })));
  await later(6);
  const lines = await core.ledger();
  expect(lines.toSorted()).toEqual([
    "ada reminder-1 sent",
    "ada welcome sent",
    "bob reminder-1 same_address",
    "bob welcome same_address",
  ]);
  expect(await core.passes()).toEqual(["ada nudge 1 open", "bob nudge 1 open"]);
  const { actions } = await nudged("bob");
  const [welcome] = actions;
  expect(welcome?.sentence).toMatch(/ada, who has the same address, got it on 2 March/);
});

test("for a reminder behind it, it counts as sent when the first one was", async () => {
  await core.goLive("nudge", nudge());
  await enters("ada");
  await later(2);
  await enters("bob");
  const [first, second] = await core.rows<{ sent_at: string }>(
    sql`select sent_at from deliveries where action_id = 'welcome' order by decided_at`,
  );
  expect(second?.sent_at).toBe(first?.sent_at);
  await core.tell([identify("bob", { email: "bob@x.test" })]);
  await later(4);
  expect(await core.ledger("bob")).toEqual(["bob welcome same_address", "bob reminder-1 sent"]);
});

test("after 30 days, and once that pass is over, the address may get it again; not before, nor while it is open", async () => {
  await core.goLive("short", nudge());
  await core.goLive("long", nudge({ autoExit: days(90), steps: [] }));
  await enters("ada");
  await later(20);
  await enters("bob");
  await later(11);
  await enters("cyd");
  const welcomes = await core.rows<{ line: string }>(sql`
    select p.slug || ' ' || u.user_id || ' ' || coalesce(d.reason, d.status) as line from deliveries d
      join programmes p on p.id = d.programme_id join people u on u.id = d.person_id
    where d.action_id = 'welcome' order by 1`);
  expect(welcomes.map(({ line }) => line)).toEqual([
    "long ada sent",
    "long bob same_address",
    "long cyd same_address",
    "short ada sent",
    "short bob same_address",
    "short cyd sent",
  ]);
});

test("what an address got stays got: the next pass of who got it may come to nothing, or theirs be joined with another's", async () => {
  await core.goLive("again", nudge({ reentry: { kind: "after_leaving" }, autoExit: days(1), steps: [] }));
  await enters("ada");
  await later(2);
  await core.tell([identify("ada", { email: BOX, plan: null })]);
  await core.say([identify("ada", { email: BOX, plan: "pro" })]);
  await core.settle();
  await core.rows(sql`insert into address_places select workspace_id, programme_id, action_id, recipient, id from deliveries
    where status = 'waiting' on conflict (programme_id, action_id, address) do update set delivery_id = excluded.delivery_id`);
  await core.rows(
    sql`update deliveries set status = 'failed', reason = 'provider_refused' where status = 'waiting'`,
  );
  await enters("bob");
  expect(await core.ledger("bob")).toEqual(["bob welcome same_address"]);

  await core.goLive("long", nudge({ autoExit: days(90), steps: [] }), { mode: "from_now_on" });
  await core.tell([identify("first", { email: "first@x.test", plan: "pro" })]);
  await later(1);
  await core.tell([identify("eve", { email: "eve@x.test", plan: "pro" })]);
  await core.tell([{ type: "alias", userId: "first", previousId: "eve" }]);
  await later(31);
  await core.tell([identify("dee", { email: "eve@x.test", plan: "pro" })]);
  expect(await core.ledger("dee")).toContain("dee welcome same_address");
});

test("the same person's next pass, and another organisation's, are messages of their own", async () => {
  await core.goLive("nudge", nudge({ reentry: { kind: "after_leaving" }, autoExit: days(1), steps: [] }));
  await enters("ada");
  await later(2);
  for (const plan of [null, "pro"]) await core.tell([identify("ada", { email: BOX, plan })]);
  expect(await core.ledger("ada")).toEqual(["ada welcome sent", "ada mark-failed done", "ada welcome sent"]);
  const toContact = message("hello", { recipients: { to: "primary_contact" } });
  await core.goLive("account", nudge({ target: "organisation", entry: [toContact], steps: [] }));
  await core.tell([identify("eve", { email: BOX }), group("ada", "acme"), group("eve", "beta")]);
  await core.tell(["acme", "beta"].map((id) => group(id === "acme" ? "ada" : "eve", id, { plan: "pro" })));
  const hellos = await core.rows(
    sql`select status, count(*) as times from deliveries where action_id = 'hello' group by 1`,
  );
  expect(hellos).toEqual([{ status: "sent", times: 2 }]);
});

test("while the other's is on its way or of unknown fate it waits; refused there, it goes itself", async () => {
  const { ctx, job } = await setting(core.db);
  const ada = await addDelivery(ctx, job, { email: BOX });
  providers.resend.faults.next({ kind: "reset", recorded: false });
  await send(ctx);
  const bob = await addDelivery(ctx, job, { email: BOX, firstName: "Bob" });
  await send(ctx);
  expect((await fate(ctx, bob.id)).status).toBe("waiting");
  const bobs = eq(deliveries.id, bob.id);
  const adas = and(eq(deliveries.workspaceId, ctx.workspaceId), eq(deliveries.id, ada.id));
  for (const status of ["unconfirmed", "failed"] as const) {
    await ctx.db.update(deliveries).set({ status, nextAttemptAt: null }).where(adas);
    await ctx.db.update(deliveries).set({ nextAttemptAt: null }).where(bobs);
    await send(ctx);
    expect((await fate(ctx, bob.id)).status).toBe(status === "failed" ? "sent" : "waiting");
  }
  expect(providers.resend.messages.map(({ to }) => to)).toEqual([[BOX]]);
});

test("what somebody sends again by hand goes, whoever has got it at that address", async () => {
  const { ctx, job } = await setting(core.db);
  const bob = await addDelivery(ctx, job, { email: BOX, firstName: "Bob" });
  await ctx.db
    .update(deliveries)
    .set({ status: "failed", reason: "provider_refused" })
    .where(eq(deliveries.id, bob.id));
  await addDelivery(ctx, job, { email: BOX });
  await send(ctx);
  await sendAgain(ctx, bob.id);
  await send(ctx);
  expect((await fate(ctx, bob.id)).status).toBe("sent");
  expect(providers.resend.messages).toHaveLength(2);
});

test("two senders at once: of many pairs with one address each gets one mail", async () => {
  const { ctx, job } = await setting(core.db);
  const other = connect({ url: core.url, max: 4 });
  const boxes = Array.from({ length: 25 }, (_, n) => `box-${n}@x.test`);
  for (const email of [...boxes, ...boxes.toReversed()]) await addDelivery(ctx, job, { email });
  const drain = async (as: typeof ctx) => {
    for (let rounds = 0; rounds < 20; rounds++) await send(as);
  };
  await Promise.all([drain(ctx), drain({ ...ctx, db: other.db })]);
  await realTimePasses(ctx, 1);
  await send(ctx);
  await other.close();
  expect(providers.resend.messages.map(({ to }) => to[0]).toSorted()).toEqual(boxes.toSorted());
  const left = await core.rows(
    sql`select coalesce(reason, status) as fate, count(*) as times from deliveries group by 1 order by 1`,
  );
  expect(left).toEqual([
    { fate: "same_address", times: 25 },
    { fate: "sent", times: 25 },
  ]);
});
