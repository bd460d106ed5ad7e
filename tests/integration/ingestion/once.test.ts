import { sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connect } from "@/db/connect";
import { acceptEvents } from "@/lib/events/accept";
import { checkEvent } from "@/lib/events/check-event";
import type { CheckedEvent, Door } from "@/lib/events/schema";
import { countRows, NOW, type OpenDoor, openDoor, send } from "./door";
import { doors } from "./doors";

let door: Awaited<ReturnType<typeof openDoor>>;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.close());

const track = (messageId: string) => ({ type: "track", messageId, userId: "ada", event: "Done" });
const doorOf = (workspaceId: string): Door => ({
  workspaceId,
  source: "key_1",
  trust: "server",
  receivedAt: NOW,
});
function checked(item: unknown): CheckedEvent {
  const result = checkEvent(item, { receivedAt: NOW, trust: "server", checkText: false, checkSize: false });
  if (!("event" in result)) throw new Error(result.refusal.sentence);
  return result.event;
}

it("core 18: the same messages over two connections at once are accepted once, in whatever order they come", async () => {
  const left = connect({ url: door.databaseUrl, max: 2 });
  const right = connect({ url: door.databaseUrl, max: 2 });
  const workspace = doorOf("wsp_twice");
  for (let round = 0; round < 20; round++) {
    const messages = Array.from({ length: 50 }, (_, n) => checked(track(`twice-${round}-${n}`)));
    const outcomes = await Promise.all([
      acceptEvents(left.db, workspace, messages),
      acceptEvents(right.db, workspace, [...messages].reverse()),
    ]);
    expect(outcomes.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(50);
    expect(outcomes.reduce((sum, { duplicates }) => sum + duplicates, 0)).toBe(50);
  }
  expect(await countRows(door.db, "wsp_twice")).toMatchObject({ events: 1000, pending: 1000 });
  await left.close();
  await right.close();
});

it("the same messageId in another workspace is another message", async () => {
  const message = [checked(track("shared"))];
  const outcomes = await Promise.all([
    acceptEvents(door.db, doorOf("wsp_a"), message),
    acceptEvents(door.db, doorOf("wsp_b"), message),
  ]);
  expect(outcomes.map(({ accepted }) => accepted)).toEqual([1, 1]);
});

it("a request that the database refuses fails alone, not those that travelled with it", async () => {
  const bad = { ...checked(track("bad")), body: { text: "a\u0000b" } };
  const outcomes = await Promise.allSettled([
    acceptEvents(door.db, doorOf("wsp_c"), [checked(track("first"))]),
    acceptEvents(door.db, doorOf("wsp_c"), [checked(track("good-1"))]),
    acceptEvents(door.db, doorOf("wsp_c"), [checked(track("with-bad")), bad]),
    acceptEvents(door.db, doorOf("wsp_c"), [checked(track("good-2"))]),
  ]);
  expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected", "fulfilled"]);
  expect(await countRows(door.db, "wsp_c")).toMatchObject({ events: 3, pending: 3 });
});

const scalar = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.constantFrom("\u0000", "\ud800", "__proto__", "", "ada", 1e308),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
);
const anyJson = fc.oneof(
  fc.jsonValue({ maxDepth: 6 }),
  scalar,
  fc.dictionary(fc.string({ unit: "binary" }), scalar),
);
const mostly = (sane: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 12, arbitrary: sane }, { weight: 1, arbitrary: anyJson });
const anyEvent = fc.record(
  {
    type: mostly(fc.constantFrom("track", "identify", "group", "page", "screen", "alias")),
    messageId: mostly(fc.stringMatching(/^m[0-9]{2}$/)),
    userId: mostly(fc.constantFrom("ada", "bob", 7)),
    anonymousId: mostly(fc.constant("v1")),
    groupId: mostly(fc.constant("acme")),
    previousId: mostly(fc.constant("v2")),
    event: mostly(fc.constant("Done")),
    properties: mostly(fc.dictionary(fc.string(), fc.string())),
    traits: mostly(fc.dictionary(fc.string(), fc.integer())),
    context: mostly(fc.record({ groupId: anyJson, traits: anyJson, trig: anyJson }, { requiredKeys: [] })),
    timestamp: mostly(
      fc
        .date({ noInvalidDate: true, min: new Date("1998-01-01"), max: new Date("2100-01-01") })
        .map((date) => date.toISOString()),
    ),
    sentAt: mostly(fc.constant(NOW.toISOString())),
  },
  { requiredKeys: ["type", "userId"] },
);

describe.each(doors)("%s", (_where, open) => {
  let own: OpenDoor;
  beforeAll(async () => {
    own = await open();
  });
  afterAll(() => own.close());

  it("many requests at once, repeated and overlapping, add up: accepted and duplicates are all that was sent", async () => {
    const requests = Array.from({ length: 60 }, (_, r) =>
      Array.from({ length: 20 }, (_, n) => track(`sum-${(r * 7 + n) % 300}`)),
    );
    const answers = await Promise.all(
      requests.map((batch) => send(own.url, "batch", { batch }, own.writeKey)),
    );
    const total = (pick: "accepted" | "duplicates") =>
      answers.reduce((sum, { answer }) => sum + answer[pick], 0);
    expect(total("accepted")).toBe(300);
    expect(total("accepted") + total("duplicates")).toBe(1200);
    expect(await countRows(own.db, own.ctx.workspaceId)).toMatchObject({ events: 300, pending: 300 });
  });

  it("a repetition within a batch counts once, and the first of them is kept", async () => {
    const batch = [
      { ...track("within"), properties: { n: 1 } },
      { ...track("within"), properties: { n: 2 } },
    ];
    expect((await send(own.url, "batch", { batch }, own.writeKey)).answer).toMatchObject({
      accepted: 1,
      duplicates: 1,
    });
    const { rows } = await own.db.execute(sql`select body from events where message_id = 'within'`);
    expect(rows).toEqual([{ body: { n: 1 } }]);
  });

  it("events without a messageId are each an event of their own", async () => {
    const { messageId: _, ...nameless } = track("");
    expect(
      (await send(own.url, "batch", { batch: [nameless, nameless] }, own.writeKey)).answer,
    ).toMatchObject({ accepted: 2, duplicates: 0 });
  });

  it("core 21: whatever JSON arrives, it is never a 500, the sums are exact and nothing is half-written", async () => {
    let kept = 0;
    const wild = await open();
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof({ weight: 4, arbitrary: anyEvent }, anyJson), { maxLength: 8 }),
        fc.boolean(),
        mostly(fc.constant(null)),
        mostly(fc.constant(null)),
        async (batch, alone, sentAt, context) => {
          const body = alone ? (batch[0] ?? {}) : { batch, sentAt, context };
          const { status, answer } = await send(
            wild.url,
            alone ? "track" : "batch",
            JSON.stringify(body),
            wild.writeKey,
          );
          if (alone) expect([200, 400]).toContain(status);
          else expect(status).toBe(200);
          if (status === 200) {
            expect(answer.accepted + answer.duplicates + answer.rejected.length).toBe(
              alone ? 1 : batch.length,
            );
            kept += answer.accepted;
          }
        },
      ),
      { numRuns: 300 },
    );
    expect(await countRows(wild.db, wild.ctx.workspaceId)).toMatchObject({ events: kept, pending: kept });
    expect(kept).toBeGreaterThan(50);
    await wild.close();
  });
});
