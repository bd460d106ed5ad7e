import { eq } from "drizzle-orm";
import { expect } from "vitest";
import { announcementOutbox, deliveries, people } from "@/db/schema";
import { sendAgain } from "@/lib/deliveries/by-hand/send-again";
import { dueChannels } from "@/lib/deliveries/ledger/due-channels";
import { updateWorkspace } from "@/lib/lifecycle/update-workspace";
import { HOUR_MS } from "@/lib/time";
import { saveIntegration } from "@/lib/workspaces/connections/integrations";
import { testContext } from "../../support/database";
import { addDelivery, addJob, alarm, fate, send, setting, test, welcome } from "./setting";

test("the outbox shows the very bytes that the provider would get", async ({ ctx, job, providers }) => {
  const action = {
    ...welcome,
    body: "Hi {first_name},\r\n\r\n  *no* <b>mark-up</b> \u00e9\u{1F680}  \n",
    format: "html",
  };
  const [mailed, boxed] = [await addDelivery(ctx, job, { action }), await addDelivery(ctx, job, { action })];
  await ctx.db
    .update(deliveries)
    .set({ dueAt: new Date(ctx.now.getTime() + HOUR_MS) })
    .where(eq(deliveries.id, boxed.id));
  await send(ctx);
  await send({ ...ctx, now: new Date(ctx.now.getTime() + HOUR_MS) }, "email", { mode: "demo" });

  const [real, shown] = [await fate(ctx, mailed.id), await fate(ctx, boxed.id)];
  expect([real.request?.provider, shown.request?.provider]).toEqual(["resend", "outbox"]);
  expect(shown).toMatchObject({ status: "sent", attempts: 0 });
  expect({ ...shown.request?.payload, to: [] }).toEqual({ ...real.request?.payload, to: [] });
  expect(JSON.parse(providers.resend.requests.at(-1)?.body ?? "")).toEqual(real.request?.payload);
});

test("a demo, and a workspace without connections, keeps everything in the outbox", async ({
  providers,
  db,
}) => {
  const asked = providers.resend.requests.length + providers.slack.requests.length;
  const ctx = await testContext(db);
  const job = await addJob(ctx);
  await addDelivery(ctx, job);
  const note = await addDelivery(ctx, job, { action: alarm, moment: "exit" });
  for (const channel of ["email", "slack"] as const)
    expect(await send(ctx, channel, { mode: "live" })).toMatchObject({ sent: 1, more: false });
  expect((await fate(ctx, note.id)).request?.payload).toMatchObject({
    text: "*Ada* of Analytical &amp; Co left. anna@acme.test",
  });

  const connected = await setting(db);
  await addDelivery(connected.ctx, connected.job);
  expect(await send(connected.ctx, "email", { mode: "demo" })).toMatchObject({ sent: 1 });
  expect(providers.resend.requests.length + providers.slack.requests.length).toBe(asked);
});

test("a test instance speaks to stand-ins on its own machine only", async ({ ctx, job }) => {
  const ada = await addDelivery(ctx, job);
  const url = process.env.RESEND_BASE_URL;
  try {
    process.env.RESEND_BASE_URL = "https://api.resend.example";
    expect(await send(ctx)).toMatchObject({ sent: 1 });
  } finally {
    process.env.RESEND_BASE_URL = url;
  }
  expect((await fate(ctx, ada.id)).request?.provider).toBe("outbox");
});

test("a message without a sender is not sent", async ({ db }) => {
  const ctx = await testContext(db);
  await saveIntegration(ctx, "resend", "default", {}, "re_test");
  const ada = await addDelivery(ctx, await addJob(ctx));
  expect(await send(ctx)).toMatchObject({ sent: 0, skipped: 1 });
  expect(await fate(ctx, ada.id)).toMatchObject({ status: "skipped", reason: "no_sender" });
});

test("one message that cannot be put together does not keep the others", async ({ ctx, job }) => {
  const broken = await addDelivery(ctx, job, { action: { ...welcome, body: "{ first_name | nonsense }" } });
  const whole = await addDelivery(ctx, job);
  expect(await send(ctx)).toMatchObject({ sent: 1 });
  expect(await fate(ctx, broken.id)).toMatchObject({ status: "failed", reason: "not_rendered" });
  expect(await fate(ctx, whole.id)).toMatchObject({ status: "sent" });
});

test("a message speaks of the customer as they are when it leaves", async ({ ctx, job }) => {
  const ada = await addDelivery(ctx, job);
  await ctx.db
    .update(people)
    .set({ attributes: { first_name: "Augusta" } })
    .where(eq(people.id, ada.personId));
  await send(ctx);
  expect((await fate(ctx, ada.id)).request?.payload).toMatchObject({ subject: "Welcome, Augusta" });
});

test("nobody sends another workspace's deliveries again", async ({ ctx, db }) => {
  const other = await setting(db);
  const foreign = await addDelivery(other.ctx, other.job, { dueAt: new Date(0) });
  await send(other.ctx);
  expect(await fate(other.ctx, foreign.id)).toMatchObject({ status: "skipped", reason: "too_late" });
  await expect(sendAgain(ctx, foreign.id)).rejects.toMatchObject({ code: "not_found" });
});

test("the sweep knows on which channels something could have left for a while", async ({ ctx, job }) => {
  await addDelivery(ctx, job);
  const note = await addDelivery(ctx, job, { action: alarm, moment: "exit" });
  const later = { ...ctx, now: new Date(ctx.now.getTime() + HOUR_MS) };
  expect(await dueChannels(later, HOUR_MS)).toEqual([
    { channel: "email", count: 1 },
    { channel: "slack", count: 1 },
  ]);
  expect(await dueChannels(later, HOUR_MS + 1)).toEqual([]);
  await send(later, "slack");
  expect(await dueChannels(later, HOUR_MS)).toEqual([{ channel: "email", count: 1 }]);
  expect((await fate(ctx, note.id)).status).toBe("sent");
});

test("what came too late can be sent by hand, and the engine is told", async ({
  ctx,
  job,
  providers,
  db,
}) => {
  await updateWorkspace(ctx, { settings: { tooLateHours: 1 } });
  const ada = await addDelivery(ctx, job, {
    action: { ...welcome, sender: { name: "Bo", address: "bo@acme.test" } },
  });
  const later = { ...ctx, now: new Date(ctx.now.getTime() + 2 * HOUR_MS) };
  expect(await send(later)).toMatchObject({ skipped: 1 });
  await sendAgain(later, ada.id);
  const told = await db
    .select()
    .from(announcementOutbox)
    .where(eq(announcementOutbox.name, "trig/deliveries.due"));
  expect(told.at(-1)?.data).toMatchObject({ workspaceId: ctx.workspaceId, channel: "email" });
  expect(await send(later)).toMatchObject({ sent: 1 });
  expect(providers.resend.messages.at(-1)).toMatchObject({
    from: '"Bo" <bo@acme.test>',
    idempotencyKey: ada.id,
  });
});
