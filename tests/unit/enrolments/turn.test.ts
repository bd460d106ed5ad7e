import fc from "fast-check";
import { expect, it } from "vitest";
import { takeTurns } from "@/lib/enrolments/turn/take-turns";
import type { IdPrefix } from "@/lib/ids";
import { customerAsRead } from "@/lib/profiles/customer-as-read";
import { type TurnWorld, turnWorld } from "@/tests/support/turn-worlds";
import { runs } from "@/tests/support/wild/arbitraries";

function turnsOf({ here, customers, programmes, wokenBy, seed }: TurnWorld) {
  return customers.map((one) => {
    const attributes = { ...one.facts.attributes };
    const read = customerAsRead("person", one.id, attributes, one.times, here.now);
    let made = 0;
    return {
      customer: { ...read, before: one.before },
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
      makeId: (prefix: IdPrefix) => `${prefix}_${one.id}_${made++}`,
    };
  });
}

const copyOf = (turns: ReturnType<typeof turnsOf>) =>
  structuredClone(
    turns.map(({ customer, facts, pairs }) => ({
      customer,
      facts,
      kept: pairs.map(({ pass, watch }) => ({ pass, watch })),
    })),
  );

it("a turn changes nothing that it was given, and the same turn comes to the same", () => {
  fc.assert(
    fc.property(turnWorld, (world) => {
      const turns = turnsOf(world);
      const given = copyOf(turns);
      const taken = takeTurns(turns, world.entriesLeft);
      expect(copyOf(turns)).toEqual(given);
      expect(takeTurns(turnsOf(world), world.entriesLeft)).toEqual(taken);
    }),
    runs(100),
  );
});

it("nobody enters past a limit, nor a programme twice at once or while inside it", () => {
  fc.assert(
    fc.property(turnWorld, (world) => {
      const { results, entriesLeft } = takeTurns(turnsOf(world), world.entriesLeft);
      for (const [id, left] of world.entriesLeft) {
        const entered = results.flatMap((one) => one.entered).filter(({ programmeId }) => programmeId === id);
        expect(entriesLeft.get(id)).toBe(left - entered.length);
        expect(entriesLeft.get(id)).toBeGreaterThanOrEqual(0);
      }
      for (const { entered, watches } of results) {
        const programmes = entered.map(({ programmeId }) => programmeId);
        expect(new Set(programmes).size).toBe(programmes.length);
        for (const { customerId, programmeId, status } of entered) {
          const pair = world.customers
            .find(({ id }) => id === customerId)
            ?.pairs.find((one) => one.programmeId === programmeId);
          expect(pair?.pass?.status).not.toBe("open");
          const watch = watches.find((one) => one.programmeId === programmeId);
          if (status === "open" && watch) expect(watch).toMatchObject({ matched: false, dueAt: null });
        }
      }
    }),
    runs(100),
  );
});
