import { durationWords } from "@/lib/actions/summary";
import type { ProgrammeKind } from "@/lib/programme-kinds";
import type { Check } from "@/lib/programmes/checks/surroundings";
import { type PlacedStep, walk } from "@/lib/programmes/flow";
import { programmeRules } from "@/lib/programmes/kinds";
import type { Problem, Step } from "@/lib/programmes/schema";
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
  ...steps(walk(definition), definition.autoExit),
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

function steps(steps: readonly PlacedStep[], autoExit: Duration | undefined): Problem[] {
  const problems: Problem[] = [];
  let passedMs = 0;
  let lastMessageMs = 0;
  let remindersSeen = 0;
  for (const { step, path: at } of steps) {
    if (step.kind === "message") lastMessageMs = passedMs;
    if (step.kind !== "wait" && step.kind !== "reminder") continue;
    const from = step.kind === "wait" ? passedMs : lastMessageMs;
    passedMs = Math.max(passedMs, from + lengthMs(step.delay));
    const path = `${at}.delay`;
    if (step.delay.amount === 0) problems.push(noDelay(step, path));
    if (autoExit && passedMs >= lengthMs(autoExit)) {
      const message = `This is due ${durationWords(autoExit)} after entry or later, when the pass has already ended: it can never happen.`;
      const fix = "Shorten the delays or lengthen the time limit.";
      problems.push({ check: "J09", severity: "error", path, message, fix });
    }
    if (step.kind !== "reminder") continue;
    lastMessageMs = passedMs;
    remindersSeen++;
    const early = passedMs < 3 * DAY_MS;
    if (remindersSeen === 1 && (early || passedMs > 5 * DAY_MS)) {
      const message = `A first reminder works best on day 3 to 5; this one comes ${early ? "earlier" : "later"}.`;
      problems.push({ check: "J10", severity: "note", path, message });
    }
  }
  return problems;
}

function noDelay({ kind }: Step, path: string): Problem {
  if (kind === "wait") {
    const message = "This wait is over at once: it does nothing.";
    return { check: "delay", severity: "warning", path, message, fix: "Give it a delay or take it out." };
  }
  const message =
    "A reminder needs a delay: without one it would go out together with the message before it.";
  return { check: "delay", severity: "error", path, message, fix: 'Give it a "delay", for example 3 days.' };
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
