import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Db } from "@/db/connect";
import { HOUR_MS } from "@/lib/time";
import { freshDatabase } from "../../support/database";
import { rowsReadOf } from "../../support/plans";
import { addDelivery, realTimePasses, send, setting, standIns } from "./setting";

const NIGHT = 5_000;

let db: Db;
let url: string;
let closeDatabase: () => Promise<void>;
let providers: Awaited<ReturnType<typeof standIns>>;

beforeAll(async () => {
  ({ db, url, close: closeDatabase } = await freshDatabase());
  providers = await standIns();
});
afterAll(async () => {
  await providers.close();
  await closeDatabase();
});

test("a sender reads none of the messages that wait for later, neither when it sends nor when it looks what is next", async () => {
  const { ctx, job } = await setting(db);
  const morning = new Date(ctx.now.getTime() + 12 * HOUR_MS);
  const { id } = await addDelivery(ctx, job, { dueAt: morning });
  await db.execute(sql`
    insert into deliveries (id, workspace_id, enrolment_id, programme_id, version, action_id, moment, kind, channel, entity, customer_id,
      person_id, recipient, status, decided_at, due_at, action)
    select id || '-' || n, workspace_id, enrolment_id || '-' || n, programme_id, version, action_id, moment, kind, channel, entity,
      customer_id, person_id, recipient, status, decided_at, due_at, action
    from deliveries, generate_series(1, ${NIGHT}::int) as n where id = ${id}`);
  await db.execute(sql`analyze deliveries`);
  const read = await rowsReadOf(url, "deliveries", async (logged) => {
    for (let n = 0; n < 3; n++) await addDelivery(ctx, job);
    expect(await send({ ...ctx, db: logged })).toMatchObject({ sent: 3, nextDueAt: morning, more: false });
  });
  expect(read).toBeGreaterThan(0);
  expect(read).toBeLessThan(100);
  // A provider in trouble is asked about with as little.
  providers.resend.faults.always = () => ({ kind: "answer", status: 500, recorded: false });
  for (let n = 0; n < 10; n++) await addDelivery(ctx, job);
  await send(ctx);
  const again = await rowsReadOf(url, "deliveries", (logged) => send({ ...ctx, db: logged }));
  expect(again).toBeLessThan(200);
  providers.resend.faults.clear();
  await realTimePasses(ctx, 1);
});
