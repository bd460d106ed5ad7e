import "server-only";
import type { Context } from "@/lib/context";
import { loadContacts } from "@/lib/enrolments/load/load-contacts";
import { loadLookFacts } from "@/lib/enrolments/load/load-look-facts";
import { type LatestPasses, loadPasses, pairKey } from "@/lib/enrolments/load/load-passes";
import type { LookRequest, Pair } from "@/lib/enrolments/look-request";
import type { Pass } from "@/lib/enrolments/pass";
import { ruleOut } from "@/lib/enrolments/rules/rule-out";
import { watchOf, watchToWrite } from "@/lib/enrolments/rules/watch";
import type { Watch, WatchRecord } from "@/lib/enrolments/schema";
import type { TurnInput, TurnPair } from "@/lib/enrolments/turn/turn";
import { newId } from "@/lib/ids";
import { NO_TYPES } from "@/lib/profiles/attributes/attribute-types";
import { loadTypes } from "@/lib/profiles/attributes/load-types";
import type { LiveProgramme } from "@/lib/programmes/published/live-programmes";

interface Loaded {
  turns: Omit<TurnInput, "entriesLeft">[];
  /** Of customers who can be told to be outside without loading more. */
  watches: WatchRecord[];
}

const MOST_ENTRIES_AN_HOUR = 20;
const UNWATCHED: Watch = { matched: false, dueAt: null };

/** Loads the turns that a look asks for: of each locked customer what the rules will ask, and no more, in a fixed number of queries. */
export async function loadTurns(ctx: Context, request: LookRequest): Promise<Loaded> {
  const { entity, zone } = request;
  const latest = await loadPasses(
    ctx,
    request.customers.map(({ id }) => id),
  );
  const all = pairsToLookAt(ctx, request, latest);
  const types = all.length > 0 ? await loadTypes(ctx) : NO_TYPES;
  // Whom a member adds need not match.
  const { open: pairs, out } = request.byHand
    ? { open: all, out: [] }
    : ruleOut(all, { zone, now: ctx.now, types });
  const watches = out.flatMap((pair) => stillOutside(ctx, pair, latest));
  if (pairs.length === 0) return { turns: [], watches };
  const newsAtMost = newsToTakeAway(request);
  const facts = await loadLookFacts(ctx, entity, pairs, { zone, newsAtMost, types });
  const contacts = await loadContacts(ctx, entity, pairs, { zone, types });
  const awaiting = await whoAwaitsNews(ctx, request, pairs);

  const turns = [...byCustomer(pairs, latest)].map(([customer, theirs]): Loaded["turns"][number] => {
    const known = facts.get(customer.id);
    if (!known) throw new Error(`No facts were loaded for ${customer.id}.`);
    return {
      customer,
      facts: known,
      pairs: theirs,
      contactsFor: (action) => contacts(customer, action),
      awaitsNews: awaiting.has(customer.id),
      tooManyEntries: (latest.entriesLastHour.get(customer.id) ?? 0) >= MOST_ENTRIES_AN_HOUR,
      mayEnter: request.mayEnter?.(customer) ?? true,
      news: request.news?.get(customer.id),
      seed: request.seed,
      byHand: request.byHand,
      zone,
      window: request.window ?? null,
      now: ctx.now,
      makeId: newId,
    };
  });
  return { turns, watches };
}

function pairsToLookAt(ctx: Context, request: LookRequest, latest: LatestPasses): Pair[] {
  const candidates = request.programmes.filter(({ target }) => target === request.entity);
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

function byCustomer(pairs: readonly Pair[], { watches }: LatestPasses) {
  const turns = new Map<Pair["customer"], TurnPair[]>();
  for (const { customer, programme, pass } of pairs) {
    const watch = watches.get(pairKey(customer.id, programme.id)) ?? UNWATCHED;
    const theirs = turns.get(customer);
    if (theirs) theirs.push({ programme, pass, watch });
    else turns.set(customer, [{ programme, pass, watch }]);
  }
  return turns;
}

/** A look that finds somebody outside, with nothing to wait for, ends what an earlier one remembered. */
function stillOutside(
  { now }: Context,
  { customer, programme }: Pair,
  { watches }: LatestPasses,
): WatchRecord[] {
  const before = watches.get(pairKey(customer.id, programme.id));
  if (!before || programme.status !== "live") return [];
  const kept = watchToWrite(before, UNWATCHED, now);
  return kept ? [watchOf(customer.id, programme, kept)] : [];
}

function isDue({ now }: Context, { status, wakeAt }: Pass): boolean {
  return status === "open" && wakeAt !== null && wakeAt.getTime() <= now.getTime();
}

/** How many events of the news a verdict from before it may have to do without; 0 where nobody will ask for one. */
function newsToTakeAway({ programmes, news }: Pick<LookRequest, "programmes" | "news">): number {
  const takesNote = ({ openSeed }: LiveProgramme) => openSeed?.mode === "from_now_on";
  if (!news || !programmes.some(takesNote)) return 0;
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
