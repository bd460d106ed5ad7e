import fc from "fast-check";
import { expect, it } from "vitest";
import { evaluate, evaluateAny } from "@/lib/audiences/evaluate";
import { type Stay, tally, tallyStays } from "@/lib/audiences/tally";
import { verdictOf, verdictOfAny } from "@/lib/audiences/verdict-of";
import { moment, runs } from "../../support/wild/arbitraries";
import { facts } from "../../support/wild/facts";
import { condition, filter } from "../../support/wild/filters";
import { place } from "../../support/wild/place";

it("the quick answer and its next change are those of the full one", () => {
  fc.assert(
    fc.property(
      place.chain((here) =>
        fc.tuple(
          fc.constant(here),
          facts(here),
          filter(here),
          fc.array(condition(here), { maxLength: 3 }),
          fc.option(moment(here), { nil: undefined }),
        ),
      ),
      ([{ now, zone }, facts, filter, exclusions, since]) => {
        const options = { now, zone, since };
        const { verdict, nextChange } = evaluate(filter, facts, options);
        expect(verdictOf(filter, facts, options)).toEqual({ verdict, nextChange });
        const any = evaluateAny(exclusions, facts, options);
        expect(verdictOfAny(exclusions, facts, options)).toEqual({
          verdict: any.verdict,
          nextChange: any.nextChange,
        });
      },
    ),
    runs(1_000),
  );
});

it("what comes and goes at known moments is counted as if each were asked again and again", () => {
  const stay = fc.record({
    from: fc.integer({ min: -9, max: 9 }),
    length: fc.constantFrom(0, 1, 3, 7, Infinity),
  });
  fc.assert(
    fc.property(fc.array(stay, { maxLength: 8 }), fc.integer({ min: 0, max: 5 }), (made, times) => {
      const stays: Stay[] = made.map(({ from, length }) => ({ from, until: from + length }));
      const asked = stays.map(({ from, until }) => (t: number) => ({
        counts: from <= t && t < until,
        next: t < from ? from : t < until && until < Number.POSITIVE_INFINITY ? until : null,
      }));
      for (const holds of [(count: number) => count >= times, (count: number) => count === times])
        expect(tallyStays(0, stays, holds)).toEqual(tally(0, asked, holds));
    }),
    runs(1_000),
  );
});
