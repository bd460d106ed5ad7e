import { ruledOutBy } from "@/lib/audiences/ruled-out-by";
import type { Pair } from "@/lib/enrolments/look-request";
import type { AttributeTypes } from "@/lib/profiles/attributes/attribute-types";

/**
 * Tells apart the customers whom their own attributes keep out of everything that is asked, for good as far as time goes: the guard needs
 * no more to say so, and since nothing is done for them, nothing done for one programme changes that for another.
 */
export function ruleOut(pairs: readonly Pair[], how: Moment): { open: Pair[]; out: Pair[] } {
  const open = new Set<string>();
  for (const pair of pairs) {
    if (!open.has(pair.customer.id) && !isRuledOut(pair, how)) open.add(pair.customer.id);
  }
  return {
    open: pairs.filter(({ customer }) => open.has(customer.id)),
    out: pairs.filter(({ customer }) => !open.has(customer.id)),
  };
}

interface Moment {
  zone: string;
  now: Date;
  types: AttributeTypes;
}

function isRuledOut({ customer, programme, pass }: Pair, { types, ...moment }: Moment): boolean {
  const { entity, attributes } = customer;
  if (pass !== null) return false;
  if (programme.status !== "live") return true;
  const definition = programme.definitions.get(programme.liveVersion);
  return definition !== undefined && ruledOutBy(definition.audience, { entity, attributes, types }, moment);
}
