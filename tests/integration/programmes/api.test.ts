import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Db } from "@/db";
import { deliveries } from "@/db/schema";
import { createKey } from "@/lib/workspaces/create-key";
import { freshDatabase, testContext } from "../../support/database";
import { decide, nudge, putIn, readJob, signUp } from "./support";

/** The API's routes, loaded once the environment says where the engine is. */
async function loadRoutes() {
  return {
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

let api: Awaited<ReturnType<typeof loadRoutes>>;
const told: string[] = [];
let engine: Server;
let db: Db;
let close: () => Promise<void>;
let mine: string;
let theirs: string;
let personId: string;
beforeAll(async () => {
  vi.stubEnv("TRIG_SECRET_KEY", "0123456789abcdef0123456789abcdef");
  engine = createServer((request, response) => {
    request.on("data", (chunk) => told.push(String(chunk)));
    request.on("end", () => response.end(JSON.stringify({ ids: [], status: 200 })));
  }).listen(0, "127.0.0.1");
  await once(engine, "listening");
  const address = engine.address();
  vi.stubEnv("INNGEST_BASE_URL", `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`);
  vi.stubEnv("INNGEST_EVENT_KEY", "0123456789abcdef");
  vi.stubEnv("INNGEST_SIGNING_KEY", "signkey-test-0123456789abcdef");
  api = await loadRoutes();
  ({ db, close } = await freshDatabase());
  globalThis.trigDatabase = Promise.resolve({ db, close });
  const ctx = await testContext(db);
  [personId = ""] = await signUp(ctx, 1, { created_at: "2026-03-01T00:00:00.000Z", first_name: "Ada" });
  mine = (await createKey(ctx, { kind: "api", name: "Mine" })).key;
  theirs = (await createKey(await testContext(db), { kind: "api", name: "Theirs" })).key;
});
afterAll(async () => {
  vi.unstubAllEnvs();
  globalThis.trigDatabase = undefined;
  engine.close();
  await close();
});

/** Asks one of the API's handlers as Next would. */
async function ask(
  handler: unknown,
  method: string,
  options: { key?: string; params?: object; body?: unknown; search?: string } = {},
) {
  const bearer = options.key ?? mine;
  const request = new Request(`http://127.0.0.1:3000/api/v1/x${options.search ?? ""}`, {
    method,
    headers: bearer ? { authorization: `Bearer ${bearer}` } : {},
    ...(options.body === undefined
      ? {}
      : { body: typeof options.body === "string" ? options.body : JSON.stringify(options.body) }),
  });
  // The handlers differ in their parameters; which they take is decided by the folder they lie in.
  const response = await (handler as Handler)(request, {
    params: Promise.resolve((options.params ?? {}) as never),
  });
  const text = await response.text();
  return { status: response.status, body: text === "" ? null : JSON.parse(text) };
}
const job = (slug = "onboarding-nudge") => ({ programmes: "jobs", slug });

describe("the API of jobs", () => {
  it("saves, shows, publishes, pauses, resumes and archives a job", async () => {
    const saved = await ask(api.programme.PUT, "PUT", { params: job(), body: nudge() });
    expect(saved).toMatchObject({ status: 200, body: { status: "draft", created: true } });
    expect(await ask(api.programme.GET, "GET", { params: job() })).toMatchObject({
      status: 200,
      body: {
        slug: "onboarding-nudge",
        matchesNow: 1,
        definition: nudge(),
        words: { goal: [expect.stringContaining("Project Created")] },
      },
    });
    const act = (name: string, body?: unknown) =>
      ask(api.verb.POST, "POST", { params: { ...job(), verb: name }, body });
    expect(await act("publish", { mode: "first", first: 1 })).toMatchObject({
      status: 200,
      body: { version: 1, matchesNow: 1 },
    });
    expect(await act("open-to-all")).toMatchObject({ status: 200 });
    expect(await act("pause")).toMatchObject({ status: 200, body: { inFlight: 0 } });
    expect(await act("resume")).toMatchObject({ status: 200, body: { released: 0 } });
    expect(await ask(api.programmes.GET, "GET", { params: { programmes: "jobs" } })).toMatchObject({
      body: {
        jobs: [{ slug: "onboarding-nudge", status: "live", entered: 0, open: 0, completed: 0, exited: 0 }],
      },
    });
    await vi.waitFor(() => expect(told.join()).toContain("trig/seed"));
    expect(await act("archive")).toMatchObject({ status: 200, body: { ended: 0 } });
    expect(await act("publish")).toMatchObject({ status: 409 });
    expect(await act("explode")).toMatchObject({ status: 404 });
  });

  it("saves a draft with problems and refuses to publish it, with every error", async () => {
    const params = job("broken");
    const saved = await ask(api.programme.PUT, "PUT", { params, body: readJob("fixtures/jobs/broken.json") });
    expect(saved.status).toBe(200);
    const errors = saved.body.problems.filter(({ severity }: { severity: string }) => severity === "error");
    const refused = await ask(api.verb.POST, "POST", { params: { ...params, verb: "publish" } });
    expect(refused).toMatchObject({ status: 422, body: { error: { code: "invalid", issues: errors } } });
    const unknown = await ask(api.verb.POST, "POST", {
      params: { ...params, verb: "publish" },
      body: { mod: "first" },
    });
    expect(unknown.status).toBe(422);
  });

  it("answers what is no JSON, no object or no known address with a sentence, never a 500", async () => {
    expect(await ask(api.programme.PUT, "PUT", { params: job("x"), body: "{" })).toMatchObject({
      status: 400,
    });
    expect(await ask(api.programme.PUT, "PUT", { params: job("x"), body: [] })).toMatchObject({
      status: 400,
    });
    expect(await ask(api.programme.PUT, "PUT", { params: job("X!"), body: nudge() })).toMatchObject({
      status: 400,
    });
    expect(
      await ask(api.programme.PUT, "PUT", { params: job("x"), body: '{"name":"\\u0000"}' }),
    ).toMatchObject({
      status: 400,
    });
    expect(await ask(api.programmes.GET, "GET", { params: { programmes: "campaigns" } })).toMatchObject({
      status: 404,
    });
    expect(await ask(api.programme.GET, "GET", { params: job("nowhere") })).toMatchObject({ status: 404 });
  });

  it("reports how a job fares, of one version or of all, as far back as asked, and says what it does not know", async () => {
    const key = (await createKey(await testContext(db), { kind: "api", name: "Analyst" })).key;
    const params = job();
    const read = (search = "", as = key) => ask(api.report.GET, "GET", { key: as, params, search });
    await ask(api.programme.PUT, "PUT", { key, params, body: nudge() });
    expect(await read("?version=1")).toMatchObject({ status: 400, body: { error: { code: "invalid" } } });
    const verb = { ...params, verb: "publish" };
    const published = await ask(api.verb.POST, "POST", { key, params: verb, body: { mode: "from_now_on" } });
    expect(published.status).toBe(200);
    expect(await read("?version=1&range=90d")).toMatchObject({
      status: 200,
      body: {
        slug: "onboarding-nudge",
        version: 1,
        figures: { entered: 0, open: 0, completed: 0, exited: 0 },
        completionRate: null,
        overTime: { range: "90d", unit: "week", zone: "UTC" },
        timeToCompletion: { confidence: "too_few", medianMs: null },
        versions: [{ version: 1, entered: 0 }],
      },
    });
    expect(await read()).toMatchObject({ status: 200, body: { version: null } });
    for (const search of ["?version=2", "?version=one", "?version=", "?range=2y", "?range="])
      expect(await read(search)).toMatchObject({ status: 400, body: { error: { code: "invalid" } } });
    expect(await read("", theirs)).toMatchObject({ status: 404 });
  });

  it("serves behaviours by the same code", async () => {
    const params = { programmes: "behaviours", slug: "first-invoice" };
    const saved = await ask(api.programme.PUT, "PUT", {
      params,
      body: readJob("fixtures/jobs/first-invoice-behaviour.json"),
    });
    expect(saved).toMatchObject({ status: 200, body: { kind: "behaviour" } });
  });
});

it("a draft is not emptied by a body that was left out", async () => {
  await ask(api.programme.PUT, "PUT", { key: mine, params: job("kept"), body: nudge() });
  for (const body of [undefined, {}])
    expect(await ask(api.programme.PUT, "PUT", { key: mine, params: job("kept"), body })).toMatchObject({
      status: 400,
      body: { error: { code: "invalid" } },
    });
  const kept = await ask(api.programme.GET, "GET", { key: mine, params: job("kept") });
  expect(kept.body.definition.name).toBe(nudge().name);
});

describe("the API of deliveries", () => {
  it("sends again what did not go, what may arrive twice only if that is accepted, and nobody else's", async () => {
    const ctx = await testContext(db);
    const { key } = await createKey(ctx, { kind: "api", name: "Sender" });
    await ask(api.programme.PUT, "PUT", { key, params: job(), body: nudge() });
    const verb = { ...job(), verb: "publish" };
    // Nobody writes to everybody by leaving a word out.
    expect(await ask(api.verb.POST, "POST", { key, params: verb })).toMatchObject({ status: 422 });
    const published = await ask(api.verb.POST, "POST", { key, params: verb, body: { mode: "everyone" } });
    const [ada = ""] = await signUp(ctx, 1);
    const id = await decide(
      ctx,
      published.body.id,
      await putIn(ctx, published.body.id, ada),
      "waiting",
      "welcome",
    );
    const decided = async (search: string) =>
      (await ask(api.deliveries.GET, "GET", { key, search })).body.deliveries.length;
    expect(await decided("?from=2001-01-01T00:00:00Z")).toBe(1);
    expect(await decided("?before=2001-01-01T00:00:00Z")).toBe(0);
    const again = (body?: unknown, as = key) =>
      ask(api.again.POST, "POST", { key: as, params: { id }, body });
    expect(await again()).toMatchObject({ status: 409, body: { error: { code: "conflict" } } });
    await db
      .update(deliveries)
      .set({ status: "unconfirmed", reason: "unconfirmed" })
      .where(eq(deliveries.id, id));
    expect(await again()).toMatchObject({ status: 409 });
    expect(await again({ mayArriveTwice: true }, theirs)).toMatchObject({ status: 404 });
    expect(await again({ twice: true })).toMatchObject({ status: 400 });
    told.length = 0;
    expect(await again({ mayArriveTwice: true })).toEqual({ status: 200, body: { status: "waiting" } });
    await vi.waitFor(() => expect(told.join()).toContain("trig/deliveries.due"));
  });
});

describe("who may use the API", () => {
  it("is whoever holds an API key", async () => {
    expect(await ask(api.keys.GET, "GET", { key: "trig_api_unknown-key-of-nobody" })).toMatchObject({
      status: 401,
    });
    expect(await ask(api.keys.GET, "GET", { key: "" })).toMatchObject({ status: 401 });
    const write = await ask(api.keys.POST, "POST", { body: { kind: "write", name: "Backend" } });
    expect(await ask(api.keys.GET, "GET", { key: write.body.key })).toMatchObject({ status: 401 });
  });

  it("sees its own workspace only", async () => {
    await ask(api.programme.PUT, "PUT", { params: job("secret"), body: nudge() });
    const made = await ask(api.keys.POST, "POST", { body: { kind: "api", name: "Second" } });
    const asThem = { key: theirs };
    expect(await ask(api.programme.GET, "GET", { ...asThem, params: job("secret") })).toMatchObject({
      status: 404,
    });
    expect(await ask(api.key.DELETE, "DELETE", { ...asThem, params: { id: made.body.id } })).toMatchObject({
      status: 404,
    });
    expect(await ask(api.person.GET, "GET", { ...asThem, params: { id: personId } })).toMatchObject({
      status: 404,
    });
    expect((await ask(api.people.GET, "GET", asThem)).body.people).toEqual([]);
    expect(
      (await ask(api.programmes.GET, "GET", { ...asThem, params: { programmes: "jobs" } })).body.jobs,
    ).toEqual([]);
    expect(await ask(api.key.DELETE, "DELETE", { params: { id: made.body.id } })).toEqual({
      status: 204,
      body: null,
    });
    expect(await ask(api.keys.GET, "GET", { key: made.body.key })).toMatchObject({ status: 401 });
  });
});

describe("the rest of the API", () => {
  it("takes secrets and never gives them back", async () => {
    const body = { secret: "xoxb-very-secret", config: { requestsPerSecond: 3 } };
    const saved = await ask(api.integration.PUT, "PUT", { params: { kind: "slack" }, body });
    const listed = await ask(api.integrations.GET, "GET");
    expect(listed.body.integrations).toMatchObject([{ kind: "slack", name: "default", hasSecret: true }]);
    expect(JSON.stringify([saved, listed])).not.toContain("xoxb");
    const wrong = await ask(api.integration.PUT, "PUT", {
      params: { kind: "slack" },
      body: { config: { requestsPerSecond: "many" } },
    });
    expect(wrong).toMatchObject({
      status: 400,
      body: { error: { issues: [{ path: "config.requestsPerSecond" }] } },
    });
    expect(await ask(api.integration.PUT, "PUT", { params: { kind: "fax" }, body: {} })).toMatchObject({
      status: 404,
    });
  });

  it("changes the workspace and reads people and deliveries", async () => {
    const changed = await ask(api.workspace.PUT, "PUT", { body: { timezone: "Europe/Stockholm" } });
    expect(changed).toMatchObject({ status: 200, body: { timezone: "Europe/Stockholm" } });
    expect(await ask(api.workspace.PUT, "PUT", { body: { timezone: "Nowhere" } })).toMatchObject({
      status: 400,
    });
    expect((await ask(api.people.GET, "GET", { search: "?search=ada" })).body.people).toMatchObject([
      { id: personId },
    ]);
    expect(await ask(api.person.GET, "GET", { params: { id: personId } })).toMatchObject({
      status: 200,
      body: { id: personId },
    });
    expect(await ask(api.deliveries.GET, "GET")).toMatchObject({ status: 200, body: { deliveries: [] } });
    for (const search of ["?status=eaten", "?from=yesterday"])
      expect(await ask(api.deliveries.GET, "GET", { search })).toMatchObject({
        status: 400,
        body: { error: { issues: [{ path: search.slice(1).split("=")[0] }] } },
      });
  });
});
