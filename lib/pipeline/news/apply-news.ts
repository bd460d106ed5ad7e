import "server-only";
import type { Context } from "@/lib/context";
import { look } from "@/lib/enrolments/look";
import { decide } from "@/lib/pipeline/decide";
import { affectedBy } from "@/lib/pipeline/news/affected-by";
import { applyEvents } from "@/lib/pipeline/news/apply-events";
import { claimNews, claimNewsOf, type Lane, listUnsettled, whatWaits } from "@/lib/pipeline/news/claim-news";
import { finishNews } from "@/lib/pipeline/news/finish-news";
import { joinPeople } from "@/lib/pipeline/news/join-people";
import { readTraits } from "@/lib/pipeline/news/read-traits";
import { prepare } from "@/lib/pipeline/prepare";
import { quarantineEvent, refusalOf } from "@/lib/pipeline/quarantine";
import type { NewsEvent } from "@/lib/pipeline/schema";
import { busyCustomers, noteBusy } from "@/lib/profiles/busy-customers";
import { ChangedMeanwhile } from "@/lib/profiles/changed-meanwhile";
import { makeFirstStatistics } from "@/lib/profiles/first-statistics";
import { identify } from "@/lib/profiles/identity/identify";
import { LockedOut, lockCustomers } from "@/lib/profiles/lock-customers";
import { nameOrganisations } from "@/lib/profiles/name-organisations";

const BATCH = 500;
/** Whoever is found locked is left out of the next try. */
const TRIES = 4;

/**
 * Applies pending events of a workspace, oldest first: whom they are about, what they say of them, and what follows for every programme
 * that reads it, all in one transaction. One that cannot be applied is set aside and holds up nobody else, nor does a customer whom
 * somebody else keeps locked. Says how many were applied or set aside; 0 means that there is no news, or none that can be applied now.
 */
export function applyNews(ctx: Context, limit = BATCH, lane?: Lane): Promise<number> {
  return applyOrSetAside(ctx, (tx, most, busy) => claimNews(tx, most, busy, lane), limit);
}

/** News before time: applies whatever is pending for these customers before anything is decided or sent on account of time. */
export async function applyNewsOf(ctx: Context, customerIds: readonly string[]): Promise<number> {
  if (customerIds.length === 0 || !(await whatWaits(ctx)).news) return 0;
  const claimTheirs: Claim = (tx, limit, busy) => claimNewsOf(tx, customerIds, limit, busy);
  let applied = 0;
  // What has been applied may have brought up more: of the visitor that somebody turned out to be.
  for (let found = 1; found > 0; applied += found) found = await applyOrSetAside(ctx, claimTheirs, BATCH);
  return applied;
}

type Claim = (tx: Context, limit: number, busy: ReadonlySet<string>) => Promise<NewsEvent[]>;

async function applyOrSetAside(ctx: Context, claim: Claim, limit: number, tries = TRIES): Promise<number> {
  let claimed: NewsEvent[] = [];
  const busy = await busyCustomers(ctx);
  const claimSome = async (tx: Context) => {
    claimed = await claim(tx, limit, busy);
    return claimed;
  };
  try {
    const applied = await decide(ctx, (tx) => applyBatch(tx, claimSome));
    await makeFirstStatistics(ctx.db, applied);
    return applied;
  } catch (error) {
    if (error instanceof LockedOut && tries > 1) {
      await noteBusy(ctx, error.ids);
      return applyOrSetAside(ctx, claim, limit, tries - 1);
    }
    const refusal = refusalOf(error);
    const [first] = claimed;
    if (refusal === null || !first) throw error;
    // Smaller and smaller batches find the one that is refused.
    if (claimed.length > 1) return applyOrSetAside(ctx, claim, Math.ceil(claimed.length / 4));
    await quarantineEvent(ctx, first, refusal);
    return 1;
  }
}

/** Applies claimed events within one transaction. */
export async function applyBatch(
  ctx: Context,
  claim: (tx: Context) => Promise<NewsEvent[]>,
): Promise<number> {
  const events = await claim(ctx);
  if (events.length === 0) return 0;
  // An event that arrived while we waited is never later than now.
  const latest = Math.max(...events.map(({ receivedAt }) => receivedAt.getTime()));
  const tx = { ...ctx, now: new Date(Math.max(ctx.now.getTime(), latest)) };

  const { programmes, zone, window, entriesLeft } = await prepare(tx);
  const resolution = await identify(tx, events);
  const organisationIds = await nameOrganisations(
    tx,
    events.flatMap(({ groupId }) => (groupId ? [groupId] : [])),
  );
  const personIds = new Set([...resolution.personOf.values()].filter((id) => id !== null));
  for (const { from, into } of resolution.merges) personIds.add(from).add(into);

  const people = new Map(
    (await lockCustomers(tx, "person", [...personIds])).map((person) => [person.id, person]),
  );
  for (const id of personIds) {
    const seen = resolution.seenAddresses.get(id);
    const person = people.get(id);
    if (!person || (seen !== undefined && seen !== person.email)) throw new ChangedMeanwhile();
  }
  const described = new Set(
    events.flatMap(({ type, groupId }) =>
      type === "group" && groupId ? [organisationIds.get(groupId) ?? ""] : [],
    ),
  );
  const organisations = new Map(
    (await lockCustomers(tx, "organisation", [...described])).map((one) => [one.id, one]),
  );

  const joined = await joinPeople(tx, resolution.merges, people);
  const traits = await readTraits(
    tx,
    events.filter(({ id, type }) => type === "group" || resolution.personOf.get(id)),
  );
  const applied = await applyEvents(tx, {
    events,
    resolution,
    people,
    organisations,
    organisationIds,
    traits,
  });
  // An organisation that counts its people has to count them again.
  for (const id of joined.people) applied.regrouped.people.add(id);
  const freshlyNamed = new Set([
    ...resolution.born,
    ...resolution.links.map(({ personId }) => personId),
    ...joined.people,
  ]);

  const alive = [...people.values()].filter(({ id }) => !joined.gone.has(id));
  const result = await look(tx, {
    entity: "person",
    customers: alive,
    programmes,
    wokenBy: "news",
    zone,
    window,
    isAffected: affectedBy({ applied, freshlyNamed }),
    listUnsettled,
    mayEnter: ({ id }) => applied.live.has(id),
    news: applied.news,
    entriesLeft,
  });
  await finishNews(tx, {
    programmes,
    result,
    applied,
    described: [...organisations.values()],
    alsoEnded: joined.ended,
  });
  return events.length;
}
