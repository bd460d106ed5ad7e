import { eq } from "drizzle-orm";
import { expect } from "vitest";
import { connect } from "@/db/connect";
import { deliveries, people, programmes } from "@/db/schema";
import type { Context } from "@/lib/context";
import { holdUnsent } from "@/lib/deliveries/lifecycle/hold-unsent";
import { releaseHeld } from "@/lib/deliveries/lifecycle/release-held";
import { addDelivery, addJob, addressees, fate, type Providers, realTimePasses, send, test } from "./setting";

const asked = ({ resend }: Providers) =>
  resend.requests.map(({ path, headers, body }) => ({
    path,
    key: headers["idempotency-key"],
    body,
  }));

async function addMany(ctx: Context, job: string, count: number) {
  const many = [];
  for (let i = 0; i < count; i++) many.push(await addDelivery(ctx, job, { firstName: `Person ${i}` }));
  return many;
}

test("many emails leave in one call, each recorded with its own id", async ({ ctx, job, providers }) => {
  const many = await addMany(ctx, job, 12);
  expect(await send(ctx)).toMatchObject({ sent: 12, more: false });
  expect(asked(providers).map((one) => one.path)).toEqual(["/emails/batch"]);
  const rows = await ctx.db.select().from(deliveries).where(eq(deliveries.workspaceId, ctx.workspaceId));
  for (const message of providers.resend.messages) {
    expect(rows.find((row) => row.providerId === message.id)?.recipient).toBe(message.to[0]);
  }
  expect((await fate(ctx, many[0]?.id ?? "")).story).toEqual(["frozen", "tried", "sent"]);
});

test("a batch without an answer is asked for again as the same call, whatever else has come to wait since", async ({
  ctx,
  job,
  providers,
}) => {
  const many = await addMany(ctx, job, 12);
  providers.resend.faults.next({ kind: "reset", recorded: true });
  expect(await send(ctx)).toMatchObject({ sent: 0 });
  await addMany(ctx, job, 3);
  await ctx.db
    .update(people)
    .set({ attributes: {} })
    .where(eq(people.id, many[3]?.personId ?? ""));
  await realTimePasses(ctx, 1);
  expect(await send(ctx)).toMatchObject({ sent: 15, more: false });
  const batches = asked(providers).filter((one) => one.path === "/emails/batch");
  expect(batches).toHaveLength(2);
  expect(batches[1]).toEqual(batches[0]);
  expect(addressees(providers)).toHaveLength(15);
  expect(new Set(addressees(providers)).size).toBe(15);
});

test("a sender that dies with a batch in its hands does not make second messages", async ({
  ctx,
  job,
  providers,
  database,
}) => {
  await addMany(ctx, job, 12);
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
  await realTimePasses(ctx, 1);
  expect(await send(ctx)).toMatchObject({ sent: 12 });
  expect(asked(providers)[1]).toEqual(asked(providers)[0]);
  expect(addressees(providers)).toHaveLength(12);
});

test("a batch that was surely not sent may leave in another company, under another key", async ({
  ctx,
  job,
  providers,
}) => {
  await addMany(ctx, job, 12);
  providers.resend.faults.next({ kind: "answer", status: 429, recorded: false });
  await send(ctx);
  await addMany(ctx, job, 2);
  await realTimePasses(ctx, 1);
  expect(await send(ctx)).toMatchObject({ sent: 14 });
  const [before, after] = asked(providers);
  expect(after?.path).toBe("/emails/batch");
  expect(after?.key).not.toBe(before?.key);
  expect(new Set(addressees(providers)).size).toBe(14);
});

test("one message that is refused does not keep the rest of its batch", async ({ ctx, job, providers }) => {
  await addMany(ctx, job, 11);
  const bad = await addDelivery(ctx, job, { email: "not-an-address" });
  expect(await send(ctx)).toMatchObject({ sent: 11, more: false });
  expect(await fate(ctx, bad.id)).toMatchObject({ status: "failed", reason: "provider_refused" });
  expect(new Set(addressees(providers)).size).toBe(11);
  expect(addressees(providers)).toHaveLength(11);
});

test("a batch without an answer waits as a whole while one of its jobs is paused", async ({
  ctx,
  job,
  providers,
}) => {
  const other = await addJob(ctx);
  await addMany(ctx, job, 6);
  await addMany(ctx, other, 6);
  providers.resend.faults.next({ kind: "reset", recorded: false });
  await send(ctx);
  await ctx.db.update(programmes).set({ status: "paused" }).where(eq(programmes.id, other));
  expect(await holdUnsent(ctx, other)).toEqual({ held: 6, inFlight: 0 });
  await realTimePasses(ctx, 1);
  expect(await send(ctx)).toMatchObject({ sent: 0, more: false });
  expect(asked(providers)).toHaveLength(1);

  await ctx.db.update(programmes).set({ status: "live" }).where(eq(programmes.id, other));
  expect(await releaseHeld(ctx, other)).toBe(6);
  await realTimePasses(ctx, 1);
  expect(await send(ctx)).toMatchObject({ sent: 12 });
  expect(asked(providers)[1]).toEqual(asked(providers)[0]);
});

test("a batch without an answer is unconfirmed as a whole when one of its people may no longer be written to", async ({
  ctx,
  job,
  providers,
}) => {
  const many = await addMany(ctx, job, 11);
  providers.resend.faults.next({ kind: "reset", recorded: true });
  await send(ctx);
  await ctx.db
    .update(people)
    .set({ suppressedAt: ctx.now })
    .where(eq(people.id, many[0]?.personId ?? ""));
  await realTimePasses(ctx, 1);
  expect(await send(ctx)).toMatchObject({ sent: 0, more: false });
  for (const one of many)
    expect(await fate(ctx, one.id)).toMatchObject({ status: "unconfirmed", reason: "unconfirmed" });
  expect(asked(providers)).toHaveLength(1);
});
