import "server-only";
import { sql } from "drizzle-orm";
import type { Db } from "@/db";

/** The earliest moment after `now` at which something besides an enrolment's own alarm falls due: a customer to look at again, or a message held for its sending window. */
export async function nextDue(db: Db, now: Date): Promise<Date | null> {
  const after = now.toISOString();
  const { rows } = await db.execute<{ at: string | null }>(sql`
    select least(
      (select min(due_at) from watches where due_at > ${after}::timestamptz),
      (select min(due_at) from deliveries where status = 'waiting' and due_at > ${after}::timestamptz)
    ) as at`);
  return rows[0]?.at ? new Date(rows[0].at) : null;
}

/** Whether anything waits to be applied, looked at or sent right now, or to be sent again within so long (real time). */
export async function hasWork(db: Db, now: Date, withinMs = 0): Promise<boolean> {
  const { rows } = await db.execute<{ busy: boolean }>(sql`
    select exists (select from pending_events) or exists (select from customer_marks) or exists (select from announcement_outbox)
      or exists (select from seeds s join programmes p on p.id = s.programme_id where s.finished_at is null and p.status <> 'paused')
      or exists (select from deliveries where status = 'sending'
        or (status = 'waiting' and due_at <= ${now.toISOString()}::timestamptz
          and coalesce(next_attempt_at, '-infinity') <= clock_timestamp() + ${withinMs} * interval '1 millisecond')) as busy`);
  return rows[0]?.busy ?? false;
}
