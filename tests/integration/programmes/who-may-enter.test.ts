import { eq } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { organisations, people, workspaces } from "@/db/schema";
import type { Filter } from "@/lib/audiences/schema";
import { guard } from "@/lib/enrolments/rules/guard";
import { newId } from "@/lib/ids";
import { whoMatches } from "@/lib/lifecycle/who-matches";
import { entities } from "@/lib/profiles/schema";
import { definitionSchema } from "@/lib/programmes/definition-schema";
import { freshDatabase, testContext } from "../../support/database";
import { nudge } from "../../support/jobs";
import { runs } from "../../support/wild/arbitraries";
import { storeWorld, worldOf } from "../../support/wild/world";

let database: Awaited<ReturnType<typeof freshDatabase>>;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

/** Whoever they are, so that it is the goal that tells them apart. */
const everybody: Filter = {
  any: (["has_any_value", "has_no_value"] as const).map((op) => ({
    all: [{ kind: "attribute", of: "self", attribute: "plan", is: { op } }],
  })),
};
const nobodyYet = { count: 0, open: false, lastEndedAt: null };

it("whom a publisher is told would enter are those whom the rules let in, whatever is asked", async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer(), async (seed) => {
      const drawn = worldOf(seed);
      const { now, zone } = drawn.here;
      const ctx = await testContext(database.db, { now });
      await ctx.db.update(workspaces).set({ timezone: zone }).where(eq(workspaces.id, ctx.workspaceId));
      const stored = await storeWorld(ctx, drawn);
      for (const target of entities) {
        for (const [place, filter] of drawn.filters.slice(1).entries()) {
          const another = drawn.filters[place] ?? everybody;
          const definition = {
            ...definitionSchema.parse(nudge()),
            target,
            audience: place % 4 === 0 ? another : everybody,
            exclusions: place % 4 === 1 ? another.any.flatMap(({ all }) => all.slice(0, 1)) : [],
            goal: { filter, counts: place % 5 === 0 ? ("ever" as const) : ("since_entry" as const) },
          };
          const table = target === "person" ? people : organisations;
          const rows = await ctx.db
            .select({ id: table.id })
            .from(table)
            .where(await whoMatches(ctx, newId("prg"), definition, "resume"));
          const customers = target === "person" ? stored.people : stored.organisations;
          const letIn = customers.filter(
            ({ facts }) => guard({ definition, facts, passes: nobodyYet, zone, now }).verdict,
          );
          expect(rows.map(({ id }) => id).sort(), JSON.stringify(definition)).toEqual(
            letIn.map(({ id }) => id).sort(),
          );
        }
      }
    }),
    { ...runs(10), endOnFailure: true },
  );
});
