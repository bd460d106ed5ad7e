import { afterAll, beforeAll, expect, it } from "vitest";
import { bundleWorker } from "@/tests/support/worker";
import { send } from "./door";
import { openDoorAtEdge } from "./doors";

let door: Awaited<ReturnType<typeof openDoorAtEdge>>;
beforeAll(async () => {
  door = await openDoorAtEdge();
});
afterAll(() => door.close());

const track = (messageId: string) => ({ type: "track", messageId, userId: "ada", event: "Done" });

it("the worker holds no socket driver, no framework, no engine and none of the rules that apply events", async () => {
  const { files, bytes } = await bundleWorker("app/v1/worker.ts");
  const packages = files.flatMap((file) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? []);
  expect(new Set(packages)).toEqual(new Set(["@neondatabase/serverless", "drizzle-orm", "server-only"]));
  const rooms = files.flatMap((file) => /^lib\/(\w+)\//.exec(file)?.[1] ?? []);
  expect(new Set(rooms)).toEqual(new Set(["edge", "events", "workspaces"]));
  expect(bytes).toBeLessThan(600 * 1024);
});

it("a batch is one statement, however many events it has; a test instance's clock is read first, and a known key is not looked up again", async () => {
  await send(door.url, "batch", { batch: [track("first")] }, door.writeKey);
  const before = door.statements.length;
  const batch = Array.from({ length: 500 }, (_, n) => track(`many-${n}`));
  expect((await send(door.url, "batch", { batch }, door.writeKey)).answer).toMatchObject({ accepted: 500 });
  const [clock, insert, ...more] = door.statements.slice(before);
  expect(clock).toContain('from "instance"');
  expect(insert).toContain("insert into events");
  expect(more).toEqual([]);
});

it("the engine is told of new events, once for many requests", async () => {
  await expect.poll(() => door.news.length).toBeGreaterThan(0);
  const before = door.news.length;
  const sent = Array.from({ length: 30 }, (_, n) => track(`often-${n}`));
  await Promise.all(sent.map((event) => send(door.url, "track", event, door.writeKey)));
  await expect.poll(() => door.news.length).toBeGreaterThan(before);
  expect(door.news.length - before).toBeLessThan(sent.length);
  expect(new Set(door.news)).toEqual(new Set([door.ctx.workspaceId]));
});

it("a page of any site may send, and a GET is told which methods there are", async () => {
  const ask = (method: string) =>
    fetch(`${door.url}/v1/track`, { method, headers: { origin: "https://shop.test" } });
  const asked = await ask("OPTIONS");
  expect([asked.status, asked.headers.get("access-control-allow-origin")]).toEqual([
    204,
    "https://shop.test",
  ]);
  const looked = await ask("GET");
  expect([looked.status, looked.headers.get("allow")]).toEqual([405, "POST, OPTIONS"]);
});
