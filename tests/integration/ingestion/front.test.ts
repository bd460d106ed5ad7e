import { request } from "node:http";
import { gzipSync } from "node:zlib";
import { afterAll, expect, vi } from "vitest";
import type { Db } from "@/db";
import { frontFor } from "@/lib/edge/ingestion/front";
import { createKey } from "@/lib/workspaces/keys/create-key";
import { testContext } from "@/tests/support/database";
import { it } from "@/tests/support/fixture";
import { countRows } from "./door";
import { serve } from "./serve";

/** One way in, with a workspace of its own, so that neither sees what came by the other. */
interface Way {
  url: string;
  key: string;
  workspaceId: string;
  close(): Promise<void>;
}

let db: Db;
let server: Way;
let route: Way;
it.beforeAll(async ({ database }) => {
  vi.stubEnv("TRIG_SECRET_KEY", "0123456789abcdef0123456789abcdef");
  vi.stubEnv("INNGEST_BASE_URL", "http://127.0.0.1:9");
  vi.stubEnv("INNGEST_EVENT_KEY", "0123456789abcdef");
  vi.stubEnv("INNGEST_SIGNING_KEY", "signkey-test-0123456789abcdef");
  // Nobody listens where news is told to.
  vi.spyOn(console, "warn").mockImplementation(() => {});
  db = database.db;
  globalThis.trigDatabase = Promise.resolve(database);
  const { answerCall } = await import("@/app/v1/answer-call");
  const { POST } = await import("@/app/v1/[call]/route");
  const callOf = (asked: Request) => new URL(asked.url).pathname.slice("/v1/".length);
  const nextRoute = (asked: Request) => POST(asked, { params: Promise.resolve({ call: callOf(asked) }) });
  server = await open(() => serve(nextRoute, frontFor(answerCall)));
  route = await open(() => serve(nextRoute));
});
afterAll(async () => {
  await Promise.all([server.close(), route.close()]);
  globalThis.trigDatabase = undefined;
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

async function open(listen: () => ReturnType<typeof serve>): Promise<Way> {
  const ctx = await testContext(db);
  const { key } = await createKey(ctx, { kind: "write", name: "Backend", role: "owner" });
  return { ...(await listen()), key, workspaceId: ctx.workspaceId };
}

const event = { type: "track", messageId: "m1", userId: "ada", event: "Done" };
const many = (length: number) =>
  JSON.stringify({ batch: Array.from({ length }, (_, n) => ({ ...event, messageId: `m${n}` })) });

interface Asked {
  path: string;
  body?: string | Buffer;
  headers?: Record<string, string | string[]>;
}
const asked: Record<string, Asked> = {
  "one event": { path: "/v1/track", body: JSON.stringify(event) },
  "a letter for a call": { path: "/v1/t?from=here", body: JSON.stringify({ ...event, messageId: "m2" }) },
  packed: { path: "/v1/batch", body: gzipSync(many(3)), headers: { "content-encoding": "gzip" } },
  "sent as text": { path: "/v1/batch", body: many(4), headers: { "content-type": "text/plain" } },
  "in many pieces": { path: "/v1/batch", body: many(900), headers: { "transfer-encoding": "chunked" } },
  "some bad items": { path: "/v1/batch", body: JSON.stringify({ batch: [event, { ...event, event: "" }] }) },
  "not JSON": { path: "/v1/track", body: "hello" },
  nothing: { path: "/v1/track" },
  "too large": { path: "/v1/batch", body: "x".repeat(700 * 1024) },
  "larger than anybody reads": { path: "/v1/batch", body: "x".repeat(6 * 1024 * 1024) },
  "no such call": { path: "/v1/nonsense", body: "{}" },
  "a wrong key": { path: "/v1/track", body: "{}", headers: { authorization: "Bearer wrong" } },
  "another host": { path: "/v1/track", body: "{}", headers: { host: "elsewhere.test" } },
};

/** As sent on the wire: fetch would tidy it up. */
function ask(way: Way, { path, body, headers }: Asked) {
  return new Promise<{ status: number | undefined; type: unknown; origin: unknown; body: unknown }>(
    (answer, fail) => {
      const sent = request(
        `${way.url}${path}`,
        { method: "POST", agent: false, headers: { authorization: `Bearer ${way.key}`, ...headers } },
        async (response) => {
          let text = "";
          for await (const piece of response) text += piece;
          const { "content-type": type, "access-control-allow-origin": origin } = response.headers;
          answer({ status: response.statusCode, type, origin, body: JSON.parse(text) });
        },
      );
      sent.on("error", fail);
      sent.end(body);
    },
  );
}

it.each(Object.entries(asked))("the app's server answers as Next's route does: %s", async (_name, one) => {
  expect(await ask(server, one)).toEqual(await ask(route, one));
});

it("what came either way is kept alike, and a request that breaks off leaves nothing", async () => {
  const before = await countRows(db, server.workspaceId);
  for (const way of [server, route]) {
    const whole = JSON.stringify({ ...event, messageId: "cut off" });
    const cut = request(`${way.url}/v1/track`, {
      method: "POST",
      agent: false,
      headers: { authorization: `Bearer ${way.key}`, "content-length": whole.length + 1 },
    });
    cut.on("error", () => {});
    await new Promise((sent) => cut.write(whole, sent));
    await ask(way, { path: "/v1/track", body: "hello" });
    cut.destroy();
    await ask(way, { path: "/v1/track", body: "hello" });
  }
  const kept = await countRows(db, server.workspaceId);
  expect(kept.events).toBe(before.events);
  expect(await countRows(db, route.workspaceId)).toEqual(kept);
});
