import { endReasons } from "@/lib/enrolments/end-reasons";
import type { Pass } from "@/lib/enrolments/pass";
import { exitsAhead } from "@/lib/insights/why/pass/exit-ahead";
import type { Ahead, Standing, Why } from "@/lib/insights/why/schema";
import { momentInWords } from "@/lib/insights/why/words/why-words";
import { endWords } from "@/lib/words/end-words";
import { inSentence } from "@/lib/words/in-sentence";

/** The whole answer in a sentence or two: where the customer stands and why, and what time alone would change. */
export function whySentence(why: Omit<Why, "sentence">, zone: string): string {
  const { customer, job, standing } = why;
  const who = customer.shortName;
  const at = (moment: Date) => momentInWords(moment, zone);
  if (standing.now === "inside" && standing.enteredAt)
    return `${who} has been in ${job.name} since ${at(standing.enteredAt)}. ${nextWords(why, at)}`;
  const before = standing.endedAt ? `${leftWords(who, job.name, standing, at)} ` : "";
  if (why.mayEnter)
    return `${before}${who} may enter ${job.name} now: everything holds, and the next look lets ${who} in.`;
  if (why.nearMiss) {
    const outside = before || `${who} is not in ${job.name}: ${why.blocker}. `;
    return `${outside}${who} would enter on ${at(why.nearMiss.at)} if nothing else changes.`;
  }
  if (!before) return `${who} is not in ${job.name}: ${why.blocker}.`;
  return why.blockedBy === "reentry"
    ? `${before}Each enters once.`
    : `${before}Not entering again: ${why.blocker}.`;
}

/** Where a customer stands after their latest pass, if there was one. */
export function standingOf(pass: Pass | null): Standing {
  const now = pass ? (pass.status === "open" ? "inside" : pass.status) : "never_entered";
  return {
    now,
    stepId: pass?.stepId ?? null,
    enteredAt: pass?.enteredAt ?? null,
    endedAt: pass?.endedAt ?? null,
    reason: pass?.reason ?? null,
    goalMetLateAt: pass?.goalMetLateAt ?? null,
    words: standingInWords(now, pass),
  };
}

function standingInWords(now: Standing["now"], pass: Pass | null): string {
  if (now === "never_entered") return "Never entered";
  return now === "inside" ? "In it now" : endWords({ status: now, reason: pass?.reason ?? null });
}

function nextWords({ ahead, job }: Omit<Why, "sentence">, at: (moment: Date) => string): string {
  if (job.status === "paused") return `It stands still while the ${job.kind} is paused.`;
  const [next] = ahead;
  if (!next) return "It lasts until the goal is met.";
  return `${aheadWords(next)} on ${at(next.at)}${next.what === "completed" ? "" : ", unless the goal is met first"}.`;
}

function aheadWords(next: Ahead): string {
  if (next.what === "completed") return "By time alone it completes";
  if (next.what === "exited") return exitsAhead[next.reason].next;
  const skipped = next.actions.some((one) => one.skipped) ? ", which will be skipped," : "";
  return `Next: ${inSentence(next.words)}${skipped}`;
}

function leftWords(who: string, name: string, standing: Standing, at: (moment: Date) => string): string {
  const ended = standing.endedAt ? at(standing.endedAt) : "";
  if (standing.now === "completed") return `${who} completed ${name} on ${ended}.`;
  const because = standing.reason ? endReasons[standing.reason].because : "it ended";
  const late = standing.goalMetLateAt ? ` The goal was met late, on ${at(standing.goalMetLateAt)}.` : "";
  return `${who} left ${name} on ${ended}: ${because}.${late}`;
}
