import { type ReadProgramme, readsAttribute } from "@/lib/audiences/reads";
import type { Applied } from "@/lib/pipeline/news/apply-events";
import { sameValue } from "@/lib/profiles/attributes/set-attribute";
import type { Customer } from "@/lib/profiles/schema";
import type { LiveProgramme } from "@/lib/programmes/published/live-programmes";
import { programmeReads } from "@/lib/programmes/published/programme-reads";
import type { Definition } from "@/lib/programmes/schema";

type Values = Readonly<Record<string, unknown>>;

/** Whether news about a customer can matter to a programme: only if it changed something that the programme, in any version in use, reads. */
export function affectedBy({
  applied,
  freshlyNamed,
}: {
  applied: Applied;
  freshlyNamed: ReadonlySet<string>;
}) {
  return (customer: Customer, programme: LiveProgramme): boolean => {
    if (freshlyNamed.has(customer.id)) return true;
    const names = applied.eventNames.get(customer.id);
    const regrouped = applied.regrouped.people.has(customer.id);
    return definitionsOf(programme).some((definition) => {
      const { attributes, events, organisationAttributes } = programmeReads(definition);
      if (names && intersects(events, names)) return true;
      if (regrouped && organisationAttributes.length > 0) return true;
      return differsIn(attributes, customer.before, customer.attributes);
    });
  };
}

/** Whether any of the attributes that something reads differs between two states of a customer. */
export function differsIn(keys: readonly string[], before: Values, after: Values): boolean {
  const differs = (key: string) => !sameValue(before[key] ?? null, after[key] ?? null);
  return keys.some((key) => {
    if (!key.includes("*")) return differs(key);
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].some(
      (one) => readsAttribute([key], one) && differs(one),
    );
  });
}

/** Whether one of the programmes whose standings something reads is among these. */
export function readsStanding(read: readonly ReadProgramme[], moved: ReadonlySet<string>): boolean {
  return read.some(({ kind, slug }) => moved.has(`${kind}:${slug}`));
}

export function definitionsOf(programme: LiveProgramme): Definition[] {
  return [...programme.definitions.values()];
}

export function intersects(wanted: Iterable<string>, there: ReadonlySet<string>): boolean {
  for (const one of wanted) if (there.has(one)) return true;
  return false;
}
