import fc from "fast-check";
import { expect, it } from "vitest";
import { takeTurns } from "@/lib/enrolments/turn/take-turns";
import type { IdPrefix } from "@/lib/ids";
import { customerAsRead } from "@/lib/profiles/customer-as-read";
import type { Customer } from "@/lib/profiles/schema";
import { lookBefore } from "@/tests/support/before/look";
import { simulateYear as yearBefore } from "@/tests/support/before/simulate";
import { type TurnCustomer, type TurnWorld, turnWorld } from "@/tests/support/turn-worlds";
import { runs } from "@/tests/support/wild/arbitraries";
import { simulateYear } from "@/tests/support/year";

const ids = (customerId: string) => {
  let made = 0;
  return (prefix: IdPrefix) => `${prefix}_${customerId}_${made++}`;
};
const lockedOf = ({ here }: TurnWorld, { id, facts, before, times }: TurnCustomer): Customer => ({
  ...customerAsRead("person", id, { ...facts.attributes }, times, here.now),
  before,
});
const key = (customerId: string, programmeId: string) => `${customerId} ${programmeId}`;

function asBefore(world: TurnWorld) {
  const { here, customers, programmes, wokenBy, seed } = world;
  const locked = new Map(customers.map((one) => [one.id, lockedOf(world, one)]));
  const pairs = customers.flatMap(({ id, pairs: theirs }) =>
    theirs.flatMap(({ programmeId, pass }) => {
      const programme = programmes.find((one) => one.id === programmeId);
      const customer = locked.get(id);
      return programme && customer ? [{ customer, programme, pass: pass && { ...pass, dirty: false } }] : [];
    }),
  );
  const entriesLeft = new Map(world.entriesLeft);
  const watches = customers.flatMap(({ id, pairs: theirs }) =>
    theirs.map(({ programmeId, watch }) => [key(id, programmeId), watch] as const),
  );
  const contacts = new Map(customers.map((one) => [one.id, one.contacts]));
  const result = lookBefore(
    { now: here.now, makeId: ids },
    {
      customers: [...locked.values()],
      wokenBy,
      zone: here.zone,
      window: null,
      mayEnter: ({ id }) => customers.find((one) => one.id === id)?.mayEnter ?? true,
      news:
        wokenBy === "news"
          ? new Map(customers.flatMap(({ id, news }) => (news ? [[id, news] as const] : [])))
          : undefined,
      seed,
      entriesLeft,
    },
    pairs,
    {
      facts: new Map(customers.map(({ id, facts }) => [id, facts])),
      contacts: ({ id }) => contacts.get(id) ?? [],
      standing: {
        watches: new Map(watches),
        entriesLastHour: new Map(customers.map(({ id, entriesLastHour }) => [id, entriesLastHour])),
      },
      awaiting: new Set(customers.flatMap(({ id, awaitsNews }) => (awaitsNews ? [id] : []))),
    },
  );
  return { ...result, customers: [...locked.values()], entriesLeft };
}

function asNow(world: TurnWorld) {
  const { here, customers, programmes, wokenBy, seed } = world;
  const locked = customers.map((one) => lockedOf(world, one));
  const given = structuredClone(locked);
  const turns = customers.map((one, at) => {
    const customer = locked[at] ?? lockedOf(world, one);
    customer.looked = customer.attributes;
    return {
      customer,
      facts: one.facts,
      pairs: one.pairs.flatMap(({ programmeId, pass, watch }) => {
        const programme = programmes.find(({ id }) => id === programmeId);
        return programme ? [{ programme, pass, watch }] : [];
      }),
      contactsFor: () => one.contacts,
      awaitsNews: one.awaitsNews,
      tooManyEntries: one.entriesLastHour >= 20,
      mayEnter: one.mayEnter,
      news: wokenBy === "news" ? one.news : undefined,
      seed,
      zone: here.zone,
      window: null,
      now: here.now,
      makeId: ids(one.id),
    };
  });
  const passesBefore = JSON.stringify(customers.map(({ pairs }) => pairs));
  const { results, entriesLeft } = takeTurns(turns, world.entriesLeft);
  expect(JSON.stringify(customers.map(({ pairs }) => pairs))).toBe(passesBefore);
  expect(locked).toEqual(given);
  const passes = results.flatMap((one) => one.passes);
  const goOn = passes.filter(({ status, isNew }) => status === "open" && !isNew);
  const deliveries = results.flatMap((one) => one.deliveries);
  return {
    passes,
    entered: results.flatMap((one) => one.entered),
    ended: results.flatMap((one) => one.ended),
    revived: wokenBy === "seed" || wokenBy === "sweep" ? goOn : [],
    channels: new Set(
      deliveries.flatMap(({ status, channel }) =>
        status === "waiting" && channel !== "record" ? [channel] : [],
      ),
    ),
    moves: results.flatMap((one) => one.moves),
    deliveries,
    watches: results.flatMap((one) => one.watches),
    customers: results.map(({ customer }) => customer),
    entriesLeft,
  };
}

/** In one order, and without what only one of them keeps: whether a pass differs from its row. */
function comparable(result: ReturnType<typeof asBefore> | ReturnType<typeof asNow>) {
  const plain = (pass: object) => {
    const { dirty: _, ...rest } = { dirty: false, ...pass };
    return rest;
  };
  const byId = <Row extends { id: string }>(rows: readonly Row[]) =>
    [...rows].sort((a, b) => a.id.localeCompare(b.id));
  return {
    passes: byId(result.passes).map(plain),
    entered: byId(result.entered).map(plain),
    ended: byId(result.ended).map(plain),
    revived: byId(result.revived).map(plain),
    channels: [...result.channels].sort(),
    moves: byId(result.moves),
    deliveries: byId(result.deliveries).map(({ pass, ...row }) => {
      const { id, programmeId, version, entity, customerId } = pass;
      return { ...row, pass: { id, programmeId, version, entity, customerId } };
    }),
    watches: [...result.watches].sort((a, b) =>
      key(a.customerId, a.programmeId).localeCompare(key(b.customerId, b.programmeId)),
    ),
    customers: result.customers,
    entriesLeft: [...result.entriesLeft],
  };
}

const WORLDS = Number(process.env.WORLDS ?? 100);

it("a turn comes to what a look came to before", () => {
  const seen: Record<string, number> = { worlds: 0 };
  const count = (what: string, by: number) => {
    seen[what] = (seen[what] ?? 0) + by;
  };
  fc.assert(
    fc.property(turnWorld, (world) => {
      const before = comparable(asBefore(world));
      const now = comparable(asNow(world));
      expect(now).toEqual(before);
      count("worlds", 1);
      for (const what of ["passes", "entered", "ended", "revived", "deliveries", "watches"] as const)
        count(what, now[what].length);
      for (const { kind } of now.moves) count(`move ${kind}`, 1);
      for (const { reason } of now.deliveries) if (reason) count(`row ${reason}`, 1);
      count(
        "late",
        now.passes.filter((pass) => "goalMetLateAt" in pass && pass.goalMetLateAt === world.here.now).length,
      );
    }),
    runs(WORLDS),
  );
  if (WORLDS > 100) console.info(JSON.stringify(seen));
}, 3_600_000);

it("a simulated year is the year it was before", () => {
  for (let seed = 1; seed <= Number(process.env.YEARS ?? 1); seed++)
    expect(simulateYear(seed)).toEqual(yearBefore(seed));
}, 3_600_000);
