import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type OpenDoor, send } from "./door";
import { doors } from "./doors";

const bomb = gzipSync(Buffer.alloc(50 * 1024 * 1024, "a"));
const done = (n: number) => ({ type: "track", messageId: `ctx-${n}`, userId: "u", event: "x" });

describe.each(doors)("%s", (_where, open) => {
  let door: OpenDoor;
  beforeAll(async () => {
    door = await open();
  });
  afterAll(() => door.close());

  const post = (call: string, body: BodyInit, headers: Record<string, string> = {}) =>
    fetch(`${door.url}/v1/${call}`, {
      method: "POST",
      headers: { authorization: `Bearer ${door.writeKey}`, ...headers },
      body,
    });

  it("too large is 413: a request, an event alone, and a small packed body that would become huge", async () => {
    const large = (bytes: number) =>
      JSON.stringify({ userId: "u", event: "x", properties: { text: "x".repeat(bytes) } });
    expect((await post("batch", large(600 * 1024))).status).toBe(413);
    expect((await post("track", large(40 * 1024))).status).toBe(413);
    expect(bomb.length).toBeLessThan(100 * 1024);
    expect((await post("batch", bomb, { "content-encoding": "gzip" })).status).toBe(413);
  });

  it("a request that does not say how long it is gets no further than the limit", async () => {
    const endless = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(64 * 1024).fill(0x61)),
    });
    const response = await fetch(`${door.url}/v1/batch`, {
      method: "POST",
      body: endless,
      duplex: "half",
    } as RequestInit);
    expect(response.status).toBe(413);
  });

  it("a large event in a batch is refused alone", async () => {
    const event = (messageId: string, bytes: number) => ({
      type: "track",
      messageId,
      userId: "u",
      event: "x",
      properties: { text: "ä".repeat(bytes / 2) },
    });
    const { status, answer } = await send(
      door.url,
      "batch",
      { batch: [event("l1", 100), event("l2", 40_000), event("l3", 30_000)] },
      door.writeKey,
    );
    expect(status).toBe(200);
    expect(answer).toMatchObject({ accepted: 2, rejected: [{ index: 1, field: "item" }] });
  });

  it.each([
    ["a zero character", String.raw`{"page":{"title":"\u0000"}}`, "context.page.title"],
    ["half a surrogate pair", String.raw`{"x":"\ud800"}`, "context.x"],
    ["nesting without end", `${'{"x":'.repeat(20)}1${"}".repeat(20)}`, /^context\.x/],
    ["more than every event may carry", JSON.stringify({ x: "x".repeat(5_000) }), "context"],
  ])("a batch whose common context holds %s is refused by that field", async (_, context, field) => {
    const response = await post("batch", `{"batch":[${JSON.stringify(done(1))}],"context":${context}}`);
    expect(response.status).toBe(200);
    const [refused] = (await response.json()).rejected;
    expect(refused.field).toMatch(field);
    expect(refused.message).toMatch(/^[A-Z].*\.$/);
  });

  it("what a batch says of all its events counts for the size of each", async () => {
    const properties = { text: "x".repeat(31_000) };
    const batch = { batch: [{ ...done(2), properties }, done(3)], context: { x: "x".repeat(3_000) } };
    const { answer } = await send(door.url, "batch", batch, door.writeKey);
    expect(answer).toMatchObject({ accepted: 1, rejected: [{ index: 0, field: "item" }] });
  });

  it("a large context is not copied into each of many events", async () => {
    const batch = Array.from({ length: 1_500 }, (_, n) => done(n));
    const context = { x: "x".repeat(380_000) };
    const { status, answer } = await send(door.url, "batch", { batch, context }, door.writeKey);
    expect(status).toBe(200);
    expect(answer.accepted).toBe(0);
    expect(answer.rejected).toHaveLength(1_500);
  });
});
