import fc from "fast-check";
import { expect, it } from "vitest";
import { whySkipped } from "@/lib/deliveries/ledger/plan-deliveries";
import { nextMove } from "@/lib/enrolments/rules/next-move";
import type { MoveInput } from "@/lib/enrolments/schema";
import { nextStepSentence } from "@/lib/insights/programmes/next-step-sentence";
import { definitionSchema } from "@/lib/programmes/definition-schema";
import { findStep } from "@/lib/programmes/flow";
import { isAction } from "@/lib/programmes/steps";
import { HOUR_MS } from "@/lib/time";
import { all, arm, branch, did, didNot, has, message, nudge, reminder, wait } from "@/tests/support/jobs";
import { runs } from "@/tests/support/wild/arbitraries";

const START = Date.parse("2026-03-02T09:00:00Z");
const HOURS = 80;
const at = (hour: number) => new Date(START + hour * HOUR_MS);
const hours = (amount: number) => ({ amount, unit: "hours" });
const hour = fc.integer({ min: -20, max: 20 });

const when = fc
  .constantFrom(undefined, undefined, "pro", "free")
  .map((value) => (value ? { when: all(has("plan", { op: "is", value })) } : {}));
const step = (id: string) =>
  fc.oneof(
    fc.tuple(fc.integer({ min: 1, max: 20 }), when).map(([delay, more]) => reminder(id, hours(delay), more)),
    fc.integer({ min: 1, max: 20 }).map((delay) => wait(id, hours(delay))),
    when.map((more) => message(id, more)),
  );
/** Two ways and the rest, of which one has ways of its own: by who the customer is, what they did, and how long ago. */
const fork = (id: string) =>
  fc
    .tuple(step(`${id}-a`), step(`${id}-b`), step(`${id}-c`), fc.shuffledSubarray(asked, { minLength: 3 }))
    .map(([a, b, c, [first = {}, second = {}, third = {}]]) =>
      branch(
        id,
        [
          arm(`${id}-1`, first, [branch(`${id}-in`, [arm(`${id}-in-1`, third, [a])])]),
          arm(`${id}-2`, second, [b]),
        ],
        [c],
      ),
    );
const asked = [
  all(has("plan", { op: "is", value: "pro" })),
  all(didNot("Signed In", { within: hours(12) })),
  all(did("Signed In", { op: ">=", times: 1 }, { within: hours(30) })),
  all(has("trial_at", { op: "more_than_ago", value: hours(20) })),
];
const definition = fc
  .record({
    audience: fc.constantFrom(
      all(has("plan")),
      all(didNot("Signed In", { within: hours(9) })),
      all(did("Signed In", { op: ">=", times: 1 }, { within: hours(30) })),
    ),
    goal: fc
      .constantFrom(all(did("Goal Reached")), all(has("trial_at", { op: "more_than_ago", value: hours(24) })))
      .map((filter) => ({ filter })),
    autoExit: fc.constantFrom(undefined, hours(10), hours(40), { ...hours(15), from: "last_step" }),
    leaveWhenAudienceStops: fc.boolean(),
    steps: fc.tuple(step("s1"), fc.oneof(step("s2"), fork("s2")), step("s3")),
  })
  .map((drawn) => definitionSchema.parse(nudge(drawn)));
const previous = fc.oneof(
  fc.constant(null),
  fc.constant({ outcome: "not_sent" as const, sentAt: null }),
  fc.constant({ outcome: "waiting" as const, sentAt: null }),
  hour.map((sent) => ({ outcome: "sent" as const, sentAt: at(Math.min(sent, 0)) })),
);
const pause = fc.tuple(hour, fc.integer({ min: 1, max: 9 })).map(([from, length]) => ({
  from: at(Math.min(from, 0) - length),
  to: at(Math.min(from, 0)),
}));

