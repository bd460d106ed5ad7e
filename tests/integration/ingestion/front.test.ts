import { request } from "node:http";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, it } from "vitest";
import { countRows, openDoor } from "./door";

type Door = Awaited<ReturnType<typeof openDoor>>;

let server: Door;
let route: Door;
beforeAll(async () => {
  [server, route] = await Promise.all([openDoor(), openDoor({ isRoute: true })]);
});
afterAll(() => Promise.all([server.close(), route.close()]));

const event = { type: "track", messageId: "m1", userId: "ada", event: "Done" };
const many = (length: number) =>
  JSON.stringify({ batch: Array.from({ length }, (_, n) => ({ ...event, messageId: `m${n}` })) });

const asked: Record<string, { path: string; body?: string | Buffer; headers?: Record<string, string> }> = {
  "one event": { path: "/v1/track", body: JSON.stringify(event) },
  "a letter for a call": { path: "/v1/t?from=here", body: JSON.stringify({ ...event, messageId: "m2" }) },
  packed: { path: "/v1/batch", body: gzipSync(many(3)), headers: { "content-encoding": "gzip" } },
  "sent as text": { path: "/v1/batch", body: many(4), headers: { "content-type": "text/plain" } },
  "in many pieces": { path: "/v1/batch", body: many(900), headers: { "transfer-encoding": "chunked" } },
  "some bad items": { path: "/v1/batch", body: JSON.stringify({ batch: [event, { ...event, event: "" }] }) },
  "not JSON": { path: "/v1/track", body: "hello" },
  nothing: { path: "/v1/track" },
  "too large": { path: "/v1/batch", body: "x".repeat(700 * 1024) },
  "no such call": { path: "/v1/nonsense", body: "{}" },
  "a wrong key": { path: "/v1/track", body: "{}", headers: { authorization: "Bearer wrong" } },
};

/** As sent on the wire: fetch would tidy it up. */
function ask(door: Door, { path, body, headers }: (typeof asked)[string]) {
  return new Promise<{ status: number | undefined; headers: NodeJS.Dict<string | string[]>; body: unknown }>(
    (answer, fail) => {
      const sent = request(
        `${door.url}${path}`,
        { method: "POST", headers: { authorization: `Bearer ${door.writeKey}`, ...headers } },
        async (response) => {
          const { date, "content-length": length, "transfer-encoding": coding, ...rest } = response.headers;
          let text = "";
          for await (const piece of response) text += piece;
          answer({ status: response.statusCode, headers: rest, body: JSON.parse(text) });
        },
      );
      sent.on("error", fail);
      sent.end(body);
    },
  );
}

it.each(Object.entries(asked))("the app's server answers as Next's route does: %s", async (_name, one) => {
  const answer = await ask(server, one);
  expect(answer).toEqual(await ask(route, one));
  expect(answer.headers["access-control-allow-origin"]).toBe("*");
});

it("what was sent to either is kept alike, and a request that breaks off leaves nothing", async () => {
  for (const door of [server, route]) {
    const cut = request(`${door.url}/v1/batch`, {
      method: "POST",
      headers: { authorization: `Bearer ${door.writeKey}`, "content-length": "1000" },
    });
    cut.on("error", () => {});
    await new Promise((sent) => cut.write('{"batch":[', sent));
    cut.destroy();
  }
  const kept = await countRows(server.db, server.ctx.workspaceId);
  expect(kept).toEqual({ events: 900, pending: 900, rejected: 1 });
  expect(await countRows(route.db, route.ctx.workspaceId)).toEqual(kept);
});
