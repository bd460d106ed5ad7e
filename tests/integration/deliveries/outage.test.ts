import { and, eq, isNotNull } from "drizzle-orm";
import { expect } from "vitest";
import { deliveries, deliveryHistory } from "@/db/schema";
import type { Context } from "@/lib/context";
import { sendAgain } from "@/lib/deliveries/by-hand/send-again";
import { reasons } from "@/lib/deliveries/reasons";
import { HOUR_MS } from "@/lib/time";
import { saveIntegration } from "@/lib/workspaces/connections/integrations";
import { addDelivery, fate, realTimePasses, send, test } from "./setting";

/** Whatever rests after a failed attempt rests this much longer, on a slow machine as well. */
async function rest(ctx: Context, ms: number) {
  const nextAttemptAt = new Date(Date.now() + ms);
  await ctx.db
    .update(deliveries)
    .set({ nextAttemptAt })
    .where(and(eq(deliveries.workspaceId, ctx.workspaceId), isNotNull(deliveries.nextAttemptAt)));
}

test("while the provider is down everything waits and it is left alone; then all go, each once", async ({
  ctx,
  job,
  providers,
}) => {
  providers.resend.faults.always = () => ({ kind: "answer", status: 500, recorded: false });
  for (let i = 0; i < 5; i++) {
    for (let n = 0; n < 10; n++) await addDelivery(ctx, job);
    expect(await send(ctx)).toMatchObject({ sent: 0, skipped: 0, more: false });
    await rest(ctx, 30_000);
  }
  expect(providers.resend.requests.length).toBeLessThan(20);

  providers.resend.faults.clear();
  await realTimePasses(ctx, 1);
  expect(await send(ctx)).toMatchObject({ sent: 50, more: false });
  expect(providers.resend.messages).toHaveLength(50);
  expect(new Set(providers.resend.messages.map((message) => message.to[0])).size).toBe(50);
});

test("when none of those that failed is tried again soon, one new message finds out how the provider is", async ({
  ctx,
  job,
  providers,
}) => {
  providers.resend.faults.always = () => ({ kind: "answer", status: 500, recorded: false });
  for (let i = 0; i < 8; i++) await addDelivery(ctx, job);
  await send(ctx);
  await rest(ctx, HOUR_MS);
  for (let i = 0; i < 8; i++) await addDelivery(ctx, job);
  providers.resend.requests.length = 0;
  await send(ctx);
  expect(providers.resend.requests).toHaveLength(1);
  providers.resend.faults.clear();
  await rest(ctx, HOUR_MS);
  expect(await send(ctx)).toMatchObject({ sent: 7, more: false });
  await realTimePasses(ctx, 2);
  expect(await send(ctx)).toMatchObject({ sent: 9 });
});

test("one attempt that gets through lets everybody else go", async ({ ctx, job, providers }) => {
  const down = [];
  for (let i = 0; i < 6; i++) down.push(await addDelivery(ctx, job));
  providers.resend.faults.always = () => ({ kind: "answer", status: 429, recorded: false });
  for (let i = 0; i < 6; i++) await send(ctx);
  await rest(ctx, 30_000);
  for (let i = 0; i < 20; i++) await addDelivery(ctx, job);
  providers.resend.faults.clear();
  providers.resend.requests.length = 0;

  expect(await send(ctx)).toMatchObject({ sent: 0, more: false });
  expect(providers.resend.requests).toHaveLength(0);
  await ctx.db
    .update(deliveries)
    .set({ nextAttemptAt: new Date(0) })
    .where(eq(deliveries.id, down[0]?.id ?? ""));
  expect(await send(ctx)).toMatchObject({ sent: 21, more: false });
});

test("a key that the provider does not accept holds its channel until it is put right", async ({
  ctx,
  job,
}) => {
  const ada = await addDelivery(ctx, job);
  await saveIntegration(ctx, "resend", "default", { requestsPerSecond: 5_000 }, "re_wrong");
  await send(ctx);
  expect(await fate(ctx, ada.id)).toMatchObject({
    status: "waiting",
    firstAttemptAt: null,
    story: ["frozen", "tried", "refused"],
  });
  await saveIntegration(ctx, "resend", "default", { requestsPerSecond: 5_000 }, "re_test");
  await realTimePasses(ctx, 1);
  expect(await send(ctx)).toMatchObject({ sent: 1 });
});

test("a definite refusal ends it, and sending it again uses a new key", async ({ ctx, job, providers }) => {
  const ada = await addDelivery(ctx, job, { email: "not-an-address" });
  await send(ctx);
  expect(await fate(ctx, ada.id)).toMatchObject({
    status: "failed",
    reason: "provider_refused",
    story: ["frozen", "tried", "refused"],
  });
  expect(await send(ctx)).toMatchObject({ sent: 0 });
  await sendAgain(ctx, ada.id);
  await send(ctx);
  const keys = providers.resend.requests.map(({ headers }) => headers["idempotency-key"]);
  expect(keys).toEqual([ada.id, `${ada.id}-1`]);
});

test("an unknown result is asked for for 23 hours, then it is unconfirmed", async ({
  ctx,
  job,
  providers,
}) => {
  const ada = await addDelivery(ctx, job);
  providers.resend.faults.always = () => ({ kind: "reset", recorded: false });
  await send(ctx);
  await realTimePasses(ctx, 22);
  await send(ctx);
  expect(providers.resend.requests).toHaveLength(2);
  expect(await fate(ctx, ada.id)).toMatchObject({ status: "waiting" });
  await realTimePasses(ctx, 1.1);
  await send(ctx);
  expect(providers.resend.requests).toHaveLength(2);
  expect(await fate(ctx, ada.id)).toMatchObject({ status: "unconfirmed", reason: "unconfirmed" });
});

test("what is unconfirmed goes again only for somebody who accepts that it may arrive twice", async ({
  ctx,
  job,
  providers,
}) => {
  const ada = await addDelivery(ctx, job);
  providers.resend.faults.next({ kind: "reset", recorded: false });
  await send(ctx);
  await realTimePasses(ctx, 24);
  await send(ctx);
  await expect(sendAgain(ctx, ada.id)).rejects.toMatchObject({ code: "conflict" });
  await sendAgain(ctx, ada.id, { mayArriveTwice: true });
  expect(await send(ctx)).toMatchObject({ sent: 1 });
  expect(providers.resend.messages.map((message) => message.idempotencyKey)).toEqual([`${ada.id}-1`]);
  await expect(sendAgain(ctx, ada.id)).rejects.toMatchObject({ code: "conflict" });
});

test("every delivery that was not sent has exactly one known reason, every other one none, and each has a story", async ({
  db,
}) => {
  const rows = await db.select().from(deliveries);
  const told = new Set((await db.select().from(deliveryHistory)).map((line) => line.deliveryId));
  expect(rows.length).toBe(96);
  for (const row of rows) {
    const unsent = ["held", "skipped", "failed", "unconfirmed"].includes(row.status);
    if (unsent) expect(Object.keys(reasons)).toContain(row.reason);
    else expect(row.reason).toBeNull();
    expect(told).toContain(row.id);
  }
});
