import fc from "fast-check";
import { definitionSchema } from "@/lib/programmes/definition-schema";
import type { Definition } from "@/lib/programmes/schema";
import {
  all,
  arm,
  branch,
  days,
  did,
  didNot,
  has,
  message,
  nudge,
  reminder,
  update,
  wait,
} from "@/tests/support/jobs";
import { often } from "@/tests/support/wild/arbitraries";
import { condition, filter } from "@/tests/support/wild/filters";
import type { Place } from "@/tests/support/wild/place";

const zoneOf = fc.constantFrom("workspace", "person");

/** Programmes of every kind of action and step, tame enough to be entered. */
export function definition(here: Place): fc.Arbitrary<Definition> {
  const wild = filter(here);
  const plan = all(has("plan"));
  const tame = fc.constantFrom(
    plan,
    plan,
    all(has("seats")),
    all(didNot("Signed In", { within: days(7) })),
    all(has("plan"), did("Signed In")),
  );
  const when = fc.oneof(
    { weight: 3, arbitrary: fc.constant({}) },
    { weight: 1, arbitrary: condition(here).map((one) => ({ when: { any: [{ all: [one] }] } })) },
  );
  const act = (id: string) =>
    fc.oneof(
      when.map((more) => message(id, more)),
      fc.constantFrom("pro", "free").map((value) => update(id, "plan", value)),
      fc.constant(update(id, "seats", 3)),
      fc.constant({ kind: "notify", id, channel: "#team", text: "Look." }),
    );
  const step = (id: string) =>
    fc.oneof(
      act(id),
      fc.integer({ min: 0, max: 3 }).map((delay) => wait(id, days(delay))),
      fc.integer({ min: 0, max: 5 }).map((delay) => reminder(id, days(delay))),
    );
  const asked = fc.oneof(
    fc.constantFrom(
      plan,
      all(has("plan", { op: "is", value: "pro" })),
      all(did("Signed In")),
      all(has("seats", { op: "=", value: 3 })),
    ),
    condition(here).map((one) => ({ any: [{ all: [one] }] })),
  );
  /** Ways within ways, with steps of every kind in them. */
  const fork = fc
    .tuple(asked, asked, asked, step("s2a"), step("s2b"), step("s2c"))
    .map(([first, second, third, a, b, c]) =>
      branch(
        "s2",
        [
          arm("s2-1", first, [branch("s2-in", [arm("s2-in-1", third, [a]), arm("s2-in-2", second)])]),
          arm("s2-2", second, [b]),
        ],
        [c],
      ),
    );
  const lanes = fc.record({
    entry: fc.tuple(act("e1"), act("e2")),
    steps: fc.tuple(step("s1"), fc.oneof(step("s2"), fork), step("s3")),
    completion: fc.tuple(act("c1")),
    exit: fc.tuple(act("x1")),
    autoExit: fc.constantFrom(undefined, days(5), days(20), { ...days(3), from: "last_step" }),
    reentry: fc.constantFrom(
      { kind: "never" },
      { kind: "after_leaving" },
      { kind: "days_after_leaving", days: 2 },
    ),
    leaveWhenAudienceStops: fc.boolean(),
    sendingWindow: fc.option(
      zoneOf.map((zone) => ({ days: [1, 2, 3, 4, 5], from: "09:00", to: "17:00", zone })),
      { nil: undefined },
    ),
    audience: tame,
    goal: fc
      .tuple(
        fc.constantFrom("since_entry", "since_entry", "since_entry", "ever"),
        fc.constantFrom("Project Created", "Goal Reached", "Goal Reached", "Never Seen", "Never Seen"),
      )
      .map(([counts, event]) => ({ counts, filter: all(did(event)) })),
  });
  return fc
    .record({
      lanes,
      audience: fc.option(wild),
      wildGoal: fc.option(wild),
      exclusions: fc.array(condition(here), { maxLength: 1 }),
      isWild: often(30),
    })
    .map((drawn) => {
      const made = definitionSchema.parse(nudge(drawn.lanes));
      const { exclusions } = drawn;
      if (!drawn.isWild) return { ...made, exclusions };
      const goal = { ...made.goal, filter: drawn.wildGoal ?? made.goal.filter };
      return { ...made, exclusions, goal, audience: drawn.audience ?? made.audience };
    });
}
