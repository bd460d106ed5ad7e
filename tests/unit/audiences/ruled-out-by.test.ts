import fc from "fast-check";
import { expect, it } from "vitest";
import { evaluate } from "@/lib/audiences/evaluate";
import { ruledOutBy } from "@/lib/audiences/ruled-out-by";
import type { Condition, EventCondition } from "@/lib/audiences/schema";
import { runs } from "../../support/wild/arbitraries";
import { facts } from "../../support/wild/facts";
import { filter } from "../../support/wild/filters";
import { place } from "../../support/wild/place";

const NOW = new Date("2026-03-02T09:00:00Z");
const person = {
  entity: "person" as const,
  attributes: { plan: "trial", seats: 5, paid_at: NOW.toISOString() },
};
const ask = (all: Condition[]) => ruledOutBy({ any: [{ all }] }, person, { now: NOW, zone: "UTC" });
const exported: EventCondition = {
  kind: "event",
  event: "Exported",
  count: { op: ">=", times: 1 },
  where: [],
};

it("whoever is ruled out by their own attributes matches neither now nor by time alone, whatever else is known of them", () => {
  fc.assert(
    fc.property(
      place.chain((here) => fc.tuple(fc.constant(here), facts(here), filter(here))),
      ([{ now, zone }, facts, filter]) => {
        if (!ruledOutBy(filter, facts, { now, zone })) return;
        const { verdict, nextChange } = evaluate(filter, facts, { now, zone });
        expect({ verdict, nextChange }).toEqual({ verdict: false, nextChange: null });
      },
    ),
    runs(3_000),
  );
});

it("an attribute that does not hold rules out its group, and every group has to be ruled out", () => {
  const other = {
    kind: "attribute",
    of: "self",
    attribute: "plan",
    is: { op: "is", value: "team" },
  } as const;
  const holds = { kind: "attribute", of: "self", attribute: "seats", is: { op: ">", value: 1 } } as const;
  expect(ask([other, exported])).toBe(true);
  expect(ask([holds, exported])).toBe(false);
  expect(ask([exported])).toBe(false);
  expect(
    ruledOutBy({ any: [{ all: [other] }, { all: [exported] }] }, person, { now: NOW, zone: "UTC" }),
  ).toBe(false);
});

it("what time will make true, and what is asked of the organisation, rules nobody out", () => {
  const later = {
    kind: "attribute",
    of: "self",
    attribute: "days_since_paid",
    is: { op: ">=", value: 3 },
  } as const;
  const company = {
    kind: "attribute",
    of: "organisation",
    attribute: "plan",
    is: { op: "is", value: "team" },
  } as const;
  expect(ask([later])).toBe(false);
  expect(ask([company])).toBe(false);
});
