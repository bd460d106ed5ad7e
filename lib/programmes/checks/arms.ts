import { writeOf } from "@/lib/actions/kinds";
import { filterImplies } from "@/lib/audiences/logic/implies";
import { matchesEverybody } from "@/lib/audiences/logic/matches-everybody";
import type { Filter } from "@/lib/audiences/schema";
import type { Check } from "@/lib/programmes/checks/surroundings";
import { firstStep, turningsTo, walk, waysOf } from "@/lib/programmes/flow";
import type { Definition, Problem, Step } from "@/lib/programmes/schema";
import type { Way } from "@/lib/programmes/steps/entry";

/** Every arm of a branch can be taken by somebody, as far as can be told without customers, and one of them does something. */
export const arms: Check = ({ definition }) =>
  walk(definition).flatMap(({ step, path }) => {
    const ways = waysOf(step);
    return ways.length === 0
      ? []
      : [...empty(ways, path), ...unreachable(ways, heldAt(definition, step), path)];
  });

function empty(ways: readonly Way[], path: string): Problem[] {
  if (ways.some(({ steps }) => steps.length > 0)) return [];
  const message = "All arms of this branch are empty, so it does nothing.";
  return [
    { check: "arm", severity: "warning", path, message, fix: "Put a step into one of them, or take it out." },
  ];
}

function unreachable(ways: readonly Way[], held: readonly Filter[], path: string): Problem[] {
  const before: Filter = { any: [] };
  let takesAll = false;
  return ways.flatMap(({ when, steps, field }): Problem[] => {
    const isTaken = takesAll || (when !== null && filterImplies(when, before));
    const isAlone = before.any.length === 0;
    if (when) before.any.push(...when.any);
    takesAll ||= matchesEverybody(before) || held.some((filter) => filterImplies(filter, before));
    if (when === null) return isTaken && steps.length > 0 ? [nobodyElse(`${path}.${field}`)] : [];
    const at = `${path}.${field.replace(/steps$/, "when")}`;
    if (isTaken) return [takenBefore(at)];
    return takesAll && isAlone && ways.length === 2 ? [everybody(at)] : [];
  });
}

function takenBefore(path: string): Problem {
  const message = "Whoever matches this already matches an arm above it, so nobody comes here.";
  const fix = "Move it up, or change its condition.";
  return { check: "arm", severity: "warning", path, message, fix };
}

function nobodyElse(path: string): Problem {
  const message = "The arms of this branch take everybody, so nobody comes to otherwise.";
  return {
    check: "arm",
    severity: "warning",
    path,
    message,
    fix: "Remove these steps, or change a condition.",
  };
}

function everybody(path: string): Problem {
  const message = "Everybody who comes here matches this, so the branch chooses nothing.";
  return {
    check: "arm",
    severity: "warning",
    path,
    message,
    fix: "Change the condition, or take the branch out.",
  };
}

/** What surely holds for whoever comes to a branch, at the moment at which it chooses. */
function heldAt(definition: Definition, step: Step): Filter[] {
  const { audience, entry, leaveWhenAudienceStops } = definition;
  const isAtOnce = firstStep(definition) === step && entry.every((action) => writeOf(action) === null);
  const last = turningsTo(definition, step.id).at(-1);
  const isFirstOfWay = last?.way.steps[0] === step;
  return [
    ...(leaveWhenAudienceStops || isAtOnce ? [audience] : []),
    ...(isFirstOfWay && last.way.when ? [last.way.when] : []),
  ];
}
