import { eq } from "drizzle-orm";
import { describe, expect } from "vitest";
import { deliveries, deliveryHistory, programmeVersions } from "@/db/schema";
import type { Context } from "@/lib/context";
import { addDelivery, addJob, addressees, alarm, fate, realTimePasses, send, test, welcome } from "./setting";

const answer = (status: number, body: unknown) => ({
  kind: "answer" as const,
  status,
  recorded: false,
  body,
});

async function addMany(ctx: Context, job: string, count: number): Promise<void> {
  for (let i = 0; i < count; i++) await addDelivery(ctx, job);
}

async function lastWords(ctx: Context, id: string): Promise<string> {
  const lines = await ctx.db
    .select({ detail: deliveryHistory.detail })
    .from(deliveryHistory)
    .where(eq(deliveryHistory.deliveryId, id))
    .orderBy(deliveryHistory.id);
  return lines.at(-1)?.detail ?? "";
}

describe("an answer without Resend's usual fields", () => {
  test("that refuses a batch lets each of its messages go alone", async ({ ctx, job, providers }) => {
    await addMany(ctx, job, 15);
    const complaint = { statusCode: 422, message: ["to must be an email"], error: "Unprocessable Entity" };
    providers.resend.faults.next(answer(422, complaint), 1, "/emails/batch");
    await send(ctx);
    expect(addressees(providers)).toHaveLength(15);
    expect(new Set(addressees(providers)).size).toBe(15);
  });

  test("that asks a batch for patience makes it wait, and it leaves once", async ({
    ctx,
    job,
    providers,
  }) => {
    await addMany(ctx, job, 15);
    providers.resend.faults.next(answer(429, { statusCode: 429, message: "Too Many Requests" }));
    expect(await send(ctx)).toMatchObject({ sent: 0 });
    await realTimePasses(ctx, 1);
    expect(await send(ctx)).toMatchObject({ sent: 15 });
    expect(addressees(providers)).toHaveLength(15);
  });

  test("that takes a batch and names some of its messages only is no answer: the same call is made again", async ({
    ctx,
    job,
    providers,
  }) => {
    await addMany(ctx, job, 12);
    providers.resend.faults.next({
      kind: "answer",
      status: 200,
      recorded: true,
      body: { data: [null, { id: 7 }] },
    });
    expect(await send(ctx)).toMatchObject({ sent: 0 });
    await realTimePasses(ctx, 1);
    expect(await send(ctx)).toMatchObject({ sent: 12 });
    expect(addressees(providers)).toHaveLength(12);
  });

  test("is kept in a line, not as the page that it was", async ({ ctx, job, providers }) => {
    const ada = await addDelivery(ctx, job);
    const page = { statusCode: 422, name: "validation_error", message: "x".repeat(1_100_000) };
    providers.resend.faults.next(answer(422, page));
    await send(ctx);
    expect(await fate(ctx, ada.id)).toMatchObject({ status: "failed", reason: "provider_refused" });
    expect((await lastWords(ctx, ada.id)).length).toBeLessThanOrEqual(1_000);
  });
});

const patience = { "retry-after": "9".repeat(20) };
const slower = { statusCode: 429, name: "rate_limit_exceeded", message: "Slow down" };
const badWords = { statusCode: 422, name: "validation_error", message: "a\0b" };
test.for([
  ["words that no database keeps", "email", answer(422, badWords), "failed"],
  ["a wait without an end", "email", { ...answer(429, slower), headers: patience }, "waiting"],
  ["a wait without an end", "slack", { ...answer(429, "ratelimited"), headers: patience }, "waiting"],
] as const)(
  "an answer with %s holds up no other message, by %s",
  async ([, channel, fault, status], { ctx, job, providers }) => {
    const how = channel === "slack" ? { action: { ...alarm, text: "Hi" } } : {};
    const ids = [];
    for (let i = 0; i < 2; i++) ids.push((await addDelivery(ctx, job, how)).id);
    (channel === "slack" ? providers.slack : providers.resend).faults.next(fault);
    await send(ctx, channel);
    await send(ctx, channel);
    const fates = [];
    for (const id of ids) fates.push((await fate(ctx, id)).status);
    expect(fates.sort()).toEqual(["sent", status].sort());
  },
);

