import { afterAll, describe, expect } from "vitest";
import { healthRoute } from "@/lib/edge/health";
import { ensureInstance } from "@/lib/workspaces/clock/clock";
import { createKey } from "@/lib/workspaces/keys/create-key";
import { testContext } from "../../support/database";
import { it } from "../../support/fixture";

const ask = async (key?: string) => {
  const headers: HeadersInit = key ? { authorization: `Bearer ${key}` } : {};
  const request = new Request("http://127.0.0.1:3000/api/health", { headers });
  const answer = await healthRoute(() => "embedded")(request, { params: Promise.resolve({}) });
  return { status: answer.status, cache: answer.headers.get("cache-control"), body: await answer.json() };
};

describe("what monitors are told", () => {
  const keys: string[] = [];

  it.beforeAll(async ({ database }) => {
    await ensureInstance(database.db, "live");
    globalThis.trigDatabase = Promise.resolve(database);
    for (const name of ["Mine", "Theirs"]) {
      const ctx = await testContext(database.db);
      keys.push((await createKey(ctx, { kind: "api", name, role: "viewer" })).key);
    }
  });
  afterAll(() => {
    globalThis.trigDatabase = undefined;
  });

  it("is the status alone without a key: no workspace, no sentence, no engine", async () => {
    expect(await ask()).toEqual({ status: 200, cache: "no-store", body: { status: "ok" } });
  });

  it("is the whole with an API key, of the key's own workspace and no other", async () => {
    const { body } = await ask(keys[0]);
    expect(body).toMatchObject({ status: "ok", engine: "embedded", database: "ok" });
    expect(body.workspaces).toHaveLength(1);
    const [mine] = body.workspaces;
    const [theirs] = (await ask(keys[1])).body.workspaces;
    expect(mine.workspace).not.toBe(theirs.workspace);
  });

  it("is nothing for a key that is unknown or only sends events", async ({ ctx }) => {
    const { key } = await createKey(ctx, { kind: "write", name: "Backend", role: "viewer" });
    for (const wrong of [key, "trig_api_made_up_0123456789"])
      expect(await ask(wrong)).toMatchObject({ status: 401, body: { error: { code: "unauthorised" } } });
  });

  it("is failing, without the database's words, while the database is away, also for a key", async () => {
    const before = globalThis.trigDatabase;
    const refused = Object.assign(new Error("connect ECONNREFUSED /srv/secret.sock"), {
      code: "ECONNREFUSED",
    });
    for (const key of [undefined, keys[0]]) {
      globalThis.trigDatabase = Promise.reject(refused);
      globalThis.trigDatabase.catch(() => undefined);
      expect(await ask(key)).toEqual({ status: 503, cache: "no-store", body: { status: "failing" } });
    }
    globalThis.trigDatabase = before;
  });
});
