import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evaluate, evaluateAny } from "@/lib/audiences/evaluate";
import type { Facts, Filter } from "@/lib/audiences/schema";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "@/lib/time";
import { moment, runs } from "../../support/wild/arbitraries";
import { facts } from "../../support/wild/facts";
import { condition, filter } from "../../support/wild/filters";
import { type Place, place } from "../../support/wild/place";

interface Scene {
  here: Place;
  facts: Facts;
  filter: Filter;
  probes: Date[];
}

const scene: fc.Arbitrary<Scene> = place.chain((here) =>
  fc.record({
    here: fc.constant(here),
    facts: facts(here),
    filter: filter(here),
    probes: fc.array(moment(here), { minLength: 8, maxLength: 8 }),
  }),
);

const HORIZON_MS = 500 * DAY_MS;

/** Moments between now and the next change at which an answer might slip: both ends, what the case suggests, and an even spread. */
function between(now: Date, next: Date | null, probes: readonly Date[]): Date[] {
  const end = next?.getTime() ?? now.getTime() + HORIZON_MS;
  const span = end - now.getTime();
  const spread = [0.01, 0.3, 0.7, 0.99].map((share) => now.getTime() + Math.floor(span * share));
  const near = [1, 1000, MINUTE_MS, HOUR_MS, DAY_MS].flatMap((by) => [now.getTime() + by, end - by]);
  return [...spread, ...near, ...probes.map((probe) => probe.getTime())]
    .filter((at) => at >= now.getTime() && at < end)
    .map((at) => new Date(at));
}

describe("the next change of an answer", () => {
  it("is never later than the truth: nothing turns before it", () => {
    fc.assert(
      fc.property(scene, ({ here: { now, zone }, facts, filter, probes }) => {
        const first = evaluate(filter, facts, { now, zone });
        for (const at of between(now, first.nextChange, probes)) {
          const later = evaluate(filter, facts, { now: at, zone });
          if (later.verdict !== first.verdict) expect([at, later.verdict]).toEqual([at, first.verdict]);
        }
      }),
      runs(250),
    );
  });

  it("of a single condition is the very moment at which it turns", () => {
    fc.assert(
      fc.property(
        place.chain((here) => fc.tuple(fc.constant(here), facts(here), condition(here))),
        ([{ now, zone }, facts, condition]) => {
          const first = evaluateAny([condition], facts, { now, zone });
          if (!first.nextChange) return;
          expect(first.nextChange.getTime()).toBeGreaterThan(now.getTime());
          if (condition.kind === "people" && condition.all.length > 1) return;
          for (const at of between(now, first.nextChange, [])) {
            const later = evaluateAny([condition], facts, { now: at, zone });
            if (later.verdict !== first.verdict) expect([at, later.verdict]).toEqual([at, first.verdict]);
          }
          const then = evaluateAny([condition], facts, { now: first.nextChange, zone });
          expect([first.nextChange, then.verdict]).toEqual([first.nextChange, !first.verdict]);
        },
      ),
      runs(600),
    );
  });

  it("with a start and an end of counting holds as well, and nothing changes after the end", () => {
    fc.assert(
      fc.property(
        place.chain((here) => fc.tuple(scene, moment(here), moment(here))),
        ([
          {
            here: { now, zone },
            facts,
            filter,
            probes,
          },
          since,
          until,
        ]) => {
          const first = evaluate(filter, facts, { now, zone, since, until });
          if (first.nextChange) expect(first.nextChange.getTime()).toBeLessThanOrEqual(until.getTime());
          for (const at of between(now, first.nextChange, [...probes, until])) {
            const later = evaluate(filter, facts, { now: at, zone, since, until });
            if (later.verdict !== first.verdict) expect([at, later.verdict]).toEqual([at, first.verdict]);
          }
        },
      ),
      runs(150),
    );
  });

  it("woken only when due, one sees what one would have seen by looking every minute", () => {
    const STEPS = 24 * 60;
    fc.assert(
      fc.property(scene, ({ here: { now, zone }, facts, filter }) => {
        let due: Date | null = now;
        let verdict = false;
        for (let minute = 0; minute <= STEPS; minute++) {
          const at = new Date(now.getTime() + minute * MINUTE_MS);
          while (due && due.getTime() <= at.getTime()) {
            const woken: ReturnType<typeof evaluate> = evaluate(filter, facts, { now: due, zone });
            verdict = woken.verdict;
            due = woken.nextChange;
          }
          const looked = evaluate(filter, facts, { now: at, zone });
          if (looked.verdict !== verdict) expect([at, verdict]).toEqual([at, looked.verdict]);
        }
      }),
      { ...runs(20), interruptAfterTimeLimit: 4000 * Number(process.env.FC_RUNS ?? 1) },
    );
  });
});
