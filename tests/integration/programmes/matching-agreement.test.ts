import { and, eq, isNull } from "drizzle-orm";
import fc from "fast-check";
import { expect } from "vitest";
import { enrolments, organisations, people, programmes, workspaces } from "@/db/schema";
import type { Filter } from "@/lib/audiences/schema";
import type { Context } from "@/lib/context";
import { guard } from "@/lib/enrolments/rules/guard";
import { isEdge } from "@/lib/enrolments/rules/is-edge";
import { writeWatches } from "@/lib/enrolments/write/write-watches";
import { countMatching } from "@/lib/lifecycle/count-matching";
import { moveSeed } from "@/lib/lifecycle/seeds/move-seed";
import { plantSeed } from "@/lib/lifecycle/seeds/plant-seed";
import { whoMatches } from "@/lib/lifecycle/who-matches";
import { type Entity, entities } from "@/lib/profiles/schema";
import { definitionSchema } from "@/lib/programmes/definition-schema";
import { runningAs } from "@/lib/programmes/published/running-as";
import type { Definition } from "@/lib/programmes/schema";
import { DAY_MS, HOUR_MS } from "@/lib/time";
import { testContext } from "../../support/database";
import { it } from "../../support/fixture";
import { nudge } from "../../support/jobs";
import { seeded } from "../../support/random";
import { runs } from "../../support/wild/arbitraries";
import { type Stored, storeWorld, type World, worldOf } from "../../support/wild/world";

it("the customers that are counted before a walk are those that the guard and its edge let in", async ({
  db,
}) => {
  let matching = 0;
  await fc.assert(
    fc.asyncProperty(fc.integer(), async (seed) => {
      const world = withoutFuture(worldOf(seed));
      const random = seeded(seed);
      const ctx = await testContext(db, { now: world.here.now });
      await ctx.db
        .update(workspaces)
        .set({ timezone: world.here.zone })
        .where(eq(workspaces.id, ctx.workspaceId));
      const stored = await storeWorld(ctx, world);
      const [programme] = await ctx.db
        .select({ id: programmes.id, slug: programmes.slug })
        .from(programmes)
        .where(eq(programmes.workspaceId, ctx.workspaceId));
      if (!programme) return;
      await endEarlierPasses(ctx, world, random);
      const cursor = await walkHalfWay(ctx, programme.id, stored.people, random);
      for (const side of entities) {
        const watched = await watchSome(ctx, programme.id, side, stored, random);
        for (let at = 0; at + 2 < world.filters.length; at += 3) {
          const definition = definitionOf(side, world.filters.slice(at), random);
          for (const walk of ["everyone", "resume"] as const) {
            const asked = { side, walk, definition, programme, watched, cursor };
            matching += await compare(
              ctx,
              world,
              side === "person" ? stored.people : stored.organisations,
              asked,
            );
          }
        }
      }
    }),
    { ...runs(8), endOnFailure: true },
  );
  expect(matching).toBeGreaterThan(0);
});

/** A time in the future is cut to the receipt, so that no event is later than now. */
function withoutFuture(world: World): World {
  const isPast = ({ at }: { at: Date }) => at.getTime() <= world.here.now.getTime();
  const past = <One extends World["organisations"][number]>(one: One) => ({
    ...one,
    events: one.events.filter(isPast),
  });
  return { ...world, people: world.people.map(past), organisations: world.organisations.map(past) };
}

interface Asked {
  side: Entity;
  walk: "everyone" | "resume";
  definition: Definition;
  programme: { id: string; slug: string };
  watched: ReadonlySet<string>;
  cursor: string | null;
}

