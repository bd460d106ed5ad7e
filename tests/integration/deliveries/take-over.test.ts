import { beforeEach, expect } from "vitest";
import { claim } from "@/lib/deliveries/ledger/claim";
import { takeOverDeliveries } from "@/lib/deliveries/ledger/take-over";
import { until } from "../../support/executor";
import { test } from "../../support/fixture";
import { addDelivery, alarm, fate, realTimePasses, send, setting, standIns } from "./setting";

let providers: Awaited<ReturnType<typeof standIns>>;
const dying: Promise<unknown>[] = [];

beforeEach(async () => {
  providers = await standIns();
  return async () => {
    await providers.close();
    await Promise.allSettled(dying.splice(0));
  };
});

test("what a killed sender had only taken leaves as soon as its successor starts", async ({ db }) => {
  const { ctx, job } = await setting(db);
  const ada = await addDelivery(ctx, job);
  await claim(ctx, "email", 1);
  expect(await send(ctx)).toMatchObject({ sent: 0 });

  await takeOverDeliveries(ctx);
  expect(await send(ctx)).toMatchObject({ sent: 1 });
  expect(await fate(ctx, ada.id)).toMatchObject({ status: "sent", story: ["frozen", "tried", "sent"] });
});

test("an email whose answer a killed sender did not live to see is asked for again at once and arrives once", async ({
  db,
}) => {
  const { ctx, job } = await setting(db);
  const ada = await addDelivery(ctx, job);
  providers.resend.faults.next({ kind: "hang", recorded: true });
  dying.push(send(ctx));
  await until(() => providers.resend.messages.length === 1, "the mail has left");

  await takeOverDeliveries(ctx);
  expect(await send(ctx)).toMatchObject({ sent: 1 });
  expect(providers.resend.messages).toHaveLength(1);
  expect((await fate(ctx, ada.id)).story).toEqual(["frozen", "tried", "unknown", "tried", "sent"]);
});

test("a note that a killed sender may have posted is looked for only when Slack has surely dealt with it", async ({
  db,
}) => {
  const { ctx, job } = await setting(db);
  const note = await addDelivery(ctx, job, { action: alarm });
  providers.slack.faults.next({ kind: "hang", recorded: true }, 1, "chat.postMessage");
  dying.push(send(ctx, "slack"));
  await until(() => providers.slack.messages.length === 1, "the note is posted");
  const looks = () => providers.slack.requests.filter(({ path }) => path.endsWith("conversations.history"));

  await takeOverDeliveries(ctx);
  expect(await send(ctx, "slack")).toMatchObject({ sent: 0 });
  expect(looks()).toHaveLength(0);
  await realTimePasses(ctx, 1);
  expect(await send(ctx, "slack")).toMatchObject({ sent: 1 });
  expect(looks()).toHaveLength(1);
  expect(providers.slack.messages).toHaveLength(1);
  expect(await fate(ctx, note.id)).toMatchObject({ status: "sent" });
});
