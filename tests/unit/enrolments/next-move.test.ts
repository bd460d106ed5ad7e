import fc from "fast-check";
import { expect, it } from "vitest";
import type { EventFact, Facts } from "@/lib/audiences/schema";
import { nextMove } from "@/lib/enrolments/rules/next-move";
import { addUnpaused } from "@/lib/enrolments/rules/unpaused";
import type { EnrolmentState, MoveInput, Pause } from "@/lib/enrolments/schema";
import { definitionSchema } from "@/lib/programmes/definition-schema";
import { DAY_MS, HOUR_MS } from "@/lib/time";
import { days, nudge, reminder } from "@/tests/support/jobs";

const START = Date.parse("2026-03-02T09:00:00Z");
const at = (ms: number) => new Date(START + ms);
const definition = definitionSchema.parse(
  nudge({ steps: [reminder("reminder-1", days(5)), reminder("reminder-2", days(2))] }),
);

function moveAt(
  ms: number,
  more: { goalAt?: number; pass?: Partial<EnrolmentState>; pauses?: Pause[] } = {},
) {
  const events: EventFact[] =
    more.goalAt === undefined ? [] : [{ id: "1", name: "Goal Reached", at: at(more.goalAt), properties: {} }];
  const facts: Facts = {
    entity: "person",
    attributes: { plan: "pro" },
    events,
    memberships: [],
    organisation: null,
    people: [],
  };
  const enrolment: EnrolmentState = {
    enteredAt: at(0),
    stepId: "reminder-1",
    stepSince: at(0),
    goalSince: at(0),
    goalMetAt: null,
    previousMessage: { outcome: "sent", sentAt: at(0) },
    ...more.pass,
  };
  const input: MoveInput = {
    definition,
    enrolment,
    facts,
    pauses: more.pauses ?? [],
    zone: "UTC",
    now: at(ms),
  };
  return nextMove(input);
}

it("a goal reached up to the very deadline completes, a moment later the customer leaves", () => {
  expect(moveAt(30 * DAY_MS, { goalAt: 10 * DAY_MS })).toEqual({ kind: "complete" });
  expect(moveAt(30 * DAY_MS, { goalAt: 10 * DAY_MS + 1 })).toEqual({ kind: "exit", reason: "deadline" });
  expect(moveAt(10 * DAY_MS)).toEqual({ kind: "exit", reason: "deadline" });
});

it("what happened at the moment of entry, or before it, does not complete", () => {
  expect(moveAt(DAY_MS, { goalAt: 0 }).kind).toBe("wait");
  expect(moveAt(DAY_MS, { goalAt: -HOUR_MS }).kind).toBe("wait");
  expect(moveAt(DAY_MS, { goalAt: 1 })).toEqual({ kind: "complete" });
});

it("it waits for the step that is due next, and for the deadline where no step is left", () => {
  expect(moveAt(DAY_MS)).toEqual({ kind: "wait", until: at(5 * DAY_MS), step: "reminder-1" });
  expect(moveAt(DAY_MS, { pass: { stepId: null } })).toEqual({
    kind: "wait",
    until: at(10 * DAY_MS),
    step: null,
  });
});

it("while the message before a reminder has not left, the reminder waits at least its delay from now", () => {
  const pass = { previousMessage: { outcome: "waiting", sentAt: null } } as const;
  expect(moveAt(DAY_MS, { pass })).toEqual({ kind: "wait", until: at(6 * DAY_MS), step: "reminder-1" });
  expect(moveAt(7 * DAY_MS, { pass }).kind).toBe("wait");
});

it("a reminder whose message before was not sent is passed without being allowed", () => {
  const pass = { previousMessage: { outcome: "not_sent", sentAt: null } } as const;
  expect(moveAt(5 * DAY_MS, { pass })).toEqual({
    kind: "step",
    stepId: "reminder-1",
    way: null,
    next: "reminder-2",
    since: at(5 * DAY_MS),
    at: at(5 * DAY_MS),
    allowed: false,
  });
});

it("while a job stands still everything is held, and a goal is seen even past the deadline that stands still with it", () => {
  const pauses = [{ from: at(9 * DAY_MS), to: null }];
  expect(moveAt(20 * DAY_MS, { pauses })).toEqual({ kind: "hold", goalMet: false });
  expect(moveAt(20 * DAY_MS, { pauses, goalAt: 15 * DAY_MS })).toEqual({ kind: "hold", goalMet: true });
  // A deadline that had passed before the pause has passed.
  expect(moveAt(20 * DAY_MS, { pauses: [{ from: at(11 * DAY_MS), to: null }], goalAt: 15 * DAY_MS })).toEqual(
    { kind: "hold", goalMet: false },
  );
});

it("a delay ends exactly when so much time has passed in which the job ran", () => {
  const gaps = fc.array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 40 })), {
    maxLength: 5,
  });
  fc.assert(
    fc.property(gaps, fc.integer({ min: 1, max: 200 }), (drawn, hours) => {
      let t = -20 * HOUR_MS;
      const pauses = drawn.map(([before, length]) => {
        const from = t + before * HOUR_MS;
        t = from + length * HOUR_MS;
        return { from: at(from), to: at(t) };
      });
      const due = addUnpaused(at(0), { amount: hours, unit: "hours" }, pauses, "UTC").getTime() - START;
      let ran = 0;
      let hour = 0;
      while (ran < hours) {
        const stood = pauses.some(
          ({ from, to }) => from.getTime() <= START + hour * HOUR_MS && START + hour * HOUR_MS < to.getTime(),
        );
        if (!stood) ran++;
        hour++;
      }
      expect(due).toBe(hour * HOUR_MS);
    }),
  );
});
