import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "@/db";
import { rows } from "../rows";
import type { IncomingEvent } from "./incoming-event";

/** A run that an event starts. */
export interface Start {
  runId: string;
  eventId: string;
  fnId: string;
  event: IncomingEvent;
  slots: string[];
  idempotencyKey: string | null;
  cancels: string[];
}

/** An event that waits for its batch. */
export interface Batched {
  eventId: string;
  fnId: string;
  key: string;
  event: string;
}

export interface Work {
  eventIds: ReadonlySet<string>;
  /** With a token: the first call is leased to its holder from the start. */
  starts: (Start & { token: string | null })[];
  batched: Batched[];
  leaseMs: number;
}

const counts = z.object({ fresh: z.array(z.string()), started: z.array(z.string()), held: z.number() });

/** Writes down what events bring, in one statement: the ids not seen before, the runs they start and their first calls, and what waits. */
export async function store(db: Db, work: Work) {
  const { starts, batched, leaseMs } = work;
  const watches = starts.flatMap(({ runId, cancels }) => cancels.map((lookup) => ({ runId, lookup })));
  const list = (values: (string | null)[]) => sql.param(values);
  const [stored] = await rows(
    db,
    counts,
    sql`with fresh as (
      insert into executor_event_ids (id) select * from unnest(${list([...work.eventIds])}::text[]) on conflict do nothing returning id
    ), given as (
      select * from unnest(
        ${list(starts.map((s) => s.runId))}::text[], ${list(starts.map((s) => s.eventId))}::text[], ${list(starts.map((s) => s.fnId))}::text[],
        ${list(starts.map((s) => JSON.stringify([s.event])))}::json[], ${list(starts.map((s) => s.slots.join("\n")))}::text[],
        ${list(starts.map((s) => s.idempotencyKey))}::text[], ${list(starts.map((s) => s.token))}::text[]
      ) as g(run_id, event_id, fn_id, events, slots, idempotency_key, token)
    ), started as (
      insert into executor_runs (id, fn_id, events, slots, idempotency_key)
      select g.run_id, g.fn_id, g.events, string_to_array(g.slots, E'\n'), g.idempotency_key
      from given g join fresh on fresh.id = g.event_id
      on conflict (fn_id, idempotency_key) where idempotency_key is not null do nothing
      returning id, fn_id, slots
    ), queued as (
      insert into executor_jobs (run_id, step_id, fn_id, slots, lease_token, leased_until)
      select s.id, 'step', s.fn_id, s.slots, g.token,
        case when g.token is not null then clock_timestamp() + ${leaseMs} * interval '1 millisecond' end
      from started s join given g on g.run_id = s.id order by s.id
    ), watched as (
      insert into executor_cancels (lookup, run_id)
      select distinct w.lookup, w.run_id
      from unnest(${list(watches.map((w) => w.lookup))}::text[], ${list(watches.map((w) => w.runId))}::text[]) as w(lookup, run_id)
      join started on started.id = w.run_id
    ), held as (
      insert into executor_batch_items (fn_id, batch_key, event)
      select b.fn_id, b.batch_key, b.event
      from unnest(
        ${list(batched.map((b) => b.eventId))}::text[], ${list(batched.map((b) => b.fnId))}::text[],
        ${list(batched.map((b) => b.key))}::text[], ${list(batched.map((b) => b.event))}::json[]
      ) with ordinality as b(event_id, fn_id, batch_key, event, place)
      join fresh on fresh.id = b.event_id order by b.place
      returning 1
    )
    select coalesce((select json_agg(id) from fresh), '[]') as fresh,
      coalesce((select json_agg(id) from started), '[]') as started, (select count(*)::int from held) as held`,
  );
  return stored ?? { fresh: [], started: [], held: 0 };
}
