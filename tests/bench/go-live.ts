import { advance } from "@/lib/pipeline/time/advance";
import { DAY_MS } from "@/lib/time";
import { type Figure, figure } from "@/tests/bench/report";
import { AT_REST, type Setting, until } from "@/tests/bench/setting";
import { demoJob } from "@/tests/support/world";

const ADVANCED_EACH = 500;

/** Go-live of the Onboarding Nudge for everybody there is: until all are in, and until their welcome messages are in the outbox. */
export async function goLive(setting: Setting, people: number): Promise<Figure[]> {
  const { api, pool } = setting;
  const slug = `nudge-${people}`;
  await api.put(`/jobs/${slug}`, demoJob("onboarding-nudge"));
  await until(pool, AT_REST);
  const began = performance.now();
  await api.post(`/jobs/${slug}/publish`, { mode: "everyone" });
  await until(pool, "not exists (select from seeds where finished_at is null)");
  const seconds = (performance.now() - began) / 1000;
  const entered = await pool.query<{ count: number }>(
    "select count(*)::int as count from enrolments e join programmes p on p.id = e.programme_id where p.slug = $1",
    [slug],
  );
  const count = entered.rows[0]?.count ?? 0;
  await until(pool, "not exists (select from deliveries where status = 'waiting' and due_at <= now())");
  const sent = (performance.now() - began) / 1000;
  await until(pool, AT_REST);
  const whole = (performance.now() - began) / 1000;
  return [
    figure(`go-live for ${people} people`, seconds, "s", {
      note: `${count} entered, ${Math.round(count / seconds)} a second; every welcome in the outbox after ${sent.toFixed(1)} s, every run asleep after ${whole.toFixed(1)} s`,
    }),
  ];
}

/** Enrolments moved over their reminder in batches, a second: as if all their alarms rang together. */
export async function advancing(setting: Setting, people: number): Promise<Figure[]> {
  const { rows } = await setting.pool.query<{ id: string }>(
    "select e.id from enrolments e join programmes p on p.id = e.programme_id where p.slug = $1 and e.status = 'open' order by e.id",
    [`nudge-${people}`],
  );
  const ids = rows.map(({ id }) => id);
  const ctx = { ...setting.context(), now: new Date(Date.now() + 6 * DAY_MS) };
  const began = performance.now();
  for (let at = 0; at < ids.length; at += ADVANCED_EACH)
    await advance(ctx, ids.slice(at, at + ADVANCED_EACH), "sweep");
  const rate = (ids.length * 1000) / (performance.now() - began);
  return [
    figure(`enrolments advanced (${people})`, rate, "/s", {
      note: `each passes its reminder, ${ADVANCED_EACH} a transaction`,
    }),
  ];
}
