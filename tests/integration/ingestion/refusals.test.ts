import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connect } from "@/db/connect";
import { events, rejectedEvents } from "@/db/schema";
import { errorResponse } from "@/lib/edge/route";
import { acceptEvents } from "@/lib/events/accept";
import { checkEvent } from "@/lib/events/check-event";
import { newId } from "@/lib/ids";
import { findLastArrival } from "@/lib/insights/arrivals/first-arrival";
import { listArrivals } from "@/lib/insights/arrivals/list-arrivals";
import { freePort } from "@/tests/support/postgres";
import { countRows, NOW, type OpenDoor, send } from "./door";
import { doors } from "./doors";

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

  it("core 21: a batch with bad items keeps the good ones and names each bad one by place and field", async () => {
    const good = (messageId: string) => ({ type: "track", messageId, userId: "ada", event: "Done" });
    const text = JSON.stringify({
      batch: [
        good("r1"),
        { ...good("r2"), event: "" },
        good("r3"),
        { ...good("r4"), properties: { note: "a\u0000b" } },
        "nonsense",
        good("r5"),
      ],
    }).replace('"r5"', '"r\\ud800"');
    const response = await post("batch", text);
    expect(response.status).toBe(200);
    const answer = await response.json();
    expect(answer).toMatchObject({ success: true, accepted: 2, duplicates: 0 });
    expect(
      answer.rejected.map(({ index, field }: { index: number; field: string }) => [index, field]),
    ).toEqual([
      [1, "event"],
      [3, "properties.note"],
      [4, "item"],
      [5, "messageId"],
    ]);
    for (const { message } of answer.rejected) expect(message).toMatch(/^[A-Z].*\.$/);
    const noted = await door.db.select().from(rejectedEvents);
    expect(noted.map((row) => row.field).sort()).toEqual(["event", "item", "messageId", "properties.note"]);
    expect(await countRows(door.db, door.ctx.workspaceId)).toEqual({ events: 2, pending: 2, rejected: 4 });
  });

  it.each([
    ["a byte cut out of a character", '"properties":{"t":"caf\xc3"}', "properties.t"],
    ["NaN", '"properties":{"p":NaN}', "properties.p"],
    ["a quote that is missing", '"properties":{"p:1}', "item"],
  ])("core 21: %s in a batch costs its own item alone, packed or not", async (name, broken, field) => {
    const item = (n: number, more: string) =>
      `{"type":"track","messageId":"${name} ${n}","userId":"a","event":"ok",${more}}`;
    const text = (n: number) =>
      `{"batch":[${item(n, '"context":{}')},${item(n + 1, broken)},${item(n + 2, '"x":1')}],"sentAt":"2026-03-02T09:00:00Z"}`;
    const bytes = (n: number) => Buffer.from(text(n), "latin1");
    for (const response of [
      await post("batch", bytes(1)),
      await post("batch", gzipSync(bytes(4)), { "content-encoding": "gzip" }),
    ]) {
      expect(response.status).toBe(200);
      const answer = await response.json();
      expect(answer).toMatchObject({ accepted: 2, rejected: [{ index: 1 }] });
      if (field !== "item") expect(answer.rejected[0].field).toBe(field);
      expect(answer.rejected[0].message).toMatch(/^[A-Z].*\.$/);
    }
    const noted = await door.db.select().from(rejectedEvents);
    expect(noted.filter(({ excerpt }) => excerpt.includes(name))).toHaveLength(2);
  });

  it("no excerpt of what was refused shows a key or a password: kept now, broken, or kept before they were masked", async () => {
    const { key, ctx, db } = { ...door, key: door.writeKey };
    const secret = {
      writeKey: key,
      context: { headers: [{ authorization: "hunter22" }] },
      note: `use ${key}`,
    };
    await send(door.url, "track", { ...secret, event: "masked" }, key);
    await post(
      "batch",
      `{"batch":[{"type":"track","event":"masked","writeKey":"${key}","n":NaN,"password":"hunter22"}]}`,
    );
    const excerpt = `{"event":"masked","writeKey":"${key}","auth":["hunter22`;
    const row = {
      workspaceId: ctx.workspaceId,
      source: "key_1",
      field: "userId",
      sentence: "Nobody.",
      excerpt,
    };
    await db
      .insert(rejectedEvents)
      .values({ ...row, id: newId("rej"), receivedAt: new Date(NOW.getTime() + 1_000) });

    const shown = async (text: string) =>
      (await listArrivals(ctx, { only: "refused", text })).arrivals.flatMap((one) =>
        one.kind === "refused" ? [one.excerpt] : [],
      );
    const found = await shown("masked");
    expect(found).toHaveLength(3);
    expect(found.join()).not.toMatch(/hunter22|trig_write_/);
    expect(await shown("hunter22")).toEqual([]);
    expect(await shown(key.slice(0, 20))).toEqual([]);
    const welcome = (await findLastArrival(ctx, "UTC")).refused.map((one) => one.excerpt);
    expect(welcome.join()).toContain("masked");
    expect(welcome.join()).not.toMatch(/hunter22|trig_write_/);
  });

  it("a list from which PHP took something, and so wrote as an object, is a batch all the same", async () => {
    const item = (messageId: string) => ({ type: "track", messageId, userId: "ada", event: "ok" });
    const batch = { 0: item("php-1"), 2: { ...item("php-2"), event: "" }, 10: item("php-3") };
    const answer = await (await post("batch", JSON.stringify({ batch }))).json();
    expect(answer).toMatchObject({ accepted: 2, rejected: [{ index: 1, field: "event" }] });
    expect((await post("batch", JSON.stringify({ batch: { type: "track", userId: "ada" } }))).status).toBe(
      400,
    );
  });

  it("a single call that is broken is told where", async () => {
    const response = await post("track", '{"userId":"a","event":"ok","properties":{"p":NaN}}');
    expect(response.status).toBe(400);
    expect((await response.json()).error.issues).toEqual([
      { path: "properties.p", message: "NaN is no JSON value: send null, or leave the field out." },
    ]);
  });

  it("numbers beyond 2^53 keep their digits: in traits, properties, the context and as an ID", async () => {
    const large = "820982911946154508";
    const body = `{"batch":[{"type":"identify","messageId":"large-1","userId":${large},"traits":{"account_id":${large}}},
    {"type":"track","messageId":"large-2","userId":"a","event":"ok","properties":{"ids":[${large}]}}],"context":{"groupId":${large}}}`;
    expect(await (await post("batch", body)).json()).toMatchObject({ accepted: 2, rejected: [] });
    const rows = await door.db.select().from(events);
    const [identify, track] = ["large-1", "large-2"].map((id) =>
      rows.find(({ messageId }) => messageId === id),
    );
    expect(identify).toMatchObject({ userId: large, body: { account_id: large } });
    expect(track).toMatchObject({ groupId: large, body: { ids: [large] }, context: { groupId: large } });
  });

  it("an escaped backslash before u0000 is ordinary text", async () => {
    const { answer } = await send(
      door.url,
      "track",
      { userId: "ada", event: "Done", properties: { path: "\\u0000" } },
      door.writeKey,
    );
    expect(answer).toMatchObject({ accepted: 1 });
  });

  it("one bad call alone is a 400 that names the field", async () => {
    const { status, answer } = await send(door.url, "track", { event: "Done" }, door.writeKey);
    expect(status).toBe(400);
    expect(answer.error).toMatchObject({ code: "invalid", issues: [{ path: "userId" }] });
  });

  it("a wrong key, a key of the API and no key at all are 401, and browsers may read why", async () => {
    for (const key of ["wrong", await door.key("api")]) {
      const { status, headers, answer } = await send(door.url, "track", { userId: "u", event: "x" }, key);
      expect(status).toBe(401);
      expect(answer.error.code).toBe("unauthorised");
      expect(headers.get("access-control-allow-origin")).toBe("*");
    }
    expect((await fetch(`${door.url}/v1/track`, { method: "POST", body: "{}" })).status).toBe(401);
  });

  it("core 19: a key used in browsers cannot alias", async () => {
    const { status, answer } = await send(
      door.url,
      "alias",
      { userId: "u", previousId: "v" },
      await door.key("browser"),
    );
    expect(status).toBe(400);
    expect(answer.error.issues[0].path).toBe("type");
  });

  it("what is not JSON, not UTF-8 or not what its Content-Encoding says is 400", async () => {
    expect((await post("track", "hello")).status).toBe(400);
    expect((await post("track", "")).status).toBe(400);
    expect((await post("batch", "[]")).status).toBe(400);
    expect((await post("track", new Uint8Array([0x22, 0xff, 0x22]))).status).toBe(400);
    expect((await post("track", "{}", { "content-encoding": "gzip" })).status).toBe(400);
    expect((await post("track", "{}", { "content-encoding": "br" })).status).toBe(400);
  });

  it("an unknown call is 404", async () => {
    expect((await post("delete", "{}")).status).toBe(404);
    expect((await post("constructor", "{}")).status).toBe(404);
  });

  it("too fast is 429 and says when to come again", async () => {
    const slow = await open({ eventsPerSecond: 10 });
    const batch = Array.from({ length: 30 }, (_, n) => ({
      type: "track",
      messageId: `f${n}`,
      userId: "u",
      event: "x",
    }));
    expect((await send(slow.url, "batch", { batch }, slow.writeKey)).status).toBe(200);
    const refused = await send(slow.url, "batch", { batch }, slow.writeKey);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await countRows(slow.db, slow.ctx.workspaceId)).toMatchObject({ events: 30, pending: 30 });
    await slow.close();
  });

  it("core 21: a database that is away is 503, so that clients send again", async () => {
    const lost = await open();
    await lost.loseDatabase();
    const { status, headers } = await send(lost.url, "track", { userId: "u", event: "x" }, lost.writeKey);
    expect(status).toBe(503);
    expect(headers.get("retry-after")).not.toBeNull();
    await lost.close();
  });
});

it("core 21: while the database is away, every request that waits for the same statement gets a 503", async () => {
  const away = connect({ url: `postgres://trig@127.0.0.1:${await freePort()}/trig` });
  const event = checkEvent(
    { type: "track", userId: "u", event: "x" },
    { receivedAt: NOW, trust: "server", checkText: false, checkSize: false },
  );
  if (!("event" in event)) throw new Error("The event is good.");
  const entrance = { workspaceId: "wsp_1", source: "key_1", trust: "server", receivedAt: NOW } as const;
  const waiting = await Promise.allSettled(
    [1, 2, 3].map(() => acceptEvents(away.db, entrance, [event.event])),
  );
  for (const outcome of waiting) {
    expect(outcome.status === "rejected" && errorResponse(outcome.reason).status).toBe(503);
  }
  await away.close();
});
