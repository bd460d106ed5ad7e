import { eq } from "drizzle-orm";
import { expect } from "vitest";
import { deliveries, people, programmes, programmeVersions } from "@/db/schema";
import type { Context } from "@/lib/context";
import { sendAgain } from "@/lib/deliveries/by-hand/send-again";
import { holdUnsent } from "@/lib/deliveries/lifecycle/hold-unsent";
import { releaseHeld } from "@/lib/deliveries/lifecycle/release-held";
import { updateWorkspace } from "@/lib/lifecycle/update-workspace";
import { HOUR_MS } from "@/lib/time";
import { addDelivery, alarm, fate, mailsTo, realTimePasses, send, sender, test } from "./setting";

const weekdays = { days: [1, 2, 3, 4, 5], from: "09:00", to: "17:00" };
// The context's moment is a Monday at nine.
const at = (ctx: Context, hours: number): Context => ({
  ...ctx,
  now: new Date(ctx.now.getTime() + hours * HOUR_MS),
});

/** A workspace that writes on weekdays from nine to five. */
async function officeHours(ctx: Context, more: { zone?: "person" } = {}) {
  const sendingWindow = { zone: "workspace" as const, ...weekdays, ...more };
  await updateWorkspace(ctx, { settings: { defaultSender: sender, tooLateHours: 24, sendingWindow } });
}

test("what a pause held and a night's resume let go waits for the morning", async ({
  ctx,
  job,
  providers,
}) => {
  await officeHours(ctx);
  const ada = await addDelivery(ctx, job);
  const note = await addDelivery(ctx, job, { action: alarm, moment: "exit" });
  await ctx.db.update(programmes).set({ status: "paused" }).where(eq(programmes.id, job));
  await holdUnsent(ctx, job);
  const night = at(ctx, 18);
  await ctx.db.update(programmes).set({ status: "live" }).where(eq(programmes.id, job));
  expect(await releaseHeld(night, job)).toBe(2);

  const morning = at(ctx, 24);
  expect(await send(night)).toMatchObject({ sent: 0, skipped: 0, nextDueAt: morning.now, more: false });
  expect(await fate(ctx, ada.id)).toMatchObject({ status: "waiting", reason: null, dueAt: morning.now });
  expect(await send(morning)).toMatchObject({ sent: 1 });
  expect(mailsTo(providers, ada.email)).toBe(1);
  // A note to the team is no message to a customer.
  expect(await send(night, "slack")).toMatchObject({ sent: 1 });
  expect((await fate(ctx, note.id)).status).toBe("sent");
});

test("after an outage what is left over leaves when the window opens again, not in the night", async ({
  providers,
  ctx,
  job,
}) => {
  await officeHours(ctx);
  const ada = await addDelivery(ctx, job);
  providers.resend.faults.always = () => ({ kind: "answer", status: 500, recorded: false });
  await send(at(ctx, 7.9));
  providers.resend.faults.clear();
  const bob = await addDelivery(ctx, job);
  await realTimePasses(ctx, 1);
  expect(await send(at(ctx, 15))).toMatchObject({ sent: 0, nextDueAt: at(ctx, 24).now });
  expect(await send(at(ctx, 24))).toMatchObject({ sent: 2 });
  expect([mailsTo(providers, ada.email), mailsTo(providers, bob.email)]).toEqual([1, 1]);
});

test("what may have arrived is asked for again before its provider forgets it, window or not", async ({
  providers,
  ctx,
  job,
}) => {
  await officeHours(ctx);
  const ada = await addDelivery(ctx, job);
  providers.resend.faults.next({ kind: "reset", recorded: true });
  await send(ctx);
  await realTimePasses(ctx, 20);
  // Opens in four hours, and the provider remembers for three.
  expect(await send(at(ctx, 20))).toMatchObject({ sent: 1 });
  expect(mailsTo(providers, ada.email)).toBe(1);
});

test("what is sent again by hand in the night leaves in the morning", async ({ ctx, job }) => {
  await officeHours(ctx);
  const ada = await addDelivery(ctx, job, { dueAt: new Date(ctx.now.getTime() - 48 * HOUR_MS) });
  await send(ctx);
  expect(await fate(ctx, ada.id)).toMatchObject({ status: "skipped", reason: "too_late" });
  await sendAgain(at(ctx, 14), ada.id);
  expect(await send(at(ctx, 14))).toMatchObject({ sent: 0 });
  expect(await send(at(ctx, 24))).toMatchObject({ sent: 1 });
});

test("the window of the job's own version goes before the workspace's", async ({ ctx, job }) => {
  await officeHours(ctx);
  await ctx.db.insert(programmeVersions).values({
    workspaceId: ctx.workspaceId,
    programmeId: job,
    version: 1,
    definition: { sendingWindow: { ...weekdays, days: [6], zone: "workspace" } },
    publishedAt: ctx.now,
    publishedBy: "test",
  });
  await addDelivery(ctx, job);
  expect(await send(ctx)).toMatchObject({ sent: 0, nextDueAt: at(ctx, 5 * 24).now });
});

test("a window in the person's zone opens in their morning; a name that is no zone, an abbreviation or an offset counts as the workspace's", async ({
  ctx,
  job,
  providers,
}) => {
  await officeHours(ctx, { zone: "person" });
  const [ada, bob] = [await addDelivery(ctx, job), await addDelivery(ctx, job)];
  const [cleo, dan] = [await addDelivery(ctx, job), await addDelivery(ctx, job)];
  const live = (id: string, timezone: string) =>
    ctx.db
      .update(people)
      .set({ attributes: { first_name: "X", timezone } })
      .where(eq(people.id, id));
  await live(ada.personId, "America/New_York");
  await live(bob.personId, "Mars/Olympus");
  await live(cleo.personId, "PST");
  await live(dan.personId, "+02:00");
  expect(await send(ctx)).toMatchObject({ sent: 3, nextDueAt: at(ctx, 5).now });
  expect([ada, bob, cleo, dan].map(({ email }) => mailsTo(providers, email))).toEqual([0, 1, 1, 1]);
  expect(await ctx.db.$count(deliveries, eq(deliveries.status, "waiting"))).toBeGreaterThan(0);
});
