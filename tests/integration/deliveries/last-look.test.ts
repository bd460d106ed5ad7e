import { eq, sql } from "drizzle-orm";
import { expect } from "vitest";
import { connect } from "@/db/connect";
import { deliveries, enrolments, people, programmes } from "@/db/schema";
import { type Context, within } from "@/lib/context";
import { holdUnsent } from "@/lib/deliveries/lifecycle/hold-unsent";
import { releaseHeld } from "@/lib/deliveries/lifecycle/release-held";
import { skipUnsent } from "@/lib/deliveries/lifecycle/skip-unsent";
import { HOUR_MS } from "@/lib/time";
import { addDelivery, fate, mailsTo, realTimePasses, send, test } from "./setting";

async function end(
  ctx: Context,
  id: string,
  status: "completed" | "exited",
  reason: "goal_met" | "deadline" | "merged",
) {
  await ctx.db.update(enrolments).set({ status, reason, endedAt: ctx.now }).where(eq(enrolments.id, id));
}

test("a goal met before the queued welcome leaves cancels it: skipped, goal_met", async ({
  ctx,
  job,
  providers,
}) => {
  const ada = await addDelivery(ctx, job);
  await ctx.db.transaction(async (tx) => {
    await end(within(ctx, tx), ada.enrolmentId, "completed", "goal_met");
    expect(await skipUnsent(within(ctx, tx), { enrolmentIds: [ada.enrolmentId] }, "goal_met")).toBe(1);
  });
  expect(await send(ctx)).toMatchObject({ sent: 0, skipped: 0 });
  expect(mailsTo(providers, ada.email)).toBe(0);
  expect(await fate(ctx, ada.id)).toMatchObject({
    status: "skipped",
    reason: "goal_met",
    story: ["skipped"],
  });
});

test("a goal that is news when the sender already holds the welcome is seen at the last look", async ({
  ctx,
  job,
  providers,
}) => {
  const ada = await addDelivery(ctx, job);
  const asked: string[][] = [];
  const applyNews = async (inside: Context, customerIds: string[]) => {
    asked.push(customerIds);
    await end(inside, ada.enrolmentId, "completed", "goal_met");
    // The sender holds it: whoever ends the enrolment leaves it to the last look.
    expect(await skipUnsent(inside, { enrolmentIds: [ada.enrolmentId] }, "goal_met")).toBe(0);
  };
  expect(await send(ctx, "email", { applyNews })).toMatchObject({ sent: 0, skipped: 1 });
  expect(asked).toEqual([[ada.personId]]);
  expect(mailsTo(providers, ada.email)).toBe(0);
  expect(await fate(ctx, ada.id)).toMatchObject({ status: "skipped", reason: "goal_met" });
});

test.for([
  ["deadline", "enrolment_ended"],
  ["merged", "merged_duplicate"],
] as const)(
  "an enrolment ended by %s gives its unsent welcome the reason %s",
  async ([how, reason], { ctx, job, providers }) => {
    const ada = await addDelivery(ctx, job);
    await end(ctx, ada.enrolmentId, "exited", how);
    await send(ctx);
    expect(mailsTo(providers, ada.email)).toBe(0);
    expect(await fate(ctx, ada.id)).toMatchObject({ status: "skipped", reason });
  },
);

test("a congratulation needs no open enrolment", async ({ ctx, job, providers }) => {
  const ada = await addDelivery(ctx, job, { moment: "completion" });
  await end(ctx, ada.enrolmentId, "completed", "goal_met");
  expect(await skipUnsent(ctx, { enrolmentIds: [ada.enrolmentId] }, "goal_met")).toBe(0);
  expect(await send(ctx)).toMatchObject({ sent: 1 });
  expect(mailsTo(providers, ada.email)).toBe(1);
});

test("nobody is written to who is not to be, or no longer has that address", async ({ ctx, job }) => {
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

test("what is held by a pause leaves once after it, however long it took", async ({
  ctx,
  job,
  providers,
}) => {
  const ada = await addDelivery(ctx, job);
  await ctx.db.update(programmes).set({ status: "paused" }).where(eq(programmes.id, job));
  expect(await holdUnsent(ctx, job)).toEqual({ held: 1, inFlight: 0 });
  const bob = await addDelivery(ctx, job);
  await send(ctx);
  expect(mailsTo(providers, ada.email) + mailsTo(providers, bob.email)).toBe(0);
  for (const one of [ada, bob])
    expect(await fate(ctx, one.id)).toMatchObject({ status: "held", reason: "paused", story: ["held"] });

  const later = { ...ctx, now: new Date(ctx.now.getTime() + 72 * HOUR_MS) };
  await ctx.db.update(programmes).set({ status: "live" }).where(eq(programmes.id, job));
  expect(await releaseHeld(later, job)).toBe(2);
  expect(await send(later)).toMatchObject({ sent: 2 });
  expect([mailsTo(providers, ada.email), mailsTo(providers, bob.email)]).toEqual([1, 1]);
  expect(await fate(ctx, ada.id)).toMatchObject({ status: "sent", reason: null });
});

test("after a pause is committed nothing new starts, even while a sender is looking", async ({
  ctx,
  job,
  database,
  db,
  providers,
}) => {
  const ada = await addDelivery(ctx, job);
  const other = connect({ url: database.url });
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
  expect(mailsTo(providers, ada.email)).toBe(0);
  expect(await fate(ctx, ada.id)).toMatchObject({ status: "held", reason: "paused" });
});

test("an archived job sends nothing more", async ({ ctx, job }) => {
  const ada = await addDelivery(ctx, job, { moment: "completion" });
  await ctx.db.update(programmes).set({ status: "archived" }).where(eq(programmes.id, job));
  await send(ctx);
  expect(await fate(ctx, ada.id)).toMatchObject({ status: "skipped", reason: "archived" });
});

test("what could not leave within a day of being due is too late", async ({ ctx, job }) => {
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

test("a message that may have arrived is never called skipped: neither for being late nor for an enrolment that ended", async ({
  ctx,
  job,
  providers,
}) => {
  const ada = await addDelivery(ctx, job);
  providers.resend.faults.next({ kind: "reset", recorded: true });
  await send(ctx);
  await end(ctx, ada.enrolmentId, "completed", "goal_met");
  expect(await skipUnsent(ctx, { enrolmentIds: [ada.enrolmentId] }, "goal_met")).toBe(0);
  await realTimePasses(ctx, 1);
  const later = { ...ctx, now: new Date(ctx.now.getTime() + 48 * HOUR_MS) };
  expect(await send(later)).toMatchObject({ sent: 1, skipped: 0 });
  expect(mailsTo(providers, ada.email)).toBe(1);
});

test("a person who was joined to another one is written to as that one", async ({ ctx, job, providers }) => {
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
