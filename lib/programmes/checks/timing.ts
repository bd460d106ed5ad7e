import { isMessage } from "@/lib/actions/is-message";
import type { ProgrammeKind } from "@/lib/programme-kinds";
import type { Check } from "@/lib/programmes/checks/surroundings";
import { type PlacedStep, walk } from "@/lib/programmes/flow";
import { programmeRules } from "@/lib/programmes/kinds";
import type { Problem } from "@/lib/programmes/schema";
import { isAction, stepEntry } from "@/lib/programmes/steps";
import { durationWords } from "@/lib/spans";
import { DAY_MS, type Duration, HOUR_MS, MINUTE_MS } from "@/lib/time";

const UNIT_MS = {
  minutes: MINUTE_MS,
  hours: HOUR_MS,
  days: DAY_MS,
  weeks: 7 * DAY_MS,
  months: 30 * DAY_MS,
} as const;

/** A time limit is a sensible one, and everything between entry and that end has time to happen. */
export const timing: Check = ({ definition }) => [
  ...limit(definition.kind, definition.autoExit),
  ...inTime(walk(definition), definition.autoExit),
  ...sendingWindow(definition.sendingWindow),
];

function limit(kind: ProgrammeKind, autoExit: Duration | undefined): Problem[] {
  const path = "autoExit";
  if (!autoExit) return [];
  if (autoExit.amount === 0) {
    return [
      { check: "J01", severity: "error", path, message: "A time limit of nothing ends every pass at once." },
    ];
  }
  const { longestAdvisedDays } = programmeRules[kind];
  if (longestAdvisedDays !== null && lengthMs(autoExit) > longestAdvisedDays * DAY_MS) {
    const message = `${durationWords(autoExit)} is long for one ask; after two weeks of silence another approach works better.`;
    return [
      { check: "J02", severity: "warning", path, message, fix: `Stay within ${longestAdvisedDays} days.` },
    ];
  }
  return [];
}

function inTime(steps: readonly PlacedStep[], autoExit: Duration | undefined): Problem[] {
  const problems: Problem[] = [];
  let passedMs = 0;
  let lastMessageMs = 0;
  let remindersSeen = 0;
  for (const { step, path: at } of steps) {
    const wait = stepEntry(step).wait(step);
    const path = `${at}.delay`;
    if (wait) {
      const from = wait.since === "arrival" ? passedMs : lastMessageMs;
      passedMs = Math.max(passedMs, from + lengthMs(wait.delay));
      if (wait.delay.amount === 0) problems.push({ check: "delay", path, ...wait.withoutDelay });
      if (autoExit && passedMs >= lengthMs(autoExit)) problems.push(afterTheEnd(autoExit, path));
    }
    if (wait?.since === "message_before" && remindersSeen++ === 0)
      problems.push(...firstReminder(passedMs, path));
    if (isAction(step) && isMessage(step)) lastMessageMs = passedMs;
  }
  return problems;
}

function afterTheEnd(autoExit: Duration, path: string): Problem {
  const message = `This is due ${durationWords(autoExit)} after entry or later, when the pass has already ended: it can never happen.`;
  const fix = "Shorten the delays or lengthen the time limit.";
  return { check: "J09", severity: "error", path, message, fix };
}

function firstReminder(passedMs: number, path: string): Problem[] {
  const early = passedMs < 3 * DAY_MS;
  if (!early && passedMs <= 5 * DAY_MS) return [];
  const message = `A first reminder works best on day 3 to 5; this one comes ${early ? "earlier" : "later"}.`;
  return [{ check: "J10", severity: "note", path, message }];
}

function sendingWindow(window: { from: string; to: string } | undefined): Problem[] {
  if (!window || window.from !== window.to) return [];
  const message = "The sending window closes at the moment it opens, so nothing would ever leave.";
  return [
    { check: "window", severity: "error", path: "sendingWindow.to", message, fix: 'Give "to" a later time.' },
  ];
}

/** Near enough to compare delays with each other: a month counts 30 days. */
function lengthMs({ amount, unit }: Duration): number {
  return amount * UNIT_MS[unit];
}
