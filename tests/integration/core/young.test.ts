import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openCore } from "@/tests/support/core";

let core: Awaited<ReturnType<typeof openCore>>;
beforeAll(async () => {
  core = await openCore();
});
afterAll(() => core.close());

test("once a young workspace has grown, the database knows which index finds one address", async () => {
  const person = (n: number) => ({
    type: "identify",
    userId: `u${n}`,
    traits: { email: `u${n}@acme.test` },
  });
  await core.say(Array.from({ length: 400 }, (_, n) => person(n)));
  await core.settle();
  const tables = await core.rows<{ relname: string; reltuples: number }>(sql`
    select relname, reltuples from pg_class where relname in ('people', 'identities') order by relname`);
  expect(tables).toEqual([
    { relname: "identities", reltuples: 400 },
    { relname: "people", reltuples: 400 },
  ]);
  const plan = await core.rows<{ "QUERY PLAN": string }>(sql`
    explain select p.id from people p
    where p.workspace_id = ${core.ctx().workspaceId} and p.email = 'u7@acme.test' and p.merged_into is null
    order by p.email_since, p.id limit 1`);
  expect(plan.map((line) => line["QUERY PLAN"]).join("\n")).toContain("people_address");
});
