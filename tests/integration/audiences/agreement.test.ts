import fc from "fast-check";
import { describe, expect } from "vitest";
import { listMatching } from "@/lib/audiences/count";
import { evaluate } from "@/lib/audiences/evaluate";
import { loadFacts } from "@/lib/audiences/load-facts";
import type { Filter } from "@/lib/audiences/schema";
import { type Entity, entities } from "@/lib/profiles/schema";
import { it } from "@/tests/support/fixture";
import { testContext } from "../../support/database";
import { moment, runs } from "../../support/wild/arbitraries";
import { type Stored, storeWorld, worldOf } from "../../support/wild/world";

describe("the readers of a filter agree", () => {
  it("the database finds exactly the customers that the rules find, of a thousand filters", async ({
    db,
  }) => {
    await fc.assert(
      fc.asyncProperty(fc.integer(), async (seed) => {
        const drawn = worldOf(seed);
        const ctx = await testContext(db, { now: drawn.here.now });
        const stored = await storeWorld(ctx, drawn);
        for (const side of entities) {
          for (const filter of drawn.filters) {
            const rows = await listMatching(ctx, side, filter, drawn.here.zone, { limit: 1000 });
            const customers = side === "person" ? stored.people : stored.organisations;
            differ(
              filter,
              customers,
              rows.map(({ id }) => id),
              customers
                .filter(({ facts }) => evaluate(filter, facts, drawn.here).verdict)
                .map(({ id }) => id),
            );
          }
        }
      }),
      { ...runs(20), endOnFailure: true },
    );
  });

  it("what is loaded for some filters answers them as everything that is known would, now and later", async ({
    db,
  }) => {
    await fc.assert(
      fc.asyncProperty(fc.integer(), async (seed) => {
        const drawn = worldOf(seed);
        const ctx = await testContext(db, { now: drawn.here.now });
        const stored = await storeWorld(ctx, drawn);
        for (const side of entities) {
          const customers = side === "person" ? stored.people : stored.organisations;
          for (const batch of [drawn.filters.slice(0, 1), drawn.filters.slice(1, 4)]) {
            const loaded = await loadFacts(
              ctx,
              side,
              customers,
              batch.map((filter) => ({ filter })),
            );
            for (const filter of batch) compareWith(loaded, filter, side, customers, drawn.here);
          }
        }
      }),
      { ...runs(20), endOnFailure: true },
    );
  });

  it("what is loaded up to an earlier moment answers as of that moment", async ({ db }) => {
    await fc.assert(
      fc.asyncProperty(fc.integer(), async (seed) => {
        const drawn = worldOf(seed);
        const [to = drawn.here.now] = fc.sample(moment(drawn.here), { seed, numRuns: 1 });
        const ctx = await testContext(db, { now: drawn.here.now });
        const { people } = await storeWorld(ctx, drawn);
        const asked = drawn.filters.slice(0, 3);
        const loaded = await loadFacts(
          ctx,
          "person",
          people,
          asked.map((filter) => ({ filter, to })),
        );
        const options = { ...drawn.here, until: to };
        for (const filter of asked) compareWith(loaded, filter, "person", people, options);
      }),
      { ...runs(12), endOnFailure: true },
    );
  });
});

function differ(
  filter: Filter,
  customers: readonly Stored[],
  found: readonly string[],
  expected: readonly string[],
): void {
  const wrong = customers.find(({ id }) => found.includes(id) !== expected.includes(id));
  if (!wrong) return;
  const seen = { database: found.includes(wrong.id), rules: expected.includes(wrong.id) };
  expect.fail(JSON.stringify({ seen, filter, facts: wrong.facts }, null, 1));
}

function compareWith(
  loaded: Awaited<ReturnType<typeof loadFacts>>,
  filter: Filter,
  side: Entity,
  customers: readonly Stored[],
  options: Parameters<typeof evaluate>[2],
): void {
  for (const { id, facts } of customers) {
    const known = loaded.get(id);
    const some = known && evaluate(filter, known, options);
    const all = evaluate(filter, facts, options);
    if (some?.verdict === all.verdict && some.nextChange?.getTime() === all.nextChange?.getTime()) continue;
    expect.fail(JSON.stringify({ side, some, all, filter, known, facts }, null, 1));
  }
}
