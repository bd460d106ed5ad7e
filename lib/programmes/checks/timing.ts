import { isMessage } from "@/lib/actions/is-message";
import {
  type Arrival,
  afterMessage,
  afterWait,
  ENTRY,
  lengthMs,
  whereWaysMeet,
} from "@/lib/programmes/checks/clocks";
import type { Check } from "@/lib/programmes/checks/surroundings";
import { followFlow, type PlacedStep } from "@/lib/programmes/flow";
import { programmeRules } from "@/lib/programmes/kinds";
import type { Definition, Problem, TimeLimit } from "@/lib/programmes/schema";
import { isAction, stepEntry } from "@/lib/programmes/steps";
import { DAY_MS, durationWords } from "@/lib/spans";

/** A time limit is a sensible one, and everything between entry and that end has time to happen, whichever way somebody goes. */
export const timing: Check = ({ definition }) => {
  const problems: Problem[] = [];
  const end = followFlow(definition, ENTRY, {
    play: (arrival, placed) => {
      const due = afterWaitBefore(arrival, placed);
      problems.push(...problemsAt(placed, due, definition.autoExit));
      return afterStep(due, placed);
    },
    meet: whereWaysMeet,
  });
  return [...limit(definition, end), ...problems, ...sendingWindow(definition.sendingWindow)];
};

function afterWaitBefore(arrival: Arrival, { step }: PlacedStep): Arrival {
  const wait = stepEntry(step).wait(step);
  return wait ? afterWait(arrival, wait) : arrival;
}

function afterStep(due: Arrival, { step }: PlacedStep): Arrival {
  const after = isAction(step) && isMessage(step) ? afterMessage(due) : due;
  return remindsAfterMessage(step) ? { ...after, unreminded: null } : after;
}

function remindsAfterMessage(step: PlacedStep["step"]): boolean {
  return stepEntry(step).wait(step)?.since === "message_before";
}

function problemsAt(
  { step, path: at }: PlacedStep,
  due: Arrival,
  autoExit: TimeLimit | undefined,
): Problem[] {
  const wait = stepEntry(step).wait(step);
  if (!wait) return [];
  const path = `${at}.delay`;
  const isNothing = wait.delay.amount === 0;
  return [
    ...(isNothing ? [{ check: "delay", path, ...wait.withoutDelay }] : []),
    ...afterTheEnd(due, autoExit, path),
    ...(remindsAfterMessage(step) && due.unreminded ? firstReminder(due.unreminded.passedMs, path) : []),
  ];
}

function afterTheEnd(
  { longest, shortest }: Arrival,
  autoExit: TimeLimit | undefined,
  path: string,
): Problem[] {
  // A limit that begins with the last step ends no pass before it.
  if (!autoExit || autoExit.from === "last_step" || longest.passedMs < lengthMs(autoExit)) return [];
  const late = `due ${durationWords(autoExit)} after entry or later, when the pass has already ended`;
  const message =
    shortest.passedMs < lengthMs(autoExit)
      ? `By the longest way through the branches this is ${late}: whoever goes it never comes here.`
      : `This is ${late}: it can never happen.`;
  const fix = "Shorten the delays or lengthen the time limit.";
  return [{ check: "J09", severity: "error", path, message, fix }];
}

function firstReminder(passedMs: number, path: string): Problem[] {
  const early = passedMs < 3 * DAY_MS;
  if (!early && passedMs <= 5 * DAY_MS) return [];
  const message = `A first reminder works best on day 3 to 5; this one comes ${early ? "earlier" : "later"}.`;
  return [{ check: "J10", severity: "note", path, message }];
}

function limit({ kind, autoExit }: Definition, end: Arrival): Problem[] {
  const path = "autoExit";
  if (!autoExit) return [];
  const isFromLastStep = autoExit.from === "last_step";
  if (autoExit.amount === 0) {
    const message = isFromLastStep
      ? "A time limit of nothing ends every pass together with its last step, before a message of it could leave."
      : "A time limit of nothing ends every pass at once.";
    return [{ check: "J01", severity: "error", path, message }];
  }
  const { longestAdvisedDays } = programmeRules[kind];
  const wholeMs = lengthMs(autoExit) + (isFromLastStep ? end.longest.passedMs : 0);
  if (longestAdvisedDays === null || wholeMs <= longestAdvisedDays * DAY_MS) return [];
  const words = isFromLastStep
    ? `${durationWords({ amount: Math.ceil(wholeMs / DAY_MS), unit: "days" })} by the longest way`
    : durationWords(autoExit);
  const message = `${words} is long for one ask; after two weeks of silence another approach works better.`;
  const fix = `Stay within ${longestAdvisedDays} days.`;
  return [{ check: "J02", severity: "warning", path, message, fix }];
}

function sendingWindow(window: { from: string; to: string } | undefined): Problem[] {
  if (!window || window.from !== window.to) return [];
  const message = "The sending window closes at the moment it opens, so nothing would ever leave.";
  return [
    { check: "window", severity: "error", path: "sendingWindow.to", message, fix: 'Give "to" a later time.' },
  ];
}
