import type { Action } from "@/lib/actions/schema";
import type { Facts } from "@/lib/audiences/schema";
import type { Contact } from "@/lib/deliveries/ledger/plan-deliveries";
import { guard } from "@/lib/enrolments/rules/guard";
import type { SeedMode, Watch, WatchRecord, WokenBy } from "@/lib/enrolments/schema";
import type { IdPrefix } from "@/lib/ids";
import type { Customer } from "@/lib/profiles/schema";
import type { LiveProgramme } from "@/lib/programmes/published/live-programmes";
import type { Definition, SendingWindow } from "@/lib/programmes/schema";
import { goalMetLate } from "@/tests/support/before/goal-met-late";
import { isEdge } from "@/tests/support/before/is-edge";
import { newPass } from "@/tests/support/before/new-pass";
import type { MoveRecord, Pass } from "@/tests/support/before/pass";
import { enter, playMoves, type Stage } from "@/tests/support/before/play";
import { watchAfter, watchToWrite } from "@/tests/support/before/watch";

const MOST_ENTRIES_AN_HOUR = 20;
const standingKey = (customerId: string, programmeId: string) => `${customerId} ${programmeId}`;

export interface LookRequest {
  customers: readonly Customer[];
  wokenBy: WokenBy;
  zone: string;
  window?: SendingWindow | null;
  mayEnter?: (customer: Customer) => boolean;
  news?: ReadonlyMap<string, { eventIds: ReadonlySet<string>; latestAt: Date }>;
  seed?: { programmeId: string; mode: SeedMode };
  entriesLeft?: Map<string, number>;
}

interface Ctx {
  now: Date;
  makeId: (customerId: string) => (prefix: IdPrefix) => string;
}

interface Pair {
  customer: Customer;
  programme: LiveProgramme;
  pass: Pass | null;
}

/** What look() did between loading and writing. */
export function lookBefore(ctx: Ctx, request: LookRequest, pairs: readonly Pair[], loaded: Loaded) {
  const { standing } = loaded;
  const result = {
    entered: [] as Pass[],
    ended: [] as Pass[],
    revived: [] as Pass[],
    channels: new Set<string>(),
  };
  for (const customer of request.customers) customer.looked = { ...customer.attributes };
  const watches: WatchRecord[] = [];
  const passes = new Set<Pass>();
  const stages = new Map<string, Stage>();
  const stageOf = (customer: Customer): Stage => {
    const made = stages.get(customer.id) ?? newStage(ctx, request, customer, loaded);
    stages.set(customer.id, made);
    return made;
  };

  for (const { customer, programme, pass } of pairs) {
    if (pass?.status !== "open") continue;
    const definition = definitionOf(programme, pass.version);
    const stage = stageOf(customer);
    playMoves(stage, programme, definition, pass);
    if (pass.dirty) passes.add(pass);
    const mayHaveLostItsRun = request.wokenBy === "seed" || request.wokenBy === "sweep";
    if (pass.status === "open" && pass.dirty && mayHaveLostItsRun) result.revived.push(pass);
    if (pass.status === "open") continue;
    goalMetLate(definition, pass, stage);
    result.ended.push(pass);
    watches.push(...watchAfter({ stage, programme, pass }));
  }
  for (const { customer, programme, pass } of pairs) {
    if (pass?.status === "open" || result.ended.some((one) => one === pass)) continue;
    if (programme.status !== "live") continue;
    const definition = definitionOf(programme, programme.liveVersion);
    const stage = stageOf(customer);
    const enteredWith = pass && programme.definitions.get(pass.version);
    if (enteredWith && goalMetLate(enteredWith, pass, stage)) passes.add(pass);
    const watch = standing.watches.get(standingKey(customer.id, programme.id)) ?? {
      matched: false,
      dueAt: null,
    };
    const seen = guard({
      definition,
      facts: stage.facts,
      passes: { count: pass?.pass ?? 0, open: false, lastEndedAt: pass?.endedAt ?? null },
      zone: request.zone,
      now: ctx.now,
    });
    if (
      seen.verdict &&
      isEdge(ctx, request, {
        stage,
        programme,
        definition,
        matched: watch.matched,
        passes: pass?.pass ?? 0,
      }) &&
      takeEntry(request, programme)
    ) {
      const entered = newPass(
        { now: ctx.now, makeId: stage.makeId },
        request,
        customer,
        programme,
        definition,
        (pass?.pass ?? 0) + 1,
      );
      enter(stage, programme, definition, entered);
      playMoves(stage, programme, definition, entered);
      passes.add(entered);
      result.entered.push(entered);
      const seenAfter = entered.status === "open" ? [] : watchAfter({ stage, programme, pass: entered });
      if (entered.status !== "open") result.ended.push(entered);
      if (seenAfter.length > 0) watches.push(...seenAfter);
      else if (watch.matched || watch.dueAt)
        watches.push({ ...target(customer, programme), matched: false, dueAt: null });
      continue;
    }
    const kept = watchToWrite(watch, { matched: seen.verdict, dueAt: seen.nextChange }, ctx.now);
    if (kept) watches.push({ ...target(customer, programme), ...kept });
  }

  const played = [...stages.values()];
  const deliveries = played.flatMap((stage) => stage.deliveries);
  for (const { status, channel } of deliveries) {
    if (status === "waiting" && channel !== "record") result.channels.add(channel);
  }
  return {
    ...result,
    passes: [...passes],
    moves: played.flatMap((stage) => withNews(stage, request)),
    deliveries,
    watches,
  };
}

