import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "@/db";
import { cancelRuns } from "./cancel-runs";
import type { FunctionPlan } from "./configuration";
import { keyOf, type Path, valueAt } from "./expressions";
import { rows } from "./rows";

/** An event as the SDK sent it, with an id of its own. */
export interface IncomingEvent {
  id: string;
  name: string;
  [field: string]: unknown;
}

interface Start {
  runId: string;
  eventId: string;
  fnId: string;
  events: string;
  slots: string[];
  idempotencyKey: string | null;
  cancels: string[];
}

const counts = z.object({ fresh: z.array(z.string()), started: z.number(), held: z.number() });

/** Takes events in: starts runs, fills batches and cancels runs, once for each event id, all of it or nothing. */
export async function ingest(
  db: Db,
  plans: readonly FunctionPlan[],
  events: readonly IncomingEvent[],
): Promise<{ started: number; held: number }> {
  const work = sort(plans, uniqueById(events));
  if (work.eventIds.size === 0) return { started: 0, held: 0 };
  if (work.cancels.size === 0) return store(db, work);
  return db.transaction(async (tx) => {
    const stored = await store(tx, work);
    const fresh = new Set(stored.fresh);
    const lookups = [...work.cancels].filter(([id]) => fresh.has(id)).flatMap(([, keys]) => keys);
    if (lookups.length > 0)
      await cancelRuns(
        tx,
        lookups,
        work.starts.map((start) => start.runId),
      );
    return stored;
  });
}

function uniqueById(events: readonly IncomingEvent[]): IncomingEvent[] {
  const byId = new Map<string, IncomingEvent>();
  for (const event of events) if (!byId.has(event.id)) byId.set(event.id, event);
  return [...byId.values()];
}

function sort(plans: readonly FunctionPlan[], events: readonly IncomingEvent[]) {
  const eventIds = new Set<string>();
  const batched: { eventId: string; fnId: string; key: string; event: string }[] = [];
  const cancels = new Map<string, string[]>();
  let starts: Start[] = [];
  for (const event of events) {
    const lookups = plans.flatMap((plan) => cancelledBy(plan, event));
    if (lookups.length > 0) {
      cancels.set(event.id, lookups);
      eventIds.add(event.id);
      // What was sent before its cancellation, in one go with it, never starts.
      starts = starts.filter((start) => !start.cancels.some((key) => lookups.includes(key)));
    }
    for (const plan of plans) {
      if (!isTriggered(plan, event)) continue;
      eventIds.add(event.id);
      if (plan.batch)
        batched.push({
          eventId: event.id,
          fnId: plan.id,
          key: partOf(event, plan.batch.key),
          event: JSON.stringify(event),
        });
      else starts.push(startOf(plan, event));
    }
  }
  return { eventIds, starts, batched, cancels };
}

function isTriggered(plan: FunctionPlan, event: IncomingEvent): boolean {
  return plan.events.some(
    (trigger) =>
      trigger.name === event.name &&
      (!trigger.equals || valueAt(event, trigger.equals.path) === trigger.equals.text),
  );
}

function cancelledBy(plan: FunctionPlan, event: IncomingEvent): string[] {
  return plan.cancels.flatMap((cancel, i) =>
    cancel.event === event.name ? cancelKey(plan, i, event, cancel.match?.async) : [],
  );
}

function cancelKey(plan: FunctionPlan, i: number, event: unknown, path: Path | undefined): string[] {
  if (!path) return [`${plan.id}|${i}`];
  const value = valueAt(event, path);
  return value === undefined ? [] : [`${plan.id}|${i}|${keyOf(value)}`];
}

const partOf = (event: unknown, path: Path | null) => (path ? keyOf(valueAt(event, path)) : "");

function startOf(plan: FunctionPlan, event: IncomingEvent): Start {
  return {
    runId: newRunId(),
    eventId: event.id,
    fnId: plan.id,
    events: JSON.stringify([event]),
    slots: slotsOf(plan, event),
    idempotencyKey: plan.idempotency ? keyOf(valueAt(event, plan.idempotency)) : null,
    cancels: plan.cancels.flatMap((cancel, i) => cancelKey(plan, i, event, cancel.match?.event)),
  };
}

/** What a run started by this event counts against, one entry a limit. */
export function slotsOf(plan: FunctionPlan, event: unknown): string[] {
  return plan.limits.map((limit, i) => `${plan.id}|${i}|${partOf(event, limit.key)}`);
}

/** A run id; later ones sort later. */
export function newRunId(): string {
  return `run_${Date.now().toString(36).padStart(9, "0")}${randomBytes(8).toString("hex")}`;
}

/** Starts one run for an event, unless that event has started it before. */
export async function startRun(db: Db, plan: FunctionPlan, event: IncomingEvent): Promise<boolean> {
  const stored = await store(db, {
    eventIds: new Set([event.id]),
    starts: [startOf(plan, event)],
    batched: [],
  });
  return stored.started > 0;
}

async function store(db: Db, work: Pick<ReturnType<typeof sort>, "eventIds" | "starts" | "batched">) {
  const { starts, batched } = work;
  const watches = starts.flatMap(({ runId, cancels }) => cancels.map((lookup) => ({ runId, lookup })));
  const list = (values: (string | null)[]) => sql.param(values);
  const [stored] = await rows(
    db,
    counts,
    sql`with fresh as (
      insert into executor_event_ids (id) select * from unnest(${list([...work.eventIds])}::text[]) on conflict do nothing returning id
    ), started as (
      insert into executor_runs (id, fn_id, events, slots, idempotency_key)
      select g.run_id, g.fn_id, g.events, string_to_array(g.slots, E'\n'), g.idempotency_key
      from unnest(
        ${list(starts.map((s) => s.runId))}::text[], ${list(starts.map((s) => s.eventId))}::text[], ${list(starts.map((s) => s.fnId))}::text[],
        ${list(starts.map((s) => s.events))}::json[], ${list(starts.map((s) => s.slots.join("\n")))}::text[],
        ${list(starts.map((s) => s.idempotencyKey))}::text[]
      ) as g(run_id, event_id, fn_id, events, slots, idempotency_key)
      join fresh on fresh.id = g.event_id
      on conflict (fn_id, idempotency_key) where idempotency_key is not null do nothing
      returning id, fn_id, slots
    ), queued as (
      insert into executor_jobs (run_id, step_id, fn_id, slots) select id, 'step', fn_id, slots from started order by id
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
      (select count(*)::int from started) as started, (select count(*)::int from held) as held`,
  );
  return stored ?? { fresh: [], started: 0, held: 0 };
}
