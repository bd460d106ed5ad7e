import { activityAttributes, canonicalKey } from "@/lib/attribute-names";
import { isSame } from "@/lib/audiences/conditions/is-same";
import { asks } from "@/lib/audiences/conditions/kinds";
import type { ProgrammeRef } from "@/lib/programme-kinds";
import type { Check, CheckInput, Neighbour } from "@/lib/programmes/checks/surroundings";
import { programmeRules } from "@/lib/programmes/kinds";
import type { Definition, Problem } from "@/lib/programmes/schema";

/** A customer is not in two jobs about the same thing at once, and does not go round in one. */
export const overlap: Check = (input) => [...returning(input), ...overlapping(input)];

function returning({ definition, ownSlug }: CheckInput): Problem[] {
  if (!programmeRules[definition.kind].intervenes || definition.reentry.kind !== "after_leaving") return [];
  if (excludes(definition, { kind: definition.kind, slug: ownSlug })) return [];
  const message = "Whoever leaves may come straight back: the same person can be written to again and again.";
  const fix = 'Leave "reentry" out (never), or give it a number of days.';
  return [{ check: "J05", severity: "warning", path: "reentry", message, fix }];
}

function overlapping({ definition, programmes, ownSlug }: CheckInput): Problem[] {
  if (!programmeRules[definition.kind].intervenes) return [];
  const own = { kind: definition.kind, slug: ownSlug };
  return programmes
    .filter((other) => runsBeside(other, definition))
    .flatMap((other): Problem[] => {
      if (!other.definition || !sharesAQuestion(definition, other.definition)) return [];
      if (excludes(definition, other) || excludes(other.definition, own)) return [];
      const message = `The live ${other.kind} "${other.name}" asks for the same customers, and whoever is in it is not excluded.`;
      const fix = `Exclude who is in "${other.slug}".`;
      return [{ check: "J06", severity: "warning", path: "exclusions", message, fix }];
    });
}

function runsBeside(other: Neighbour, definition: Definition): boolean {
  const runs = other.status === "live" || other.status === "paused";
  return runs && programmeRules[other.kind].intervenes && other.target === definition.target;
}

/** As near as one can tell without customers: some group of each asks the same question. */
function sharesAQuestion(a: Definition, b: Definition): boolean {
  const mine = a.audience.any.flatMap((group) => group.all);
  const theirs = b.audience.any.flatMap((group) => group.all);
  return mine.some((condition) => theirs.some((other) => isSame(condition, other)));
}

function excludes(definition: Definition, { kind, slug }: ProgrammeRef): boolean {
  const names = Object.values(activityAttributes({ kind, slug }));
  return definition.exclusions.some((condition) => {
    const { attribute, programme } = asks(condition);
    if (programme) return programme.of === kind && programme.slug === slug;
    return attribute !== undefined && names.includes(canonicalKey(attribute.attribute));
  });
}
