import "server-only";
import type { Action } from "@/lib/actions/schema";
import type { Facts } from "@/lib/audiences/schema";
import type { Context } from "@/lib/context";
import type { Contact } from "@/lib/deliveries/ledger/plan-deliveries";
import { loadContacts } from "@/lib/enrolments/load/load-contacts";
import { loadLookFacts } from "@/lib/enrolments/load/load-look-facts";
import { type LatestPasses, loadPasses, pairKey } from "@/lib/enrolments/load/load-passes";
import type { LookRequest, LookResult, Pair } from "@/lib/enrolments/look-request";
import { newPass } from "@/lib/enrolments/new-pass";
import type { MoveRecord, Pass } from "@/lib/enrolments/pass";
import { goalMetLate } from "@/lib/enrolments/rules/goal-met-late";
import { guard } from "@/lib/enrolments/rules/guard";
import { isEdge } from "@/lib/enrolments/rules/is-edge";
import { ruleOut } from "@/lib/enrolments/rules/rule-out";
import { watchAfter, watchToWrite } from "@/lib/enrolments/rules/watch";
import { enter, playMoves, type Stage } from "@/lib/enrolments/turn/apply-moves";
import {
  type WatchRecord,
  writeDeliveries,
  writeMoves,
  writePasses,
  writeWatches,
} from "@/lib/enrolments/write/write-passes";
import { newId } from "@/lib/ids";
import { NO_TYPES } from "@/lib/profiles/attributes/attribute-types";
import { loadTypes } from "@/lib/profiles/attributes/load-types";
import type { Customer } from "@/lib/profiles/schema";
import type { LiveProgramme } from "@/lib/programmes/published/live-programmes";
import type { Definition } from "@/lib/programmes/schema";

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
  const latest = await loadPasses(
    ctx,
    customers.map(({ id }) => id),
  );
  const all = pairsToLookAt(ctx, request, candidates, latest);
  const types = all.length > 0 ? await loadTypes(ctx) : NO_TYPES;
  const { open: pairs, out } = ruleOut(all, { zone: request.zone, now: ctx.now, types });
  const watches = out.flatMap((pair) => stillOutside(pair, latest, ctx.now));
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
      stages.get(customer.id) ?? newStage(ctx, request, customer, { facts, contacts, latest, awaiting });
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
    const watch = latest.watches.get(pairKey(customer.id, programme.id)) ?? {
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

function pairsToLookAt(
  ctx: Context,
  request: LookRequest,
  candidates: readonly LiveProgramme[],
  latest: LatestPasses,
): Pair[] {
  const pairs: Pair[] = [];
  for (const customer of request.customers) {
    for (const programme of candidates) {
      const pass = latest.passes.get(pairKey(customer.id, programme.id)) ?? null;
      if ((pass && isDue(ctx, pass)) || request.isAffected(customer, programme))
        pairs.push({ customer, programme, pass });
    }
  }
  return pairs;
}

/** A look that finds somebody outside, with nothing to wait for, ends what an earlier one remembered. */
function stillOutside({ customer, programme }: Pair, { watches }: LatestPasses, now: Date): WatchRecord[] {
  const before = watches.get(pairKey(customer.id, programme.id));
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
  latest: LatestPasses;
  awaiting: ReadonlySet<string>;
}

function newStage(
  ctx: Context,
  request: LookRequest,
  customer: Customer,
  { facts, contacts, latest, awaiting }: Loaded,
): Stage {
  const known = facts.get(customer.id);
  if (!known) throw new Error(`No facts were loaded for ${customer.id}.`);
  return {
    customer,
    // The customer's own working copy: what one action writes, the next rule sees.
    facts: { ...known, attributes: customer.attributes },
    contactsFor: (action) => contacts(customer, action),
    awaitsNews: awaiting.has(customer.id),
    held: (latest.entriesLastHour.get(customer.id) ?? 0) >= MOST_ENTRIES_AN_HOUR,
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