test("an ID of Slack's that is none pings nobody, and the notes leave", async ({ ctx, job, providers }) => {
  const ids = [];
  for (let i = 0; i < 2; i++) ids.push((await addDelivery(ctx, job, { action: alarm })).id);
  providers.slack.faults.next(answer(200, { ok: true, user: { id: 7 } }), 1, "lookupByEmail");
  await send(ctx, "slack");
  for (const id of ids) expect(await fate(ctx, id)).toMatchObject({ status: "sent" });
});

test.for([
  ["a firewall's page", 403, "error code: 1010"],
  ["a page that is not there", 404, "<html>404</html>"],
  ["another server's JSON", 403, { message: "Forbidden" }],
] as const)(
  "%s before Resend is not Resend's refusal: the message waits and leaves once",
  async ([, status, body], { ctx, job, providers }) => {
    const ada = await addDelivery(ctx, job);
    providers.resend.faults.next(answer(status, body));
    await send(ctx);
    expect(await fate(ctx, ada.id)).toMatchObject({ status: "waiting", reason: null });
    await realTimePasses(ctx, 1);
    expect(await send(ctx)).toMatchObject({ sent: 1 });
    expect(addressees(providers)).toEqual([ada.email]);
  },
);

describe("a delivery that cannot be computed is set aside alone", () => {
  /** A job whose stored sending window no code of ours can read. */
  async function unreadableWindow(ctx: Context): Promise<string> {
    const job = await addJob(ctx);
    await ctx.db.insert(programmeVersions).values({
      workspaceId: ctx.workspaceId,
      programmeId: job,
      version: 1,
      definition: { sendingWindow: { days: [1], from: "25:99", to: "soon", zone: "person" } },
      publishedAt: ctx.now,
      publishedBy: "usr_1",
    });
    return job;
  }

  test("for a sending window that cannot be read", async ({ ctx, job }) => {
    const bad = await addDelivery(ctx, await unreadableWindow(ctx));
    const good = await addDelivery(ctx, job);
    expect(await send(ctx)).toMatchObject({ sent: 1 });
    expect(await fate(ctx, bad.id)).toMatchObject({ status: "failed", reason: "not_computed" });
    expect(await fate(ctx, good.id)).toMatchObject({ status: "sent" });
  });

  test("for a stored request that cannot be read", async ({ ctx, job }) => {
    const bad = await addDelivery(ctx, job);
    const good = await addDelivery(ctx, job);
    await ctx.db
      .update(deliveries)
      .set({ request: { channel: "telegram" } })
      .where(eq(deliveries.id, bad.id));
    expect(await send(ctx)).toMatchObject({ sent: 1 });
    const rows = await ctx.db.select().from(deliveries).where(eq(deliveries.id, bad.id));
    expect(rows).toMatchObject([{ status: "failed", reason: "not_computed" }]);
    expect(await fate(ctx, good.id)).toMatchObject({ status: "sent" });
  });

  test("and is never called failed when it may have arrived", async ({ ctx }) => {
    const bad = await addDelivery(ctx, await unreadableWindow(ctx));
    await ctx.db
      .update(deliveries)
      .set({ firstAttemptAt: new Date(), attempts: 1 })
      .where(eq(deliveries.id, bad.id));
    await send(ctx);
    expect(await fate(ctx, bad.id)).toMatchObject({ status: "unconfirmed", reason: "unconfirmed" });
  });
});

describe("a message that comes out empty is not sent, and says whose", () => {
  test.for([
    ["subject", "email", { ...welcome, subject: "{nothing}" }],
    ["text", "email", { ...welcome, body: " {nothing} \n\u200b" }],
    ["text", "slack", { ...alarm, text: "*{nothing}* @{nobody}" }],
  ] as const)("its %s, by %s", async ([part, channel, action], { ctx, job }) => {
    const ada = await addDelivery(ctx, job, { action, moment: "completion" });
    expect(await send(ctx, channel)).toMatchObject({ sent: 0 });
    expect(await fate(ctx, ada.id)).toMatchObject({ status: "failed", reason: "empty" });
    const words = await lastWords(ctx, ada.id);
    expect(words).toContain(`The ${part} of ${action.id} in Onboarding Nudge came out empty for`);
    expect(words).toContain(ada.email);
  });
});
