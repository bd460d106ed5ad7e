import { sql } from "drizzle-orm";
import { connect } from "@/db/connect";
import { embeddedUrl } from "@/db/embedded/folder";
import { businessNow } from "@/lib/workspaces/clock/clock";

const LOOK_EVERY_MS = 200;

/** What has not come to its end, in words; nothing of it should be left when everything is quiet. */
export async function listStuck(dataDir: string): Promise<string[]> {
  const { db, close } = connect({ url: embeddedUrl(dataDir), max: 1 });
  try {
    const now = (await businessNow(db)).toISOString();
    const { rows } = await db.execute<{ what: string; count: number }>(sql`
      select 'delivery ' || status || coalesce(' ' || reason, '') as what, count(*) as count from deliveries
        where status not in ('sent', 'done', 'skipped') group by 1
      union all select 'event not applied', count(*) from pending_events
      union all select 'customer to look at again', count(*) from customer_marks
      union all select 'announcement not handed over', count(*) from announcement_outbox
      union all select 'set aside: ' || refusal, count(*) from set_aside group by 1
      union all select 'walk not finished', count(*) from seeds where finished_at is null
      union all select 'enrolment overdue', count(*) from enrolments where status = 'open' and wake_at <= ${now}::timestamptz
      union all select 'customer overdue for a look', count(*) from watches where due_at <= ${now}::timestamptz
      union all select 'open enrolment without an alarm', count(*) from enrolments e where status = 'open' and wake_at is not null
        and not exists (select from executor_runs r where r.status = 'running' and r.fn_id like '%enrolment'
          and r.events::text like '%' || e.id || '%')
      union all select 'call of the engine', count(*) from executor_jobs`);
    return rows.flatMap(({ what, count }) => (count > 0 ? [`${what}: ${count}`] : []));
  } finally {
    await close();
  }
}

/** Waits until nothing is left to do, and answers with what still is when the time is up. */
export async function untilQuiet(dataDir: string, withinMs: number): Promise<string[]> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const stuck = await listStuck(dataDir).catch((error: unknown) => [String(error)]);
    if (stuck.length === 0 || Date.now() > deadline) return stuck;
    await new Promise((done) => setTimeout(done, LOOK_EVERY_MS));
  }
}
