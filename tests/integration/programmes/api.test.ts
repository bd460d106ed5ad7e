import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createKey } from "@/lib/workspaces/keys/create-key";
import { testContext } from "@/tests/support/database";
import { all, arm, branch, days, has, message, wait } from "@/tests/support/jobs";
import { type OpenApi, openApi } from "@/tests/support/open-api";
import { type Json, nudge, readJob, signUp } from "./support";

let api: OpenApi["api"];
let ask: OpenApi["ask"];
let db: OpenApi["db"];
let theirs: OpenApi["theirs"];
let told: OpenApi["told"];
let close: () => Promise<void>;
beforeAll(async () => {
  const open = await openApi();
  ({ api, ask, db, theirs, told } = open);
  close = open.close;
  await signUp(open.ctx, 1, { created_at: "2026-03-01T00:00:00.000Z", first_name: "Ada" });
});
afterAll(() => close());

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

  it("takes a branch as deep as one may stand, publishes it, and answers with what was sent; nesting without end is refused", async () => {
    const params = job("branched");
    const pro = all(has("plan", { op: "is", value: "pro" }));
    const nested = (deep: number, inside: Json[]): Json[] =>
      deep === 0
        ? inside
        : [branch(`b${deep}`, [arm(`a${deep}`, pro, nested(deep - 1, inside), { name: "Pro" })])];
    const steps = [...nested(4, [message("deep", { when: pro })]), wait("w", days(1))];
    const body = { ...nudge(), steps, autoExit: { ...days(5), from: "last_step" } };
    expect(await ask(api.programme.PUT, "PUT", { params, body })).toMatchObject({ status: 200 });
    const { body: shown } = await ask(api.programme.GET, "GET", { params });
    expect(shown.definition).toEqual(body);
    expect(shown.words.steps).toContain("  Pro: if the customer's plan is pro:");
    expect(shown.words.exit[0]).toBe("Exits 5 days after the last step.");
    const published = await ask(api.verb.POST, "POST", {
      params: { ...params, verb: "publish" },
      body: { mode: "from_now_on" },
    });
    expect(published).toMatchObject({ status: 200, body: { version: 1 } });
    expect(await ask(api.programme.PUT, "PUT", { params, body: shown })).toMatchObject({ status: 200 });
    const endless = `{"steps":${'[{"arms":'.repeat(10_000)}[]${"}]".repeat(10_000)}}`;
    const refused = await ask(api.programme.PUT, "PUT", { params, body: endless });
    expect([refused.status, JSON.stringify(refused.body)]).toEqual([
      400,
      expect.stringContaining("40 levels deep"),
    ]);
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
    const key = (await createKey(await testContext(db), { kind: "api", name: "Analyst", role: "owner" })).key;
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
  await ask(api.programme.PUT, "PUT", { params: job("kept"), body: nudge() });
  for (const body of [undefined, {}])
    expect(await ask(api.programme.PUT, "PUT", { params: job("kept"), body })).toMatchObject({
      status: 400,
      body: { error: { code: "invalid" } },
    });
  const kept = await ask(api.programme.GET, "GET", { params: job("kept") });
  expect(kept.body.definition.name).toBe(nudge().name);
});