const world: fc.Arbitrary<MoveInput> = fc
  .record({
    definition,
    entered: fc.integer({ min: 0, max: 20 }),
    stepId: fc.constantFrom("s1", "s2", "s2", "s3", null),
    since: fc.integer({ min: 0, max: 20 }),
    previousMessage: previous,
    pauses: fc.array(pause, { maxLength: 1 }),
    isPaused: fc.constantFrom(false, false, false, true),
    plan: fc.constantFrom("pro", "free", "trial"),
    signedIn: fc.array(hour, { maxLength: 3 }),
    trial: fc.option(fc.integer({ min: -30, max: 0 })),
  })
  .map(({ definition: job, ...drawn }) => ({
    definition: job,
    enrolment: {
      enteredAt: at(-drawn.entered),
      stepId: drawn.stepId,
      stepSince: at(-Math.min(drawn.since, drawn.entered)),
      goalSince: at(-drawn.entered),
      goalMetAt: null,
      previousMessage: drawn.previousMessage,
    },
    facts: {
      entity: "person" as const,
      attributes: {
        plan: drawn.plan,
        ...(drawn.trial === null ? {} : { trial_at: at(drawn.trial).toISOString() }),
      },
      events: drawn.signedIn.map((one) => ({
        id: null,
        name: "Signed In",
        at: at(Math.min(one, 0)),
        properties: {},
      })),
      memberships: [],
      organisation: null,
      people: [],
    },
    pauses: drawn.isPaused ? [...drawn.pauses, { from: at(0), to: null }] : drawn.pauses,
    zone: "UTC",
    now: at(0),
  }));

/** What the engine does first, looked for minute by minute near each hour, with steps that do nothing left out. */
function bruteForce(input: MoveInput): { what: string; at: Date } | null {
  let pass = input;
  for (let h = 0; h <= HOURS; ) {
    // A condition turns a moment after the hour.
    const now = [0, 1]
      .map((ms) => new Date(at(h).getTime() + ms))
      .find((one) => isMove(nextMove({ ...pass, now: one })));
    const move = nextMove({ ...pass, now: now ?? at(h) });
    if (move.kind === "hold") return null;
    if (!now || move.kind === "wait") {
      h++;
      continue;
    }
    if (move.kind === "complete") return { what: "complete", at: now };
    if (move.kind === "exit") return { what: "leave", at: now };
    const found = findStep(pass.definition, move.stepId);
    if (move.way !== null) {
      pass = { ...pass, enrolment: { ...pass.enrolment, stepId: move.next, stepSince: move.since } };
      continue;
    }
    if (!found || !isAction(found)) return { what: found?.kind ?? "nothing", at: now };
    const reason = whySkipped({ ...pass, action: found, allowed: move.allowed, now });
    if (!reason) return { what: found.kind, at: now };
    const before = pass.enrolment.previousMessage ?? { outcome: "not_sent" as const, sentAt: null };
    const enrolment = {
      ...pass.enrolment,
      stepId: move.next,
      stepSince: move.since,
      previousMessage: before,
    };
    pass = { ...pass, enrolment };
  }
  return null;
}

const isMove = ({ kind }: { kind: string }) => kind === "step" || kind === "complete" || kind === "exit";

it("what a list says comes next is what the engine does next, and when: over thousands of passes nobody is told anything else", () => {
  const seen = new Map<string, number>();
  fc.assert(
    fc.property(world, (input) => {
      const said = nextStepSentence(input);
      const done = bruteForce(input);
      seen.set(said.what ?? "held", (seen.get(said.what ?? "held") ?? 0) + 1);
      if (said.what === "reminder" && said.at === null) {
        // Its day is not known: until it could come at the soonest, nothing else does.
        expect(input.enrolment.previousMessage?.outcome).toBe("waiting");
        const first = findStep(input.definition, said.actionId);
        const soonest = first?.kind === "reminder" ? first.delay.amount : 0;
        expect(done === null || done.at.getTime() > at(soonest).getTime()).toBe(true);
        return;
      }
      const hourOf = (moment: Date) => Math.floor((moment.getTime() - START) / HOUR_MS);
      if (said.at === null) expect(done).toBeNull();
      else expect([said.what, hourOf(said.at)]).toEqual(done && [done.what, hourOf(done.at)]);
    }),
    runs(2_000),
  );
  expect([...seen.keys()].sort()).toEqual(["complete", "held", "leave", "message", "reminder", "wait"]);
});
