import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connect, type Db } from "@/db/connect";
import { deliveries, enrolments, people, programmes } from "@/db/schema";
import { type Context, within } from "@/lib/context";
import { holdUnsent } from "@/lib/deliveries/ledger/hold-unsent";
import { releaseHeld } from "@/lib/deliveries/ledger/release-held";
import { skipUnsent } from "@/lib/deliveries/ledger/skip-unsent";
import { HOUR_MS } from "@/lib/time";
import { freshDatabase } from "../../support/database";
import { addDelivery, fate, realTimePasses, send, setting, standIns } from "./setting";

let db: Db;
let url: string;
let closeDatabase: () => Promise<void>;
let providers: Awaited<ReturnType<typeof standIns>>;

beforeAll(async () => {
  ({ db, url, close: closeDatabase } = await freshDatabase());
  providers = await standIns();
});
afterAll(async () => {
  await providers.close();
  await closeDatabase();
});

const mailTo = (email: string) =>
  providers.resend.messages.filter((message) => message.to[0] === email).length;

async function end(
  ctx: Context,
  id: string,
  status: "completed" | "exited",
  reason: "goal_met" | "deadline" | "merged",
) {
  await ctx.db.update(enrolments).set({ status, reason, endedAt: ctx.now }).where(eq(enrolments.id, id));
}

test("a goal met before the queued welcome leaves cancels it: skipped, goal_met", async () => {
  const { ctx, job } = await setting(db);
  const ada = await addDelivery(ctx, job);
  await ctx.db.transaction(async (tx) => {
    await end(within(ctx, tx), ada.enrolmentId, "completed", "goal_met");
    expect(await skipUnsent(within(ctx, tx), [ada.enrolmentId], "goal_met")).toBe(1);
  });
  expect(await send(ctx)).toMatchObject({ sent: 0, skipped: 0 });
  expect(mailTo(ada.email)).toBe(0);
  expect(await fate(ctx, ada.id)).toMatchObject({
    status: "skipped",
    reason: "goal_met",
    story: ["skipped"],
  });
});

test("a goal that is news when the sender already holds the welcome is seen at the last look", async () => {
  const { ctx, job } = await setting(db);
  const ada = await addDelivery(ctx, job);
  const asked: string[][] = [];
  const applyNews = async (inside: Context, customerIds: string[]) => {
    asked.push(customerIds);
    await end(inside, ada.enrolmentId, "completed", "goal_met");
    // The sender holds it: whoever ends the enrolment leaves it to the last look.
    expect(await skipUnsent(inside, [ada.enrolmentId], "goal_met")).toBe(0);
  };
  expect(await send(ctx, "email", { applyNews })).toMatchObject({ sent: 0, skipped: 1 });
  expect(asked).toEqual([[ada.personId]]);
  expect(mailTo(ada.email)).toBe(0);
  expect(await fate(ctx, ada.id)).toMatchObject({ status: "skipped", reason: "goal_met" });
});

test.each([
  ["deadline", "enrolment_ended"],
  ["merged", "merged_duplicate"],
] as const)("an enrolment ended by %s gives its unsent welcome the reason %s", async (end_, reason) => {
  const { ctx, job } = await setting(db);
  const ada = await addDelivery(ctx, job);
  await end(ctx, ada.enrolmentId, "exited", end_);
  await send(ctx);
  expect(mailTo(ada.email)).toBe(0);
  expect(await fate(ctx, ada.id)).toMatchObject({ status: "skipped", reason });
});

test("a congratulation needs no open enrolment", async () => {
  const { ctx, job } = await setting(db);
  const ada = await addDelivery(ctx, job, { moment: "completion" });
  await end(ctx, ada.enrolmentId, "completed", "goal_met");
  expect(await skipUnsent(ctx, [ada.enrolmentId], "goal_met")).toBe(0);
  expect(await send(ctx)).toMatchObject({ sent: 1 });
  expect(mailTo(ada.email)).toBe(1);
});

test("nobody is written to who is not to be, or no longer has that address", async () => {
  const { ctx, job } = await setting(db);
  const [complained, moved, mute] = [
    await addDelivery(ctx, job),
    await addDelivery(ctx, job),
    await addDelivery(ctx, job),
  ];
  await ctx.db.update(people).set({ suppressedAt: ctx.now }).where(eq(people.id, complained.personId));
  await ctx.db.update(people).set({ email: "new@customer.test" }).where(eq(people.id, moved.personId));
  await ctx.db.update(people).set({ email: null }).where(eq(people.id, mute.personId));
  expect(await send(ctx)).toMatchObject({ sent: 0, skipped: 3 });
  expect(await fate(ctx, complained.id)).toMatchObject({ status: "skipped", reason: "suppressed" });
  expect(await fate(ctx, moved.id)).toMatchObject({ status: "skipped", reason: "address_changed" });
  expect(await fate(ctx, mute.id)).toMatchObject({ status: "skipped", reason: "no_email" });
});

