import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connect } from "@/db/connect";
import { listRefused } from "@/lib/insights/list-refused";
import { testContext } from "../../support/database";
import { NOW, openDoor, send } from "../ingestion/door";

let door: Awaited<ReturnType<typeof openDoor>>;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.close());

test("what was refused can be seen: when, by which key, which field, why and how it began", async () => {
  const bad = { type: "track", userId: "ada", event: "" };
  await send(door.url, "batch", { batch: [bad, { ...bad, event: "Done" }] }, door.writeKey);
  expect(await listRefused(door.ctx)).toMatchObject([
    {
      receivedAt: NOW,
      source: "write",
      field: "event",
      sentence: "A track call needs the name of what happened.",
      excerpt: JSON.stringify(bad),
    },
  ]);
  expect(await listRefused(await testContext(door.db))).toEqual([]);
});

test("the newest stand first, and are found without reading all of them", async () => {
  await door.db.execute(sql`
    insert into rejected_events (id, workspace_id, source, field, sentence, excerpt, received_at)
    select 'rej_' || n, ${door.ctx.workspaceId}, 'gone', 'userId', 'It is bad.', '{}', ${NOW.toISOString()}::timestamptz + n * interval '1 second'
    from generate_series(1, 20000) n`);
  await door.db.execute(sql`analyze rejected_events`);
  const one = connect({ url: door.databaseUrl, max: 1 });
  const scans = async () => {
    await one.db.execute(sql`select pg_stat_force_next_flush()`);
    const { rows } = await one.db.execute(
      sql`select seq_scan from pg_stat_user_tables where relname = 'rejected_events'`,
    );
    return rows;
  };
  const before = await scans();
  const found = await listRefused({ ...door.ctx, db: one.db });
  expect(await scans()).toEqual(before);
  await one.close();
  expect(found).toHaveLength(20);
  expect(found[0]).toMatchObject({ id: "rej_20000", source: "gone" });
});
