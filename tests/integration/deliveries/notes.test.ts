import { expect } from "vitest";
import { sendAgain } from "@/lib/deliveries/by-hand/send-again";
import { addDelivery, alarm, fate, type Providers, realTimePasses, send, test } from "./setting";

const calls = ({ slack }: Providers, method: string) =>
  slack.requests.filter(({ path }) => path.endsWith(method)).length;

test("a team note is posted once, pings whom Slack knows, and asks who that is once for all", async ({
  ctx,
  job,
  providers,
}) => {
  for (const firstName of ["Ada", "Bob", "Cy"])
    await addDelivery(ctx, job, { firstName, action: alarm, moment: "exit" });
  expect(await send(ctx, "slack")).toMatchObject({ sent: 3, more: false });
  expect(await send(ctx, "slack")).toMatchObject({ sent: 0 });
  expect(providers.slack.messages.map((message) => message.text).sort()).toEqual([
    "*Ada* of Analytical &amp; Co left. <@U0ANNA>",
    "*Bob* of Analytical &amp; Co left. <@U0ANNA>",
    "*Cy* of Analytical &amp; Co left. <@U0ANNA>",
  ]);
  expect(calls(providers, "users.lookupByEmail")).toBe(1);
});

test("nobody is pinged whom Slack does not know: the bare address is shown", async ({
  ctx,
  job,
  providers,
}) => {
  await addDelivery(ctx, job, { action: { ...alarm, text: "ask @stranger@acme.test" }, moment: "exit" });
  await send(ctx, "slack");
  expect(providers.slack.messages.map((message) => message.text)).toEqual(["ask stranger@acme.test"]);
});

test("a note waits while Slack cannot say whom to ping", async ({ ctx, job, providers }) => {
  const note = await addDelivery(ctx, job, { action: alarm, moment: "exit" });
  providers.slack.faults.next({ kind: "answer", status: 500, recorded: false }, 1, "users.lookupByEmail");
  expect(await send(ctx, "slack")).toMatchObject({ sent: 0, more: false });
  expect(await fate(ctx, note.id)).toMatchObject({
    status: "waiting",
    attempts: 1,
    request: null,
    story: ["later"],
  });
  await realTimePasses(ctx, 1);
  expect(await send(ctx, "slack")).toMatchObject({ sent: 1 });
});

test("while Slack cannot say whom to ping it is asked ever more rarely, and the story says so once", async ({
  ctx,
  job,
  providers,
}) => {
  const stranger = { ...alarm, text: "ask @nobody-yet@acme.test" };
  const note = await addDelivery(ctx, job, { action: stranger, moment: "exit" });
  providers.slack.faults.always = ({ path }) =>
    path.endsWith("users.lookupByEmail") ? { kind: "answer", status: 500, recorded: false } : null;
  const rests: number[] = [];
  for (let n = 0; n < 8; n++) {
    const before = Date.now();
    await send(ctx, "slack");
    rests.push(((await fate(ctx, note.id)).nextAttemptAt?.getTime() ?? 0) - before);
    await realTimePasses(ctx, 1);
  }
  expect(rests[7]).toBeGreaterThan(200_000);
  expect(await fate(ctx, note.id)).toMatchObject({ status: "waiting", story: ["later"] });
});

test("while Slack cannot look for a note it is asked ever more rarely, and the story says so once", async ({
  ctx,
  job,
  providers,
}) => {
  const note = await addDelivery(ctx, job, { action: { ...alarm, text: "left" }, moment: "exit" });
  providers.slack.faults.next({ kind: "reset", recorded: true }, 1, "chat.postMessage");
  await send(ctx, "slack");
  providers.slack.faults.always = () => ({ kind: "answer", status: 500, recorded: false });
  let rest = 0;
  for (let n = 0; n < 8; n++) {
    await realTimePasses(ctx, 1);
    const before = Date.now();
    await send(ctx, "slack");
    rest = ((await fate(ctx, note.id)).nextAttemptAt?.getTime() ?? 0) - before;
  }
  expect(rest).toBeGreaterThan(200_000);
  expect((await fate(ctx, note.id)).story).toEqual(["frozen", "tried", "unknown", "unknown"]);
  expect(calls(providers, "chat.postMessage")).toBe(1);
});

test("a note whose posting had no answer is looked for: found, it was sent", async ({
  ctx,
  job,
  providers,
}) => {
  const note = await addDelivery(ctx, job, { action: alarm, moment: "exit" });
  providers.slack.faults.next({ kind: "reset", recorded: true }, 1, "chat.postMessage");
  await send(ctx, "slack");
  expect(await fate(ctx, note.id)).toMatchObject({ status: "waiting" });
  await realTimePasses(ctx, 0.01);
  expect(await send(ctx, "slack")).toMatchObject({ sent: 1 });
  expect(providers.slack.messages).toHaveLength(1);
  expect(calls(providers, "chat.postMessage")).toBe(1);
});

test("a note whose posting had no answer is looked for: surely absent, it is posted", async ({
  ctx,
  job,
  providers,
}) => {
  await addDelivery(ctx, job, { action: alarm, moment: "exit" });
  providers.slack.faults.next({ kind: "reset", recorded: false }, 1, "chat.postMessage");
  await send(ctx, "slack");
  await realTimePasses(ctx, 0.01);
  expect(await send(ctx, "slack")).toMatchObject({ sent: 1 });
  expect(calls(providers, "conversations.history")).toBe(1);
  expect(providers.slack.messages).toHaveLength(1);
});

test("a note that cannot be looked for is unconfirmed, never posted again by itself", async ({
  ctx,
  job,
  providers,
}) => {
  const note = await addDelivery(ctx, job, { action: alarm, moment: "exit" });
  providers.slack.faults.next({ kind: "reset", recorded: true }, 1, "chat.postMessage");
  await send(ctx, "slack");
  await realTimePasses(ctx, 0.01);
  const body = { ok: false, error: "missing_scope" };
  providers.slack.faults.next(
    { kind: "answer", status: 200, recorded: false, body },
    1,
    "conversations.history",
  );
  await send(ctx, "slack");
  expect(await fate(ctx, note.id)).toMatchObject({ status: "unconfirmed", reason: "unconfirmed" });
  await realTimePasses(ctx, 1);
  await send(ctx, "slack");
  expect(providers.slack.messages).toHaveLength(1);

  await expect(sendAgain(ctx, note.id)).rejects.toMatchObject({ code: "conflict" });
  await sendAgain(ctx, note.id, { mayArriveTwice: true });
  expect(await send(ctx, "slack")).toMatchObject({ sent: 1 });
  expect(providers.slack.messages).toHaveLength(2);
});

test.for([
  ["#board", "not_in_channel"],
  ["#nowhere", "channel_not_found"],
] as const)("a note to %s is refused with the reason %s", async ([channel, reason], { ctx, job }) => {
  const note = await addDelivery(ctx, job, { action: { ...alarm, channel }, moment: "exit" });
  expect(await send(ctx, "slack")).toMatchObject({ sent: 0, more: false });
  expect(await fate(ctx, note.id)).toMatchObject({ status: "failed", reason });
});
