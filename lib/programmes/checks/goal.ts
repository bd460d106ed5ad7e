import { asks } from "@/lib/audiences/conditions/kinds";
import { filterImplies, implies } from "@/lib/audiences/logic/implies";
import type { Condition, Filter } from "@/lib/audiences/schema";
import type { Check, CheckInput } from "@/lib/programmes/checks/surroundings";
import { programmeRules } from "@/lib/programmes/kinds";
import type { Problem } from "@/lib/programmes/schema";

/** A goal is one thing that a customer who enters has not done yet and can do. */
export const goal: Check = (input) => [...oneThing(input), ...notMetAlready(input), ...notAllExcluded(input)];

function oneThing({ definition }: CheckInput): Problem[] {
  const path = "goal.filter";
  const conditions = definition.goal.filter.any.flatMap((group) => group.all);
  if (conditions.length === 0) {
    const message = "The goal is empty, so nobody could ever complete.";
    return [{ check: "J04", severity: "error", path, message, fix: "Say what a customer will have done." }];
  }
  if (!programmeRules[definition.kind].intervenes || conditions.length === 1) return [];
  const message = `The goal asks for ${conditions.length} things; one clear action works better.`;
  return [{ check: "J03", severity: "warning", path, message, fix: "Make a job for each of them." }];
}

function notMetAlready({ definition }: CheckInput): Problem[] {
  const { filter, counts } = definition.goal;
  // Events count from entry, so what somebody did before it cannot have met the goal.
  const any = counts === "ever" ? filter.any : filter.any.filter((group) => !group.all.some(speaksOfEvents));
  if (!filterImplies(definition.audience, { any })) return [];
  const message = "Everybody in the audience has already reached the goal, so nobody can enter.";
  return [
    {
      check: "J11",
      severity: "error",
      path: "goal.filter",
      message,
      fix: "Change the audience or the goal.",
    },
  ];
}

function notAllExcluded({ definition }: CheckInput): Problem[] {
  const { audience, exclusions } = definition;
  return exclusions.flatMap((exclusion, index): Problem[] => {
    if (!everyGroupImplies(audience, (condition) => implies(condition, exclusion))) return [];
    const message = "Everybody in the audience matches this exclusion, so nobody can enter.";
    return [
      {
        check: "J11",
        severity: "error",
        path: `exclusions[${index}]`,
        message,
        fix: "Remove it or change the audience.",
      },
    ];
  });
}

function everyGroupImplies(filter: Filter, holds: (condition: Condition) => boolean): boolean {
  return filter.any.length > 0 && filter.any.every((group) => group.all.some(holds));
}

function speaksOfEvents(condition: Condition): boolean {
  const { event, ofPeople } = asks(condition);
  return event !== undefined || (ofPeople?.some(speaksOfEvents) ?? false);
}
