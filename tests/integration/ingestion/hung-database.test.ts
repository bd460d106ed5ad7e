import { sql } from "drizzle-orm";
import { expect, vi } from "vitest";
import type { Db } from "@/db";
import { healthRoute } from "@/lib/edge/health";
import { ingest } from "@/lib/edge/ingestion/ingest";
import { createWaitingRoom } from "@/lib/edge/ingestion/waiting-room";
import { AppError } from "@/lib/errors";
import { acceptEvents } from "@/lib/events/accept";
import { checkEvent } from "@/lib/events/check-event";
import { createKey } from "@/lib/workspaces/keys/create-key";
import { testContext } from "@/tests/support/database";
import { it } from "@/tests/support/fixture";

/** A database that takes every question and never answers, until it is let go. */
function hang(real: Db) {
  const waiting: (() => void)[] = [];
  const execute = (...asked: Parameters<Db["execute"]>) =>
    new Promise((answer, fail) => waiting.push(() => real.execute(...asked).then(answer, fail)));
  const hung = new Proxy(real, { get: (db, name) => (name === "execute" ? execute : Reflect.get(db, name)) });
  return { hung, waiting, letGo: () => waiting.splice(0).map((go) => go()) };
}

const arrival = { receivedAt: new Date(), trust: "server", checkText: true, checkSize: true } as const;
function eventOf(messageId: string) {
  const checked = checkEvent({ type: "track", userId: "ada", event: "Done", messageId }, arrival);
  if ("refusal" in checked) throw new Error(checked.refusal.sentence);
  return checked.event;
}

it("while the database hangs, what waits in line is turned away in time and never kept afterwards; what was asked before is", async ({
  db,
}) => {
  const { workspaceId } = await testContext(db);
  const door = { workspaceId, source: "key", trust: "server", receivedAt: new Date() } as const;
  const { hung, letGo } = hang(db);
  vi.useFakeTimers();
  const keep = (id: string) =>
    acceptEvents(hung, door, [eventOf(id)]).catch(
      (error: unknown) => error instanceof AppError && error.code,
    );
  const underWay = [keep("m1"), keep("m2")];
  const inLine = [keep("m3"), keep("m4"), keep("m3")];
  await vi.advanceTimersByTimeAsync(10_000);
  expect(await Promise.all(inLine)).toEqual(["unavailable", "unavailable", "unavailable"]);
  vi.useRealTimers();
  letGo();
  await Promise.all(underWay);
  const { rows } = await db.execute(
    sql`select message_id from events where workspace_id = ${workspaceId} order by message_id`,
  );
  expect(rows.map((row) => row.message_id)).toEqual(["m1", "m2"]);
});

it("a sender whose key cannot even be looked up hears within seconds that it should send again", async ({
  db,
}) => {
  const ctx = await testContext(db);
  const { key } = await createKey(ctx, { kind: "write", name: "Backend", role: "owner" });
  const never = () => new Promise<never>(() => {});
  vi.useFakeTimers();
  const headers = new Headers({ authorization: `Bearer ${key}` });
  const body = new Blob([JSON.stringify({ userId: "ada", event: "Done" })]).stream();
  const asked = ingest({ method: "POST", url: "http://localhost/v1/track", headers, body }, "track", never);
  await vi.advanceTimersByTimeAsync(1_000);
  await vi.advanceTimersByTimeAsync(9_000);
  const answer = await asked;
  vi.useRealTimers();
  expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "2"]);
});

it("what waits for the database takes a limited part of the memory: further requests are turned away at once", async () => {
  const room = createWaitingRoom(1_000, 60_000);
  let end = () => {};
  const kept = new Promise<string>((done) => {
    end = () => done("kept");
  });
  const slow = room.wait(900, () => kept);
  await expect(room.wait(200, async () => "kept")).rejects.toMatchObject({ code: "unavailable" });
  expect(await room.wait(100, async () => "kept")).toBe("kept");
  end();
  expect(await slow).toBe("kept");
  expect(room.size()).toBe(0);
  expect(await room.wait(5_000, async () => "kept")).toBe("kept");
});

it("whoever asks how the instance is hears within their own limit that the database does not answer", async ({
  db,
  database,
}) => {
  const ask = async (withinMs: number) => {
    const answer = await healthRoute(() => "embedded", withinMs)(
      new Request("http://127.0.0.1:3000/api/health"),
      { params: Promise.resolve({}) },
    );
    return { code: answer.status, ...(await answer.json()) };
  };
  const { hung, letGo } = hang(db);
  globalThis.trigDatabase = Promise.resolve({ ...database, db: hung });
  expect(await ask(20)).toEqual({ code: 503, status: "failing" });
  letGo();
  globalThis.trigDatabase = Promise.resolve(database);
  expect(await ask(20_000)).toEqual({ code: 200, status: "ok" });
  globalThis.trigDatabase = undefined;
});