async function compare(
  ctx: Context,
  { here }: World,
  customers: readonly Stored[],
  { side, walk, definition, programme, watched, cursor }: Asked,
): Promise<number> {
  const table = side === "person" ? people : organisations;
  const where = await whoMatches(ctx, programme.id, definition, walk);
  const found = new Set((await ctx.db.select({ id: table.id }).from(table).where(where)).map(({ id }) => id));
  const passes = await passesOf(ctx, programme.id);
  const openSeed = cursor === null ? null : { id: "sed_1", mode: "from_now_on" as const, cursor };
  const live = { ...runningAs(programme, definition), openSeed };
  for (const { id, facts } of customers) {
    const theirs = passes.get(id) ?? { count: 0, open: false, lastEndedAt: null };
    const seen = guard({ definition, facts, passes: theirs, ...here });
    const looked = {
      customer: { id, before: facts.attributes },
      facts,
      seed: { programmeId: programme.id, mode: walk },
      ...here,
    };
    const candidate = { programme: live, definition, matched: watched.has(id), passes: theirs.count };
    const rules = seen.verdict && isEdge(looked, candidate);
    if (found.has(id) === rules) continue;
    expect.fail(
      JSON.stringify({ database: found.has(id), rules, walk, theirs, here, definition, facts }, null, 1),
    );
  }
  expect(await countMatching(ctx, programme.id, definition, walk)).toBe(found.size);
  return found.size;
}

function definitionOf(target: Entity, filters: readonly Filter[], random: () => number): Definition {
  const [audience, excluded, goal] = filters;
  const reentry = [{ kind: "never" }, { kind: "after_leaving" }, { kind: "days_after_leaving", days: 2 }][
    Math.floor(random() * 3)
  ];
  const made = definitionSchema.parse(nudge({ target, reentry }));
  const exclusions = random() < 0.5 ? (excluded?.any[0]?.all ?? []) : [];
  return {
    ...made,
    audience: audience ?? made.audience,
    exclusions,
    goal: { filter: goal ?? made.goal.filter, counts: random() < 0.5 ? "ever" : "since_entry" },
  };
}

/** Passes that were completed or left have ended some time ago, the earlier ones first. */
async function endEarlierPasses(ctx: Context, { here }: World, random: () => number): Promise<void> {
  const ours = eq(enrolments.workspaceId, ctx.workspaceId);
  const rows = await ctx.db
    .select()
    .from(enrolments)
    .where(and(ours, isNull(enrolments.endedAt)));
  for (const { id, pass, status } of rows.filter((row) => row.status !== "open")) {
    const beside = [0, 0, 1, -1, HOUR_MS, -HOUR_MS, -DAY_MS][Math.floor(random() * 7)] ?? 0;
    const endedAt = new Date(here.now.getTime() - (6 - 2 * pass) * DAY_MS + beside);
    await ctx.db
      .update(enrolments)
      .set({ endedAt, status })
      .where(and(ours, eq(enrolments.id, id)));
  }
}

async function passesOf(ctx: Context, programmeId: string) {
  const rows = await ctx.db
    .select()
    .from(enrolments)
    .where(and(eq(enrolments.workspaceId, ctx.workspaceId), eq(enrolments.programmeId, programmeId)))
    .orderBy(enrolments.pass);
  return new Map(
    rows.map(({ customerId, pass, status, endedAt }) => [
      customerId,
      { count: pass, open: status === "open", lastEndedAt: endedAt },
    ]),
  );
}

/** A walk that takes note of who matched at go-live may not have come to everybody yet; it answers with how far it has. */
async function walkHalfWay(
  ctx: Context,
  programmeId: string,
  stored: readonly Stored[],
  random: () => number,
): Promise<string | null> {
  if (random() < 0.5) return null;
  const cursor = stored[Math.floor(random() * stored.length)]?.id ?? "";
  const seedId = await plantSeed(ctx, programmeId, "from_now_on");
  await moveSeed(ctx, seedId, { cursor, looked: 0, entered: 0, isFinished: false });
  return cursor;
}

async function watchSome(
  ctx: Context,
  programmeId: string,
  entity: Entity,
  stored: { people: Stored[]; organisations: Stored[] },
  random: () => number,
): Promise<ReadonlySet<string>> {
  const customers = entity === "person" ? stored.people : stored.organisations;
  const watched = customers.filter(() => random() < 0.3).map(({ id }) => id);
  await writeWatches(
    ctx,
    watched.map((customerId) => ({ programmeId, entity, customerId, matched: true, dueAt: null })),
  );
  return new Set(watched);
}
