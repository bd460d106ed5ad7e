import { sql } from "drizzle-orm";
import { expect } from "vitest";
import { connect, type Db } from "@/db/connect";
import { HOUR_MS } from "@/lib/time";
import { addDelivery, send, test } from "./setting";

const NIGHT = 5_000;

/** Entries of indexes of the ledger, and rows of it without one, that were read so far. */
async function read(db: Db): Promise<number> {
  await db.execute(sql`select pg_stat_force_next_flush()`);
  const { rows } = await db.execute<{ read: number }>(sql`
    select seq_tup_read + (select sum(idx_tup_read)::bigint from pg_stat_user_indexes i where i.relid = t.relid) as read
    from pg_stat_user_tables t where relname = 'deliveries'`);
  return Number(rows[0]?.read);
}

test("a sender does not read through the messages that wait for later, when it sends as when the provider is in trouble", async ({
  ctx,
  job,
  database,
  providers,
}) => {
  // One connection, whose readings are counted.
  const one = connect({ url: database.url, max: 1 });
  const counted = { ...ctx, db: one.db };
  const morning = new Date(ctx.now.getTime() + 12 * HOUR_MS);
  const { id } = await addDelivery(ctx, job, { dueAt: morning });
  await database.db.execute(sql`
    insert into deliveries (id, workspace_id, enrolment_id, programme_id, version, action_id, moment, kind, channel, entity, customer_id,
      person_id, recipient, status, decided_at, due_at, action)
    select id || '-' || n, workspace_id, enrolment_id || '-' || n, programme_id, version, action_id, moment, kind, channel, entity,
      customer_id, person_id, recipient, status, decided_at, due_at, action
    from deliveries, generate_series(1, ${NIGHT}::int) as n where id = ${id}`);
  await database.db.execute(sql`vacuum analyze deliveries`);

  for (let n = 0; n < 3; n++) await addDelivery(ctx, job);
  const before = await read(one.db);
  expect(await send(counted)).toMatchObject({ sent: 3, nextDueAt: morning, more: false });
  const sending = await read(one.db);
  expect(sending - before).toBeGreaterThan(0);
  expect(sending - before).toBeLessThan(200);

  // So many rest after a failed attempt that new ones wait: that is asked at each look.
  providers.resend.faults.always = () => ({ kind: "answer", status: 500, recorded: false });
  for (let n = 0; n < 10; n++) await addDelivery(ctx, job);
  expect(await send(counted)).toMatchObject({ sent: 0 });
  const failing = await read(one.db);
  expect(await send(counted)).toMatchObject({ sent: 0 });
  const looking = await read(one.db);
  expect(looking - failing).toBeGreaterThan(0);
  expect(looking - failing).toBeLessThan(400);
  await one.close();
});
