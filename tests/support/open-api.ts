import { once } from "node:events";
import { createServer } from "node:http";
import { vi } from "vitest";
import { createKey } from "@/lib/workspaces/keys/create-key";
import { freshDatabase, testContext } from "@/tests/support/database";

/** The API's routes, loaded once the environment says where the engine is. */
async function loadRoutes() {
  return {
    attribute: await import("@/app/api/v1/attributes/[entity]/[key]/route"),
    attributes: await import("@/app/api/v1/attributes/route"),
    verb: await import("@/app/api/v1/[programmes]/[slug]/[verb]/route"),
    programme: await import("@/app/api/v1/[programmes]/[slug]/route"),
    report: await import("@/app/api/v1/[programmes]/[slug]/report/route"),
    programmes: await import("@/app/api/v1/[programmes]/route"),
    deliveries: await import("@/app/api/v1/deliveries/route"),
    again: await import("@/app/api/v1/deliveries/[id]/send-again/route"),
    integration: await import("@/app/api/v1/integrations/[kind]/route"),
    integrations: await import("@/app/api/v1/integrations/route"),
    key: await import("@/app/api/v1/keys/[id]/route"),
    keys: await import("@/app/api/v1/keys/route"),
    person: await import("@/app/api/v1/people/[id]/route"),
    people: await import("@/app/api/v1/people/route"),
    workspace: await import("@/app/api/v1/workspace/route"),
  };
}

type Handler = (request: Request, segment: { params: Promise<never> }) => Promise<Response>;

interface Asked {
  /** Absent: that of the first workspace; empty: none at all. */
  key?: string;
  params?: object;
  body?: unknown;
  search?: string;
}

/** The API's handlers on a database of their own with two workspaces, and an engine that only listens. */
export async function openApi() {
  const told: string[] = [];
  vi.stubEnv("TRIG_SECRET_KEY", "0123456789abcdef0123456789abcdef");
  const engine = createServer((request, response) => {
    request.on("data", (chunk) => told.push(String(chunk)));
    request.on("end", () => response.end(JSON.stringify({ ids: [], status: 200 })));
  }).listen(0, "127.0.0.1");
  await once(engine, "listening");
  const address = engine.address();
  vi.stubEnv("INNGEST_BASE_URL", `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`);
  vi.stubEnv("INNGEST_EVENT_KEY", "0123456789abcdef");
  vi.stubEnv("INNGEST_SIGNING_KEY", "signkey-test-0123456789abcdef");
  const api = await loadRoutes();
  const { db, close } = await freshDatabase();
  globalThis.trigDatabase = Promise.resolve({ db, close });
  const ctx = await testContext(db);
  const mine = (await createKey(ctx, { kind: "api", name: "Mine", role: "owner" })).key;
  const theirs = (await createKey(await testContext(db), { kind: "api", name: "Theirs", role: "owner" })).key;
  return {
    api,
    db,
    /** The workspace whose key is asked with where none is named. */
    ctx,
    /** Another workspace's key. */
    theirs,
    /** What the engine was sent. */
    told,
    /** Asks one of the handlers as Next would. */
    async ask(handler: unknown, method: string, { key = mine, params = {}, body, search = "" }: Asked = {}) {
      const request = new Request(`http://127.0.0.1:3000/api/v1/x${search}`, {
        method,
        headers: key ? { authorization: `Bearer ${key}` } : {},
        ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
      });
      // The handlers differ in their parameters; which they take is decided by the folder they lie in.
      const response = await (handler as Handler)(request, { params: Promise.resolve(params as never) });
      const text = await response.text();
      return { status: response.status, body: text === "" ? null : JSON.parse(text) };
    },
    async close() {
      vi.unstubAllEnvs();
      globalThis.trigDatabase = undefined;
      engine.close();
      await close();
    },
  };
}

export type OpenApi = Awaited<ReturnType<typeof openApi>>;
