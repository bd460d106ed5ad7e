import { afterAll, beforeAll, expect, test } from "vitest";
import { countRefused } from "@/lib/insights/arrivals/count-refused";
import { listArrivals } from "@/lib/insights/arrivals/list-arrivals";
import { applyNews } from "@/lib/pipeline/news/apply-news";
import { testContext } from "../../support/database";
import { NOW, openDoor, send } from "../ingestion/door";

let door: Awaited<ReturnType<typeof openDoor>>;
const call = { type: "track", userId: "ada", event: "Signed Up", properties: { plan: "team" } };
beforeAll(async () => {
  door = await openDoor();
  await send(door.url, "batch", { batch: [call, { ...call, event: "" }] }, door.writeKey);
  await send(door.url, "identify", { userId: "bo", traits: { email: "bo@acme.test" } }, door.writeKey);
});
afterAll(() => door.close());

const titles = async (filter: Parameters<typeof listArrivals>[1], size = 50) =>
  (await listArrivals(door.ctx, filter, size)).arrivals.map((one) =>
    one.kind === "refused" ? `refused ${one.field}` : (one.name ?? one.type),
  );

test("accepted and refused stand in one stream, the newest first, with the key they came through", async () => {
  const { arrivals, hasMore } = await listArrivals(door.ctx);
  expect(arrivals).toMatchObject([
    { kind: "accepted", type: "identify", who: { userId: "bo" }, source: "write", isWaiting: true },
    {
      kind: "refused",
      receivedAt: NOW,
      source: "write",
      field: "event",
      sentence: "A track call needs the name of what happened.",
      excerpt: JSON.stringify({ ...call, event: "" }),
    },
    { kind: "accepted", type: "track", name: "Signed Up", body: '{"plan": "team"}', personId: null },
  ]);
  expect(hasMore).toBe(false);
});

test("once it is applied, an arrival leads to whom it was about", async () => {
  await applyNews(door.ctx);
  const { arrivals } = await listArrivals(door.ctx, { only: "accepted" });
  for (const one of arrivals)
    expect(one).toMatchObject({ isWaiting: false, personId: expect.stringMatching(/^per_/) });
});

test("the stream is narrowed by outcome, and by part of an event's name or a user ID", async () => {
  expect(await titles({ only: "refused" })).toEqual(["refused event"]);
  expect(await titles({ only: "accepted" })).toEqual(["identify", "Signed Up"]);
  expect(await titles({ text: "signed" })).toEqual(["Signed Up"]);
  expect(await titles({ text: "ADA" })).toEqual(["refused event", "Signed Up"]);
  expect(await titles({ text: "bo" })).toEqual(["identify"]);
  expect(await titles({ text: "%" })).toEqual([]);
});

test("pages hold every arrival once, in the order of the whole stream", async () => {
  const whole = (await listArrivals(door.ctx)).arrivals.map(({ id }) => id);
  const paged: string[] = [];
  let before: string | undefined;
  for (;;) {
    const { arrivals, hasMore } = await listArrivals(door.ctx, { before }, 1);
    paged.push(...arrivals.map(({ id }) => id));
    before = paged.at(-1);
    if (!hasMore) break;
  }
  expect(paged).toEqual(whole);
});

test("how much was refused lately is counted, and another workspace sees none of it", async () => {
  const stranger = await testContext(door.db, { now: NOW });
  expect(await countRefused(door.ctx)).toBe(1);
  expect(await countRefused(stranger)).toBe(0);
  expect((await listArrivals(stranger)).arrivals).toEqual([]);
});
