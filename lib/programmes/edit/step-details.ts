import { actionEntry } from "@/lib/actions/kinds";
import { customerClause, whoClause } from "@/lib/audiences/describe";
import type { Step } from "@/lib/programmes/schema";
import { isAction, stepEntry } from "@/lib/programmes/steps";
import { durationWords } from "@/lib/spans";

/** What a card says of a step below its own first line: after how long, where to, and for whom only. */
export function stepDetails(step: Step): string {
  const filters = stepEntry(step).filters(step);
  const only = filters.find(({ role }) => role === "when");
  const people = filters.find(({ role }) => role === "recipients");
  return [
    ...delay(step),
    ...address(step),
    ...(people ? [`To anyone ${whoClause(people.filter)}`] : []),
    ...(only ? [`Only if ${customerClause(only.filter)}`] : []),
  ].join(" · ");
}

function delay(step: Step): string[] {
  const wait = stepEntry(step).wait(step);
  return wait?.since === "message_before"
    ? [`${durationWords(wait.delay)} after the message before, unless the goal is met`]
    : [];
}

function address(step: Step): string[] {
  if (!isAction(step)) return [];
  const destination = actionEntry(step).destination(step);
  return destination.to === "address" ? [destination.address.trim() || "No channel yet"] : [];
}