test("what is held by a pause leaves once after it, however long it took", async () => {
  const { ctx, job } = await setting(db);
  const ada = await addDelivery(ctx, job);
  await ctx.db.update(programmes).set({ status: "paused" }).where(eq(programmes.id, job));
  expect(await holdUnsent(ctx, job)).toEqual({ held: 1, inFlight: 0 });
  const bob = await addDelivery(ctx, job);
  await send(ctx);
  expect(mailTo(ada.email) + mailTo(bob.email)).toBe(0);
  for (const one of [ada, bob])
    expect(await fate(ctx, one.id)).toMatchObject({ status: "held", reason: "paused", story: ["held"] });

  const later = { ...ctx, now: new Date(ctx.now.getTime() + 72 * HOUR_MS) };
  await ctx.db.update(programmes).set({ status: "live" }).where(eq(programmes.id, job));
  expect(await releaseHeld(later, job)).toBe(2);
  expect(await send(later)).toMatchObject({ sent: 2 });
  expect([mailTo(ada.email), mailTo(bob.email)]).toEqual([1, 1]);
  expect(await fate(ctx, ada.id)).toMatchObject({ status: "sent", reason: null });
});

test("after a pause is committed nothing new starts, even while a sender is looking", async () => {
  const { ctx, job } = await setting(db);
  const ada = await addDelivery(ctx, job);
  const other = connect({ url });
  let sending: Promise<unknown> = Promise.resolve();
  await other.db.transaction(async (tx) => {
    await tx.select().from(programmes).where(eq(programmes.id, job)).for("update");
    await tx.update(programmes).set({ status: "paused" }).where(eq(programmes.id, job));
    sending = send(ctx);
    await expect
      .poll(
        async () =>
          (
            await db.execute(
              sql`select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like '%programmes%'`,
            )
          ).rows.length,
      )
      .toBe(1);
    expect(await holdUnsent(within(ctx, tx), job)).toEqual({ held: 0, inFlight: 1 });
  });
  expect(await sending).toMatchObject({ sent: 0 });
  await other.close();
  expect(mailTo(ada.email)).toBe(0);
  expect(await fate(ctx, ada.id)).toMatchObject({ status: "held", reason: "paused" });
});

test("an archived job sends nothing more", async () => {
  const { ctx, job } = await setting(db);
  const ada = await addDelivery(ctx, job, { moment: "completion" });
  await ctx.db.update(programmes).set({ status: "archived" }).where(eq(programmes.id, job));
  await send(ctx);
  expect(await fate(ctx, ada.id)).toMatchObject({ status: "skipped", reason: "archived" });
});

test("what could not leave within a day of being due is too late", async () => {
  const { ctx, job } = await setting(db);
  const late = await addDelivery(ctx, job, { dueAt: new Date(ctx.now.getTime() - 24 * HOUR_MS - 1) });
  const justInTime = await addDelivery(ctx, job, { dueAt: new Date(ctx.now.getTime() - 24 * HOUR_MS) });
  const tomorrow = await addDelivery(ctx, job, { dueAt: new Date(ctx.now.getTime() + HOUR_MS) });
  expect(await send(ctx)).toMatchObject({
    sent: 1,
    skipped: 1,
    nextDueAt: new Date(ctx.now.getTime() + HOUR_MS),
  });
  expect(await fate(ctx, late.id)).toMatchObject({ status: "skipped", reason: "too_late" });
  expect(await fate(ctx, justInTime.id)).toMatchObject({ status: "sent" });
  expect(await fate(ctx, tomorrow.id)).toMatchObject({ status: "waiting" });
});

test("a message that may have arrived is never called skipped: neither for being late nor for an enrolment that ended", async () => {
  const { ctx, job } = await setting(db);
  const ada = await addDelivery(ctx, job);
  providers.resend.faults.next({ kind: "reset", recorded: true });
  await send(ctx);
  await end(ctx, ada.enrolmentId, "completed", "goal_met");
  expect(await skipUnsent(ctx, [ada.enrolmentId], "goal_met")).toBe(0);
  await realTimePasses(ctx, 1);
  const later = { ...ctx, now: new Date(ctx.now.getTime() + 48 * HOUR_MS) };
  expect(await send(later)).toMatchObject({ sent: 1, skipped: 0 });
  expect(mailTo(ada.email)).toBe(1);
});

test("a person who was joined to another one is written to as that one", async () => {
  const { ctx, job } = await setting(db);
  const old = await addDelivery(ctx, job, { email: "ada@customer.test" });
  const survivor = await addDelivery(ctx, job, { email: "ada@customer.test", firstName: "Augusta" });
  await ctx.db
    .update(deliveries)
    .set({ status: "skipped", reason: "merged_duplicate" })
    .where(eq(deliveries.id, survivor.id));
  await ctx.db
    .update(people)
    .set({ email: null, mergedInto: survivor.personId })
    .where(eq(people.id, old.personId));
  expect(await send(ctx)).toMatchObject({ sent: 1 });
  expect(providers.resend.messages.at(-1)?.subject).toBe("Welcome, Augusta");
});
