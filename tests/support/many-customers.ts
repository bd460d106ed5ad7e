import { sql } from "drizzle-orm";
import type { Db } from "@/db/connect";

/** Fills an empty database with many customers of one workspace in one job, so that a plan which scans shows. */
export async function fillMany(
  db: Db,
  options: { people: number; eventsEach: number; now: Date },
): Promise<string> {
  const w = "wsp_many";
  const now = sql`${options.now.toISOString()}::timestamptz`;
  const n = options.people;
  const ago = sql`${now} - (g || ' minutes')::interval`;
  await db.execute(
    sql`insert into workspaces (id, slug, name, created_at) values (${w}, 'many', 'Many', ${now})`,
  );
  await db.execute(sql`insert into programmes (id, workspace_id, kind, slug, name, target, status, draft, created_at, updated_at)
    select 'prg_' || g, ${w}, 'job', 'job-' || g, 'Job ' || g, 'person', 'live', '{}', ${now}, ${now} from generate_series(1, 10) g`);
  await db.execute(sql`insert into organisations (id, workspace_id, group_id, domain, attributes, first_seen_at, last_seen_at)
    select 'org_' || g, ${w}, 'g' || g, 'company' || g || '.example', jsonb_build_object('name', 'Company ' || g), ${ago}, ${ago}
    from generate_series(1, ${n / 10}::int) g`);
  await db.execute(sql`insert into people (id, workspace_id, user_id, email, attributes, primary_organisation_id, first_seen_at, last_seen_at)
    select 'per_' || g, ${w}, 'user' || g, 'user' || g || '@company.example',
      jsonb_build_object('first_name', 'First' || g, 'last_name', 'Last' || g), 'org_' || (g % ${n / 10}::int + 1), ${ago}, ${ago}
    from generate_series(1, ${n}::int) g`);
  await db.execute(sql`insert into identities (workspace_id, kind, value, person_id, created_at)
    select ${w}, 'email', 'user' || g || '@company.example', 'per_' || g, ${now} from generate_series(1, ${n}::int) g`);
  await db.execute(sql`insert into memberships (workspace_id, person_id, organisation_id, since)
    select ${w}, 'per_' || g, 'org_' || (g % ${n / 10}::int + 1), ${now} from generate_series(1, ${n}::int) g`);
  await db.execute(sql`insert into events (id, workspace_id, message_id, type, name, body, context, occurred_at, received_at, source, trust)
    select 'evt_' || g, ${w}, 'm' || g, 'track', 'Logged In', '{}', '{}', ${ago}, ${now}, 'key', 'server'
    from generate_series(1, ${n * options.eventsEach}::int) g`);
  await db.execute(sql`insert into occurrences (event_id, workspace_id, person_id, organisation_id, name, occurred_at)
    select 'evt_' || g, ${w}, 'per_' || (g % ${n}::int + 1), 'org_' || (g % ${n / 10}::int + 1), 'Logged In', ${ago}
    from generate_series(1, ${n * options.eventsEach}::int) g`);
  await db.execute(sql`insert into attribute_changes (id, workspace_id, customer_id, key, old, new, changed_at, cause)
    select 'chg_' || g, ${w}, 'per_' || g, 'plan', null, '"team"', ${ago}, '{"kind":"event","id":"evt_1"}' from generate_series(1, ${n}::int) g`);
  await db.execute(sql`insert into enrolments
    (id, workspace_id, programme_id, version, entity, customer_id, pass, status, reason, step_id, step_since, entered_at, goal_since, ended_at, wake_at)
    select 'enr_' || g, ${w}, 'prg_' || (g % 10 + 1), 1, 'person', 'per_' || g, 1, (array['open', 'completed', 'exited'])[g % 3 + 1],
      (array[null, 'goal_met', 'deadline'])[g % 3 + 1], (array['reminder-1', null, null])[g % 3 + 1], ${ago}, ${ago}, ${ago},
      case when g % 3 = 0 then null else ${now} end, case when g % 3 = 0 then ${now} + interval '1 day' end
    from generate_series(1, ${n}::int) g`);
  await db.execute(sql`insert into enrolment_moves (id, workspace_id, enrolment_id, kind, woken_by, moved_at)
    select 'mov_' || g, ${w}, 'enr_' || g, 'entered', 'news', ${ago} from generate_series(1, ${n}::int) g`);
  await db.execute(sql`insert into deliveries
    (id, workspace_id, enrolment_id, programme_id, version, action_id, moment, kind, channel, entity, customer_id, person_id, recipient, status, reason,
      decided_at, due_at, action)
    select 'dlv_' || g, ${w}, 'enr_' || g, 'prg_' || (g % 10 + 1), 1, 'welcome', 'entry', 'message', 'email', 'person', 'per_' || g, 'per_' || g,
      'user' || g || '@company.example', case when g % 500 = 0 then 'failed' when g % 100 = 1 then 'skipped' else 'sent' end,
      case when g % 500 = 0 then 'provider_refused' when g % 100 = 1 then 'no_email' end, ${ago}, ${ago}, '{}'
    from generate_series(1, ${n}::int) g`);
  await db.execute(sql`insert into delivery_history (id, workspace_id, delivery_id, what, at)
    select 'his_' || g, ${w}, 'dlv_' || g, 'decided', ${ago} from generate_series(1, ${n}::int) g`);
  await db.execute(sql`insert into rejected_events (id, workspace_id, source, field, sentence, excerpt, received_at)
    select 'rej_' || g, ${w}, 'key', 'userId', 'It is bad.', '{}', ${ago} from generate_series(1, ${n}::int) g`);
  await db.execute(sql`vacuum analyze`);
  return w;
}
