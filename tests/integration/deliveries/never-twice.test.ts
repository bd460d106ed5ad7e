import { eq, sql } from "drizzle-orm";
import { expect } from "vitest";
import { connect } from "@/db/connect";
import { deliveries, people } from "@/db/schema";
import {
  addDelivery,
  alarm,
  fate,
  type Providers,
  realTimePasses,
  send,
  setting,
  test,
  welcome,
} from "./setting";

/** The requests as the provider saw them: key and bytes. */
const asked = ({ resend }: Providers) =>
  resend.requests.map(({ headers, body }) => ({ key: headers["idempotency-key"], body }));

test("a message leaves once, as its author wrote it, and the ledger says so", async ({
  ctx,
  job,
  providers,
}) => {
  const ada = await addDelivery(ctx, job);

  expect(await send(ctx)).toMatchObject({ sent: 1, skipped: 0, retryAt: null, more: false });
  expect(await send(ctx)).toMatchObject({ sent: 0 });

  expect(providers.resend.messages).toMatchObject([
    {
      from: '"Anna at Acme" <anna@notifications.acme.test>',
      to: [ada.email],
      subject: "Welcome, Ada",
      text: "Hi Ada,\n\nthree steps.",
      html: null,
      idempotencyKey: ada.id,
    },
  ]);
  const now = await fate(ctx, ada.id);
  expect(now).toMatchObject({
    status: "sent",
    reason: null,
    sentAt: ctx.now,
    story: ["frozen", "tried", "sent"],
  });
  expect(now.request?.payload).toEqual(JSON.parse(providers.resend.requests[0]?.body ?? ""));
});

test("a sender that dies between the send and its record does not make a second message", async ({
  ctx,
  job,
  providers,
  database,
}) => {
  const ada = await addDelivery(ctx, job);
  const doomed = connect({ url: database.url });
  let die = () => {};
  providers.resend.faults.next({
    kind: "wait",
    until: new Promise<void>((done) => {
      die = done;
    }),
  });

  const first = send({ ...ctx, db: doomed.db }).catch((error: unknown) => error);
  await expect.poll(() => providers.resend.requests.length).toBe(1);
  await doomed.close();
  die();
  expect(await first).toBeInstanceOf(Error);
  expect(providers.resend.messages).toHaveLength(1);
  expect(await fate(ctx, ada.id)).toMatchObject({ status: "sending", sentAt: null });

  await ctx.db
    .update(people)
    .set({ attributes: { first_name: "Augusta" } })
    .where(eq(people.id, ada.personId));
  expect(await send(ctx)).toMatchObject({ sent: 0 });
  await realTimePasses(ctx, 1);
  expect(await send(ctx)).toMatchObject({ sent: 1 });

  expect(providers.resend.messages).toHaveLength(1);
  expect(asked(providers)[1]).toEqual(asked(providers)[0]);
  expect(await fate(ctx, ada.id)).toMatchObject({ status: "sent", attempts: 2 });
});

test("an answer that got lost after the message went out is asked for again with the same key and the same bytes", async ({
  ctx,
  job,
  providers,
}) => {
  const ada = await addDelivery(ctx, job);
  providers.resend.faults.next({ kind: "reset", recorded: true });

  const first = await send(ctx);
  expect(first.sent).toBe(0);
  expect(first.retryAt?.getTime()).toBeGreaterThan(Date.now());
  expect(await fate(ctx, ada.id)).toMatchObject({ status: "waiting", story: ["frozen", "tried", "unknown"] });

  await ctx.db
    .update(people)
    .set({ attributes: { first_name: "Augusta" } })
    .where(eq(people.id, ada.personId));
  await realTimePasses(ctx, 1);
  expect(await send(ctx)).toMatchObject({ sent: 1 });
  expect(providers.resend.messages).toHaveLength(1);
  expect(asked(providers)[1]).toEqual(asked(providers)[0]);
});

test("a provider that breaks is asked again, and the message goes once", async ({ ctx, job, providers }) => {
  const ada = await addDelivery(ctx, job);
  providers.resend.faults.next({ kind: "answer", status: 500, recorded: false }, 2);
  for (let i = 0; i < 3; i++) {
    await send(ctx);
    await realTimePasses(ctx, 1);
  }
  expect(providers.resend.messages).toHaveLength(1);
  expect(new Set(asked(providers).map((one) => JSON.stringify(one))).size).toBe(1);
  expect(await fate(ctx, ada.id)).toMatchObject({ status: "sent", attempts: 3 });
});

test("a provider that asks for time gets it, and nothing counts as sent meanwhile", async ({
  ctx,
  job,
  providers,
}) => {
  const ada = await addDelivery(ctx, job);
  providers.resend.faults.next({
    kind: "answer",
    status: 429,
    recorded: false,
    headers: { "retry-after": "600" },
  });
  await send(ctx);
  const waiting = await fate(ctx, ada.id);
  expect(waiting).toMatchObject({ status: "waiting", firstAttemptAt: null });
  expect(waiting.nextAttemptAt?.getTime()).toBeGreaterThan(Date.now() + 590_000);
  expect(await send(ctx)).toMatchObject({ sent: 0 });
  expect(providers.resend.requests).toHaveLength(1);
  await realTimePasses(ctx, 1);
  await send(ctx);
  expect(providers.resend.messages).toHaveLength(1);
});

test.for(["email", "slack"] as const)(
  "senders at work side by side send every message once by %s",
  async (channel, { ctx, job, database, providers }) => {
    const action = channel === "slack" ? alarm : welcome;
    for (let i = 0; i < 40; i++)
      await addDelivery(ctx, job, { firstName: `Person ${i}`, action, moment: "completion" });
    const others = [connect(database), connect(database)];
    const senders = [database.db, ...others.map((one) => one.db)];
    const results = await Promise.all(senders.map((each) => send({ ...ctx, db: each }, channel)));
    await Promise.all(others.map((one) => one.close()));
    expect(results.reduce((sum, one) => sum + one.sent, 0)).toBe(40);
    const { messages } = channel === "slack" ? providers.slack : providers.resend;
    expect(messages).toHaveLength(40);
    expect(new Set(messages.map((one) => one.text)).size).toBe(40);
  },
);

test("a sender that has lost its lease sends nothing", async ({ ctx, job, providers }) => {
  const ada = await addDelivery(ctx, job);
  const robbed = async () => {
    await ctx.db.update(deliveries).set({ leaseToken: "somebody else" }).where(eq(deliveries.id, ada.id));
  };
  expect(await send(ctx, "email", { applyNews: robbed })).toMatchObject({ sent: 0 });
  expect(providers.resend.requests).toHaveLength(0);
  expect(await fate(ctx, ada.id)).toMatchObject({ status: "sending", request: null, story: [] });
});

test("a sender that loses its lease while it waits for its turn sends nothing", async ({ providers, db }) => {
  const { ctx, job } = await setting(db, { requestsPerSecond: 1 });
  const first = await addDelivery(ctx, job, { dueAt: new Date(ctx.now.getTime() - 1000) });
  const second = await addDelivery(ctx, job);
  const sending = send(ctx);
  await expect.poll(() => providers.resend.requests.length).toBe(1);
  await ctx.db
    .update(deliveries)
    .set({ leaseToken: "somebody else", leaseUntil: sql`now() + interval '1 hour'` })
    .where(eq(deliveries.id, second.id));
  expect(await sending).toMatchObject({ sent: 1 });
  expect(providers.resend.messages.map((one) => one.idempotencyKey)).toEqual([first.id]);
});
