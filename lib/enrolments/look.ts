import "server-only";
import type { Action } from "@/lib/actions/schema";
import type { Entity, Facts } from "@/lib/audiences/schema";
import type { Context } from "@/lib/context";
import type { Contact } from "@/lib/deliveries/ledger/plan-deliveries";
import { goalMetLate } from "@/lib/enrolments/goal-met-late";
import { guard } from "@/lib/enrolments/guard";
import { isEdge } from "@/lib/enrolments/is-edge";
import { loadContacts } from "@/lib/enrolments/load-contacts";
import { loadLookFacts } from "@/lib/enrolments/load-look-facts";
import { loadStanding, type Standing, standingKey } from "@/lib/enrolments/load-standing";
import { newPass } from "@/lib/enrolments/new-pass";
import type { MoveRecord, Pass } from "@/lib/enrolments/pass";
import { enter, playMoves, type Stage } from "@/lib/enrolments/play";
import { ruleOut } from "@/lib/enrolments/rule-out";
import type { WokenBy } from "@/lib/enrolments/schema";
import { watchAfter, watchToWrite } from "@/lib/enrolments/watch";
import {
  type WatchRecord,
  writeDeliveries,
  writeMoves,
  writePasses,
  writeWatches,
} from "@/lib/enrolments/write-passes";
import { newId } from "@/lib/ids";
import { NO_TYPES } from "@/lib/profiles/attributes/attribute-types";
import { loadTypes } from "@/lib/profiles/attributes/load-types";
import type { Customer } from "@/lib/profiles/schema";
import type { LiveProgramme } from "@/lib/programmes/published/live-programmes";
import type { Definition, SendingWindow } from "@/lib/programmes/schema";

export type SeedMode = "everyone" | "first" | "from_now_on" | "resume";

export interface LookRequest {
  entity: Entity;
  /** Locked by this transaction. */
  customers: readonly Customer[];
  programmes: readonly LiveProgramme[];
  wokenBy: WokenBy;
  zone: string;
  /** The workspace's sending window, for programmes that have none of their own. */
  window?: SendingWindow | null;
  /** Whether what happened to this customer can matter to this programme. Open passes that are due are looked at in any case. */
  concerns: (customer: Customer, programme: LiveProgramme) => boolean;
  /** False for a customer of whom only history was imported: they are looked at, and enter nothing. */
  mayEnter?: (customer: Customer) => boolean;
  /** The events that brought the news, by customer. */
  news?: ReadonlyMap<string, { eventIds: ReadonlySet<string>; latestAt: Date }>;
  seed?: { programmeId: string; mode: SeedMode };
  /** Of some customers, those of whom more has happened than has been applied. */
  listUnsettled?: (ctx: Context, customerIds: readonly string[]) => Promise<ReadonlySet<string>>;
  /** How many more may enter a programme that was opened to the first N only. */
  entriesLeft?: Map<string, number>;
}

export interface LookResult {
  entered: Pass[];
  ended: Pass[];
  /** Passes that go on after a pause or a lost alarm: their run may be gone. */
  revived: Pass[];
  channels: Set<"email" | "slack">;
}

const MOST_ENTRIES_AN_HOUR = 20;

/**
 * Looks at locked customers and does what the rules say: completions and exits first, then entries; each with its actions, its next
 * wake-up and its place in the ledger, together in the caller's transaction. Attribute changes stay on the customers for the caller to write.
 */
