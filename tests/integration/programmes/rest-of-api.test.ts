import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { attributes, deliveries } from "@/db/schema";
import { createKey } from "@/lib/workspaces/keys/create-key";
import { testContext } from "@/tests/support/database";
import { type OpenApi, openApi } from "@/tests/support/open-api";
import { decide, nudge, putIn, signUp } from "./support";

let api: OpenApi["api"];
let ask: OpenApi["ask"];
let ctx: OpenApi["ctx"];
let db: OpenApi["db"];
let theirs: OpenApi["theirs"];
let told: OpenApi["told"];
let personId: string;
let close: () => Promise<void>;
beforeAll(async () => {
  const open = await openApi();
  ({ api, ask, ctx, db, theirs, told } = open);
  close = open.close;
  [personId = ""] = await signUp(open.ctx, 1, { created_at: "2026-03-01T00:00:00.000Z", first_name: "Ada" });
});
afterAll(() => close());

const job = (slug = "onboarding-nudge") => ({ programmes: "jobs", slug });

describe("the API of deliveries", () => {
  it("sends again what did not go, what may arrive twice only if that is accepted, and nobody else's", async () => {
    const ctx = await testContext(db);
    const { key } = await createKey(ctx, { kind: "api", name: "Sender", role: "owner" });
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

  it("tells what a type would make of the values, and changes it", async () => {
    const seen = {
      entity: "person" as const,
      key: "score",
      kind: "ingested" as const,
      owner: "source" as const,
    };
    const row = {
      ...seen,
      id: "att_score",
      workspaceId: ctx.workspaceId,
      type: "text" as const,
      source: "test",
    };
    await db.insert(attributes).values({ ...row, lastSeenAt: ctx.now });
    await signUp(ctx, 1, { score: "12" });
    await signUp(ctx, 1, { score: "high" });
    const params = { entity: "people", key: "score" };
    expect((await ask(api.attributes.GET, "GET")).body.attributes).toMatchObject([{ ...seen, type: "text" }]);
    expect(await ask(api.attribute.GET, "GET", { params, search: "?type=number" })).toMatchObject({
      status: 200,
      body: {
        type: "text",
        preview: { fit: 1, doNotFit: 1, misfits: [{ value: "high", customers: 1 }] },
      },
    });
    expect(await ask(api.attribute.PUT, "PUT", { params, body: { type: "number" } })).toMatchObject({
      status: 200,
      body: { key: "score", type: "number", looksAgain: [] },
    });
    for (const body of [{}, { type: "money" }, { type: "number", more: 1 }])
      expect(await ask(api.attribute.PUT, "PUT", { params, body })).toMatchObject({ status: 400 });
    for (const other of [
      { entity: "people", key: "nothing" },
      { entity: "jobs", key: "score" },
    ])
      expect(await ask(api.attribute.PUT, "PUT", { params: other, body: { type: "text" } })).toMatchObject({
        status: 404,
      });
    expect(await ask(api.attribute.GET, "GET", { key: theirs, params })).toMatchObject({ status: 404 });
  });

  it("changes the workspace and reads people and deliveries", async () => {
    const changed = await ask(api.workspace.PUT, "PUT", { body: { timezone: "Europe/Stockholm" } });
    expect(changed).toMatchObject({ status: 200, body: { timezone: "Europe/Stockholm" } });
    expect(await ask(api.workspace.PUT, "PUT", { body: { timezone: "Nowhere" } })).toMatchObject({
      status: 400,
    });
    expect(await ask(api.workspace.PUT, "PUT", { body: { timezone: "PST" } })).toMatchObject({
      status: 400,
      body: {
        error: {
          issues: [
            { path: "timezone", message: expect.stringContaining("Did you mean America/Los_Angeles?") },
          ],
        },
      },
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
