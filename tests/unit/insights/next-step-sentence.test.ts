import { expect, test } from "vitest";
import nudge from "@/lib/demo/jobs/onboarding-nudge.json";
import type { EnrolmentState, MoveInput, Pause } from "@/lib/enrolments/schema";
import { nextStepSentence } from "@/lib/insights/programmes/next-step-sentence";
import { definitionSchema } from "@/lib/programmes/definition-schema";
import { DAY_MS } from "@/lib/time";

const enteredAt = new Date("2026-03-02T09:00:00Z");
const after = (days: number) => new Date(enteredAt.getTime() + days * DAY_MS);
const sent = (at: Date) => ({ outcome: "sent" as const, sentAt: at });
const waiting = { outcome: "waiting" as const, sentAt: null };
const notSent = { outcome: "not_sent" as const, sentAt: null };

function pass(more: Partial<EnrolmentState> = {}, at: { now?: Date; pauses?: Pause[] } = {}): MoveInput {
  return {
    definition: definitionSchema.parse(nudge),
    enrolment: {
      enteredAt,
      stepId: "reminder-1",
      stepSince: enteredAt,
      goalSince: enteredAt,
      goalMetAt: null,
      previousMessage: sent(enteredAt),
      ...more,
    },
    facts: { entity: "person", attributes: {}, events: [], memberships: [], organisation: null, people: [] },
    pauses: at.pauses ?? [],
    zone: "UTC",
    now: at.now ?? after(3),
  };
}

test("before the reminder it is the reminder that comes next, unless the goal is met", () => {
  expect(nextStepSentence(pass())).toEqual({
    words: "reminder in 2 days unless “Project Created” happens",
    at: after(5),
    what: "reminder",
    actionId: "reminder-1",
  });
});

test("a reminder counts from when the message before it really left", () => {
  const late = nextStepSentence(pass({ previousMessage: sent(after(1)) }));
  expect(late.at).toEqual(after(6));
});

test("while the welcome has not left, the reminder's day is not known", () => {
  expect(nextStepSentence(pass({ previousMessage: waiting }))).toEqual({
    words: "reminder 5 days after the message before it has left, unless “Project Created” happens",
    at: null,
    what: "reminder",
    actionId: "reminder-1",
  });
});

test("no reminder is promised to somebody whose welcome was skipped", () => {
  expect(nextStepSentence(pass({ previousMessage: notSent })).words).toBe(
    "no reminder, as the message before it was not sent; leaves in 7 days unless “Project Created” happens",
  );
});

test("after the last step the deadline comes next", () => {
  const told = nextStepSentence(pass({ stepId: null }, { now: after(6) }));
  expect(told).toEqual({
    words: "leaves in 4 days unless “Project Created” happens",
    at: after(10),
    what: "leave",
    actionId: null,
  });
});

test("a pause moves the deadline out, and nothing comes next while it lasts", () => {
  const over = { from: after(1), to: after(3) };
  expect(nextStepSentence(pass({ stepId: null }, { pauses: [over] })).at).toEqual(after(12));
  expect(nextStepSentence(pass({}, { pauses: [{ from: after(2), to: null }] })).words).toBe(
    "on hold while the job is paused",
  );
});

test("a reminder that could only come after the deadline is not promised", () => {
  const told = nextStepSentence(pass({ previousMessage: sent(after(7)) }, { now: after(8) }));
  expect(told.words).toBe("leaves in 2 days unless “Project Created” happens");
});

test("a step whose condition does not hold is said to be left out, and a job that is left with its audience says so", () => {
  const plan = { any: [{ all: [{ kind: "attribute", attribute: "plan", is: { op: "is", value: "pro" } }] }] };
  const [reminder] = nudge.steps;
  const conditional = definitionSchema.parse({ ...nudge, steps: [{ ...reminder, when: plan }] });
  expect(nextStepSentence({ ...pass(), definition: conditional }).words).toBe(
    "no reminder, as its condition does not hold; leaves in 7 days unless “Project Created” happens",
  );
  const leaving = definitionSchema.parse({ ...nudge, audience: plan, leaveWhenAudienceStops: true });
  expect(nextStepSentence({ ...pass(), definition: leaving }).words).toBe(
    "stops matching and leaves now unless “Project Created” happens",
  );
});
