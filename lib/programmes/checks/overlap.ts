import { activityAttributes, canonicalKey } from "@/lib/attribute-names";
import { sameCondition } from "@/lib/programmes/checks/implies";
import type { Check, CheckInput, Neighbour } from "@/lib/programmes/checks/surroundings";
import type { Definition, Problem } from "@/lib/programmes/schema";

/** A customer is not in two jobs about the same thing at once, and does not go round in one. */
export const overlap: Check = (input) => [...returning(input), ...overlapping(input)];

function returning({ definition, ownSlug }: CheckInput): Problem[] {
  if (definition.kind !== "job" || definition.reentry.kind !== "after_leaving") return [];
  if (excludes(definition, "job", ownSlug)) return [];
  const message = "Whoever leaves may come straight back: the same person can be written to again and again.";
  const fix = 'Leave "reentry" out (never), or give it a number of days.';
  return [{ check: "J05", severity: "warning", path: "reentry", message, fix }];
}

function overlapping({ definition, programmes, ownSlug }: CheckInput): Problem[] {
  if (definition.kind !== "job") return [];
  return programmes
    .filter((other) => runsBeside(other, definition))
    .flatMap((other): Problem[] => {
      if (!other.definition || !sharesAQuestion(definition, other.definition)) return [];
      if (excludes(definition, other.kind, other.slug) || excludes(other.definition, "job", ownSlug))
        return [];
      const message = `The live job "${other.name}" asks for the same customers, and its members are not excluded.`;
      const fix = `Exclude who is in "${other.slug}".`;
      return [{ check: "J06", severity: "warning", path: "exclusions", message, fix }];
    });
}

function runsBeside(other: Neighbour, definition: Definition): boolean {
  const runs = other.status === "live" || other.status === "paused";
  return runs && other.kind === "job" && other.target === definition.target;
}

/** As near as one can tell without customers: some group of each asks the same question. */
function sharesAQuestion(a: Definition, b: Definition): boolean {
  const mine = a.audience.any.flatMap((group) => group.all);
  const theirs = b.audience.any.flatMap((group) => group.all);
  return mine.some((condition) => theirs.some((other) => sameCondition(condition, other)));
}

function excludes(definition: Definition, kind: Neighbour["kind"], slug: string): boolean {
  const names = Object.values(activityAttributes({ kind, slug }));
  return definition.exclusions.some((condition) => {
    if (condition.kind === "membership") return condition.of === kind && condition.slug === slug;
    return condition.kind === "attribute" && names.includes(canonicalKey(condition.attribute));
  });
}