const NEWS_REMEMBERED = 5;

/** A move that news made says which: the last events that had come in. */
function withNews({ moves, customer }: Stage, { wokenBy, news }: LookRequest): MoveRecord[] {
  const events = wokenBy === "news" ? [...(news?.get(customer.id)?.eventIds ?? [])] : [];
  if (events.length === 0) return moves;
  return moves.map((move) => ({
    ...move,
    detail: { ...move.detail, news: events.slice(-NEWS_REMEMBERED) },
  }));
}

interface Loaded {
  facts: ReadonlyMap<string, Facts>;
  contacts: (customer: Customer, action: Action) => readonly Contact[];
  standing: { watches: Map<string, Watch>; entriesLastHour: Map<string, number> };
  awaiting: ReadonlySet<string>;
}

function newStage(
  ctx: Ctx,
  request: LookRequest,
  customer: Customer,
  { facts, contacts, standing, awaiting }: Loaded,
): Stage {
  const known = facts.get(customer.id);
  if (!known) throw new Error(`No facts were loaded for ${customer.id}.`);
  return {
    customer,
    // The customer's own working copy: what one action writes, the next rule sees.
    facts: { ...known, attributes: customer.attributes },
    contactsFor: (action) => contacts(customer, action),
    awaitsNews: awaiting.has(customer.id),
    held: (standing.entriesLastHour.get(customer.id) ?? 0) >= MOST_ENTRIES_AN_HOUR,
    zone: request.zone,
    window: request.window ?? null,
    now: ctx.now,
    makeId: ctx.makeId(customer.id),
    moves: [],
    deliveries: [],
  };
}

function takeEntry({ entriesLeft }: LookRequest, programme: LiveProgramme): boolean {
  const left = entriesLeft?.get(programme.id);
  if (left === undefined) return true;
  if (left <= 0) return false;
  entriesLeft?.set(programme.id, left - 1);
  return true;
}

export function definitionOf(programme: LiveProgramme, version: number): Definition {
  const definition = programme.definitions.get(version);
  if (!definition) throw new Error(`Version ${version} of ${programme.slug} is not loaded.`);
  return definition;
}

const target = (customer: Customer, programme: LiveProgramme) => ({
  programmeId: programme.id,
  entity: programme.target,
  customerId: customer.id,
});
