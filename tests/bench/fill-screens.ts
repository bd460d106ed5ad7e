import type pg from "pg";
import { fill } from "@/tests/bench/fill";
import { welcomeJob } from "@/tests/bench/jobs";
import type { Setting } from "@/tests/bench/setting";

export const SCREEN_PEOPLE = 100_000;
export const SCREEN_EVENTS = 1_000_000;
export const SCREEN_JOBS = 50;
/** In the first job, so that one of them is large; the others share the rest. */
const IN_THE_FIRST = 20_000;
const PASSES = 100_000;
const ORGANISATIONS = 5_000;

/** A workspace as it is after a busy year: people, organisations, events, and jobs with their passes and deliveries. */
export async function fillForScreens({ api, pool, workspaceId }: Setting): Promise<void> {
  for (let at = 0; at < SCREEN_JOBS; at++) {
    await api.put(`/jobs/job-${at}`, welcomeJob(`Job number ${at}`, `Started ${at}`));
    await api.post(`/jobs/job-${at}/publish`, { mode: "from_now_on" });
  }
  await fill(pool, workspaceId, { people: 0, events: 0 }, { people: SCREEN_PEOPLE, events: SCREEN_EVENTS });
  await organisations(pool, workspaceId);
  await passes(pool, workspaceId);
  await pool.query("vacuum analyze");
}

async function organisations(pool: pg.Pool, workspaceId: string): Promise<void> {
  await pool.query(
    `insert into organisations (id, workspace_id, group_id, domain, attributes, first_seen_at, last_seen_at)
     select 'org_' || lpad(n::text, 22, '0'), $1, 'group-' || n, 'company' || n || '.test',
       jsonb_build_object('organization_name', 'Company ' || n, 'arr', n * 100), now() - interval '90 days', now() - n * interval '1 minute'
     from generate_series(0, $2::int - 1) n`,
    [workspaceId, ORGANISATIONS],
  );
  await pool.query(
    `update people set primary_organisation_id = 'org_' || lpad((substr(id, 5)::bigint % $2::int)::text, 22, '0'),
       last_seen_at = now() - (substr(id, 5)::bigint % 40000) * interval '1 minute'
     where workspace_id = $1`,
    [workspaceId, ORGANISATIONS],
  );
  await pool.query(
    `insert into memberships (workspace_id, person_id, organisation_id, since)
     select workspace_id, id, primary_organisation_id, now() from people where workspace_id = $1`,
    [workspaceId],
  );
}

/** One pass a person, spread over 90 days: a third each open, completed and exited, with the welcome of each in the ledger. */
async function passes(pool: pg.Pool, workspaceId: string): Promise<void> {
  const values = [workspaceId, PASSES, IN_THE_FIRST, SCREEN_JOBS];
  await pool.query(
    `with jobs as (
       select id, row_number() over (order by created_at, id) - 1 as place from programmes where workspace_id = $1
     ), made as (
       select n, case when n < $3::int then 0 else n % $4::int end as place, now() - (n::bigint * 77 % 7776000) * interval '1 second' as at
       from generate_series(0, $2::int - 1) n
     ), entered as (
       insert into enrolments (id, workspace_id, programme_id, version, entity, customer_id, pass, status, reason, step_id, step_since,
         entered_at, goal_since, ended_at, wake_at)
       select 'enr_' || lpad(n::text, 22, '0'), $1, jobs.id, 1, 'person', 'per_' || lpad(n::text, 22, '0'), 1,
         (array['open', 'completed', 'exited'])[n % 3 + 1], (array[null, 'goal_met', 'deadline'])[n % 3 + 1], null, at, at, at,
         case when n % 3 = 0 then null else at + (n % 9) * interval '1 day' end,
         case when n % 3 = 0 then now() + interval '1 day' + n * interval '1 second' end
       from made join jobs using (place) returning id, programme_id, customer_id, entered_at
     ), moved as (
       insert into enrolment_moves (id, workspace_id, enrolment_id, kind, woken_by, moved_at)
       select 'mov_' || substr(id, 5), $1, id, 'entered', 'news', entered_at from entered
     ), decided as (
       insert into deliveries (id, workspace_id, enrolment_id, programme_id, version, action_id, moment, kind, channel, entity, customer_id,
         person_id, recipient, status, reason, decided_at, due_at, sent_at, action)
       select 'dlv_' || substr(id, 5), $1, id, programme_id, 1, 'welcome', 'entry', 'message', 'email', 'person', customer_id, customer_id,
         customer_id || '@bench.test', case when id like '%7' then 'skipped' else 'sent' end,
         case when id like '%7' then 'no_email' end, entered_at, entered_at, entered_at,
         '{"kind": "message", "id": "welcome", "subject": "Welcome", "body": "Hi"}'
       from entered returning id, decided_at
     )
     insert into delivery_history (id, workspace_id, delivery_id, what, at)
     select 'his_' || substr(id, 5), $1, id, 'decided', decided_at from decided`,
    values,
  );
}
