import { expect, test } from "vitest";
import {
  type Checked,
  type CurrentState,
  checkBeforeSending,
  type Verdict,
} from "@/lib/deliveries/check/check-before-sending";
import type { EndReason } from "@/lib/enrolments/end-reasons";
import { HOUR_MS } from "@/lib/time";

const now = new Date("2026-03-02T09:00:00Z");
const realNow = new Date("2030-01-01T00:00:00Z");
const ago = (from: Date, ms: number) => new Date(from.getTime() - ms);

const ahead = (hours: number) => new Date(now.getTime() + hours * HOUR_MS);

const welcome: Checked = {
  moment: "entry",
  channel: "email",
  recipient: "ada@customer.test",
  dueAt: now,
  firstAttemptAt: null,
  request: { provider: "resend" },
};
const well: CurrentState = {
  programme: "live",
  enrolment: { status: "open", reason: null, goalMetAt: null },
  person: { email: "Ada@Customer.test", suppressedAt: null },
};
const ended = (reason: EndReason) => ({ enrolment: { status: "exited" as const, reason, goalMetAt: null } });
const unknown = { firstAttemptAt: ago(realNow, HOUR_MS) };
const skip = (reason: string) => ({ kind: "skip", reason });

const cases: [string, Partial<Checked>, Partial<CurrentState>, object][] = [
  ["a welcome to somebody who is in the job leaves", {}, {}, { kind: "send" }],
  [
    "what may have arrived through a provider that knows no repeat is given up",
    { ...unknown, request: { provider: "outbox" } },
    {},
    { kind: "give_up" },
  ],
  [
    "a goal met cancels a welcome",
    {},
    { enrolment: { status: "completed", reason: "goal_met", goalMetAt: null } },
    skip("goal_met"),
  ],
  [
    "a goal met during a pause cancels it too",
    {},
    { enrolment: { status: "open", reason: null, goalMetAt: now } },
    skip("goal_met"),
  ],
  ["a deadline cancels a reminder", { moment: "step" }, ended("deadline"), skip("enrolment_ended")],
  ["leaving the audience cancels it", {}, ended("left_audience"), skip("enrolment_ended")],
  [
    "an enrolment that has ended cancels it even where nobody wrote down why",
    {},
    { enrolment: { status: "exited", reason: null, goalMetAt: null } },
    skip("enrolment_ended"),
  ],
  ["a joined person is written to once", {}, ended("merged"), skip("merged_duplicate")],
  [
    "an archived job cancels even a congratulation",
    { moment: "completion" },
    { programme: "archived" },
    skip("archived"),
  ],
  ["a congratulation needs no open enrolment", { moment: "completion" }, ended("goal_met"), { kind: "send" }],
  ["an exit action needs no open enrolment", { moment: "exit" }, ended("deadline"), { kind: "send" }],
  ["a paused job holds", {}, { programme: "paused" }, { kind: "hold" }],
  ["a goal met counts before a pause", {}, { programme: "paused", ...ended("goal_met") }, skip("goal_met")],
  [
    "a suppressed person gets nothing",
    {},
    { person: { email: "ada@customer.test", suppressedAt: now } },
    skip("suppressed"),
  ],
  [
    "a person without an address gets nothing",
    {},
    { person: { email: null, suppressedAt: null } },
    skip("no_email"),
  ],
  [
    "nobody is written to at an address they gave up",
    {},
    { person: { email: "b@c.test", suppressedAt: null } },
    skip("address_changed"),
  ],
  [
    "a team note needs no person",
    { channel: "slack", recipient: "#alerts", moment: "exit" },
    { person: null },
    { kind: "send" },
  ],
  [
    "a team note needs a channel",
    { channel: "slack", recipient: "", moment: "exit" },
    { person: null },
    skip("no_channel"),
  ],
  ["24 hours after it was due it still leaves", { dueAt: ago(now, 24 * HOUR_MS) }, {}, { kind: "send" }],
  ["later than that it is too late", { dueAt: ago(now, 24 * HOUR_MS + 1) }, {}, skip("too_late")],
  [
    "what may have arrived is repeated, late or not",
    { ...unknown, dueAt: ago(now, 99 * HOUR_MS) },
    {},
    { kind: "send" },
  ],
  [
    "what may have arrived is repeated after the enrolment ended",
    unknown,
    ended("goal_met"),
    { kind: "send" },
  ],
  ["what may have arrived waits out a pause", unknown, { programme: "paused" }, { kind: "hold" }],
  [
    "what may have arrived is given up, not skipped, for a suppressed person",
    unknown,
    { person: { email: "ada@customer.test", suppressedAt: now } },
    { kind: "give_up" },
  ],
  [
    "what may have arrived is given up with its archived job",
    unknown,
    { programme: "archived" },
    { kind: "give_up" },
  ],
  [
    "what may have arrived is repeated for 23 hours",
    { firstAttemptAt: ago(realNow, 23 * HOUR_MS) },
    {},
    { kind: "send" },
  ],
  [
    "after 23 hours it is given up",
    { firstAttemptAt: ago(realNow, 23 * HOUR_MS + 1) },
    {},
    { kind: "give_up" },
  ],
];

test.each(cases)("%s", (_, delivery, state, verdict) => {
  const found: Verdict = checkBeforeSending(
    { ...welcome, ...delivery },
    { ...well, ...state },
    { now, realNow, tooLateHours: 24, opensAt: now },
  );
  expect(found).toEqual(verdict);
});

test.each<[string, Partial<Checked>, Partial<CurrentState>, number, object]>([
  ["a welcome waits for the window", {}, {}, 10, { kind: "postpone", until: ahead(10) }],
  ["what is too late already waits for nothing", { dueAt: ago(now, 25 * HOUR_MS) }, {}, 10, skip("too_late")],
  ["a paused job holds, window or not", {}, { programme: "paused" }, 10, { kind: "hold" }],
  ["a repeat waits for the window while it is safe", unknown, {}, 22, { kind: "postpone", until: ahead(22) }],
  ["a repeat that would no longer be safe then goes now", unknown, {}, 22.1, { kind: "send" }],
])("outside the sending window %s", (_, delivery, state, hours, verdict) => {
  const clock = { now, realNow, tooLateHours: 24, opensAt: ahead(hours) };
  expect(checkBeforeSending({ ...welcome, ...delivery }, { ...well, ...state }, clock)).toEqual(verdict);
});
