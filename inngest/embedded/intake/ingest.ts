import { randomBytes } from "node:crypto";
import type { Db } from "@/db";
import type { Claimed } from "../calls/claim";
import type { FunctionPlan } from "../plans/configuration";
import { keyOf, type Path, valueAt } from "../plans/expressions";
import { cancelRuns } from "./cancel-runs";
import type { IncomingEvent } from "./incoming-event";
import { type Batched, type Start, store, type Work } from "./store";

/** Gives the first call of a run a lease from the start, so that it need not stand in line; null where it has to. */
export interface Leases {
  reserve: (slots: readonly string[]) => string | null;
  ms: number;
}

/** What became of events: calls that are ours to make at once, the slots of each call in line, and how many events wait for their batch. */
export interface Ingested {
  leased: Claimed[];
  inLine: string[][];
  held: number;
}

/** Takes events in: starts runs, fills batches and cancels runs, once for each event id, all of it or nothing. */
export async function ingest(
  db: Db,
  plans: readonly FunctionPlan[],
  events: readonly IncomingEvent[],
  leases?: Leases,
): Promise<Ingested> {
  const sorted = sort(plans, uniqueById(events));
  if (sorted.eventIds.size === 0) return { leased: [], inLine: [], held: 0 };
  const starts = sorted.starts.map((start) => ({ ...start, token: leases?.reserve(start.slots) ?? null }));
  const work = { ...sorted, starts, leaseMs: leases?.ms ?? 0 };
  const { started, held } = work.cancels.size === 0 ? await store(db, work) : await storeAndCancel(db, work);
  const isStarted = new Set(started);
  const runs = starts.filter(({ runId }) => isStarted.has(runId));
  return {
    leased: runs.flatMap((run) => (run.token ? claimedOf(run, run.token) : [])),
    inLine: runs.filter(({ token }) => token === null).map(({ slots }) => slots),
    held,
  };
}

function claimedOf({ runId, fnId, event, slots }: Start, token: string): Claimed {
  const untried = { attempt: 0, faults: 0, generation: 0, isOpen: true };
  return { runId, stepId: "step", fnId, events: [event], slots, token, ...untried };
}

async function storeAndCancel(db: Db, work: Work & { cancels: Map<string, string[]> }) {
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
  const batched: Batched[] = [];
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
    event,
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
    starts: [{ ...startOf(plan, event), token: null }],
    batched: [],
    leaseMs: 0,
  });
  return stored.started.length > 0;
}