export async function look(ctx: Context, request: LookRequest): Promise<LookResult> {
  const { customers, programmes, entity } = request;
  const result: LookResult = { entered: [], ended: [], revived: [], channels: new Set() };
  const candidates = programmes.filter(({ target }) => target === entity);
  if (customers.length === 0 || candidates.length === 0) return result;

  for (const customer of customers) customer.looked = { ...customer.attributes };
  const standing = await loadStanding(
    ctx,
    customers.map(({ id }) => id),
  );
  const all = pairsToLookAt(ctx, request, candidates, standing);
  const types = all.length > 0 ? await loadTypes(ctx) : NO_TYPES;
  const { open: pairs, out } = ruleOut(all, { zone: request.zone, now: ctx.now, types });
  const watches = out.flatMap((pair) => stillOutside(pair, standing, ctx.now));
  if (pairs.length === 0) {
    await writeWatches(ctx, watches);
    return result;
  }
  const facts = await loadLookFacts(ctx, entity, pairs, {
    zone: request.zone,
    newsAtMost: newsToTakeAway(request),
    types,
  });
  const contacts = await loadContacts(ctx, entity, pairs, { zone: request.zone, types });
  const awaiting = await whoAwaitsNews(ctx, request, pairs);

  const passes = new Set<Pass>();
  const stages = new Map<string, Stage>();
  const stageOf = (customer: Customer): Stage => {
    const made =
      stages.get(customer.id) ?? newStage(ctx, request, customer, { facts, contacts, standing, awaiting });
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
      const entered = newPass(ctx, request, customer, programme, definition, (pass?.pass ?? 0) + 1);
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
  await writePasses(ctx, [...passes]);
  await writeMoves(
    ctx,
    played.flatMap((stage) => withNews(stage, request)),
    request.wokenBy,
  );
  await writeDeliveries(ctx, deliveries);
  await writeWatches(ctx, watches);
  for (const { status, channel } of deliveries) {
    if (status === "waiting" && channel !== "record") result.channels.add(channel);
  }
  return result;
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

export interface Pair {
  customer: Customer;
  programme: LiveProgramme;
  /** The latest pass, if there was one. */
  pass: Pass | null;
}

function pairsToLookAt(
  ctx: Context,
  request: LookRequest,
  candidates: readonly LiveProgramme[],
  standing: Standing,
): Pair[] {
  const pairs: Pair[] = [];
  for (const customer of request.customers) {
    for (const programme of candidates) {
      const pass = standing.passes.get(standingKey(customer.id, programme.id)) ?? null;
      if ((pass && isDue(ctx, pass)) || request.concerns(customer, programme))
        pairs.push({ customer, programme, pass });
    }
  }
  return pairs;
}

/** A look that finds somebody outside, with nothing to wait for, ends what an earlier one remembered. */
function stillOutside({ customer, programme }: Pair, { watches }: Standing, now: Date): WatchRecord[] {
  const before = watches.get(standingKey(customer.id, programme.id));
  if (!before || programme.status !== "live") return [];
  const kept = watchToWrite(before, { matched: false, dueAt: null }, now);
  return kept ? [{ ...target(customer, programme), ...kept }] : [];
}

function isDue({ now }: Context, { status, wakeAt }: Pass): boolean {
  return status === "open" && wakeAt !== null && wakeAt.getTime() <= now.getTime();
}

/** How many events of the news a verdict from before it may have to do without; 0 where nobody will ask for one. */
function newsToTakeAway({ programmes, news }: LookRequest): number {
  if (!news || !programmes.some(({ openSeed }) => openSeed?.mode === "from_now_on")) return 0;
  return Math.max(0, ...[...news.values()].map(({ eventIds }) => eventIds.size));
}

/** Only where a pass is due does it matter whether more news waits. */
async function whoAwaitsNews(
  ctx: Context,
  request: LookRequest,
  pairs: readonly Pair[],
): Promise<ReadonlySet<string>> {
  const due = pairs.filter(({ pass }) => pass && isDue(ctx, pass)).map(({ customer }) => customer.id);
  return due.length > 0 && request.listUnsettled ? request.listUnsettled(ctx, due) : new Set();
}

interface Loaded {
  facts: ReadonlyMap<string, Facts>;
  contacts: (customer: Customer, action: Action) => readonly Contact[];
  standing: Standing;
  awaiting: ReadonlySet<string>;
}

function newStage(
  ctx: Context,
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
    makeId: newId,
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
