import type pg from "pg";

/** People and events that a bench starts from. */
export interface Size {
  people: number;
  events: number;
}

/**
 * Fills a workspace up to a size, in the database alone: people with user ID, email and a handful of attributes, their names, and events
 * of the last 90 days that count for them.
 */
export async function fill(pool: pg.Pool, workspaceId: string, from: Size, to: Size): Promise<void> {
  const people = [workspaceId, from.people, to.people - 1];
  await pool.query(
    `insert into people (id, workspace_id, user_id, email, attributes, attribute_times, first_seen_at, last_seen_at)
     select 'per_' || lpad(n::text, 22, '0'), $1, 'user-' || n, 'user-' || n || '@bench.test',
       jsonb_build_object('email', 'user-' || n || '@bench.test', 'first_name', 'Person ' || n, 'seats', n % 50,
         'plan', (array['trial', 'team', 'business', 'enterprise'])[n % 4 + 1],
         'created_at', to_char(now() at time zone 'utc' - n % 80 * interval '1 day', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')),
       jsonb_build_object('email', 1, 'first_name', 1, 'seats', 1, 'plan', 1, 'created_at', 1), now() - interval '90 days', now()
     from generate_series($2::int, $3::int) n`,
    people,
  );
  await pool.query(
    `insert into identities (workspace_id, kind, value, person_id, created_at)
     select $1, name.kind, name.value, 'per_' || lpad(n::text, 22, '0'), now()
     from generate_series($2::int, $3::int) n,
       lateral (values ('user_id', 'user-' || n), ('email', 'user-' || n || '@bench.test')) as name(kind, value)`,
    people,
  );
  const events = [workspaceId, from.events, to.events - 1, to.people];
  await pool.query(
    `with made as (
       select 'evt_' || lpad(n::text, 22, '0') as id, 'message-' || n as message, n % $4::int as person,
         (array['Project Opened', 'Report Exported', 'Comment Added', 'Invoice Paid'])[n / $4::int % 4 + 1] as name,
         now() - (n::bigint * 7 % 7776000) * interval '1 second' as at, n
       from generate_series($2::int, $3::int) n
     ), kept as (
       insert into events (id, workspace_id, message_id, type, name, user_id, body, context, occurred_at, received_at, source, trust)
       select id, $1, message, 'track', name, 'user-' || person,
         jsonb_build_object('n', n, 'path', '/workspaces/acme/projects/' || n, 'note', repeat('what happened ', 8)),
         '{"library": {"name": "@segment/analytics-node"}}', at, at, 'key_bench', 'server' from made
     ), remembered as (
       insert into event_dedupe (workspace_id, message_id, received_at) select $1, message, at from made
     )
     insert into occurrences (event_id, workspace_id, person_id, name, occurred_at)
     select id, $1, 'per_' || lpad(person::text, 22, '0'), name, at from made`,
    events,
  );
  await pool.query("vacuum analyze people, identities, events, event_dedupe, occurrences");
}
