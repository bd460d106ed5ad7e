import type { Applied } from "@/lib/pipeline/news/apply-events";
import { differsIn } from "@/lib/pipeline/news/differs-in";
import type { Customer } from "@/lib/profiles/schema";
import type { LiveProgramme } from "@/lib/programmes/published/live-programmes";
import { programmeReads } from "@/lib/programmes/published/programme-reads";

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
    return programmeReads(programme).some(({ attributes, events, organisationAttributes }) => {
      if (names && events.some((name) => names.has(name))) return true;
      if (regrouped && organisationAttributes.length > 0) return true;
      return differsIn(attributes, customer.before, customer.attributes);
    });
  };
}
