import { ruledOutBy } from "@/lib/audiences/ruled-out-by";
import type { Pair } from "@/lib/enrolments/look";

/**
 * Tells apart the customers whom their own attributes keep out of everything that is asked, for good as far as time goes: the guard needs
 * no more to say so, and since nothing is done for them, nothing done for one programme changes that for another.
 */
export function ruleOut(
  pairs: readonly Pair[],
  moment: { zone: string; now: Date },
): { open: Pair[]; out: Pair[] } {
  const open = new Set<string>();
  for (const pair of pairs) {
    if (!open.has(pair.customer.id) && !isRuledOut(pair, moment)) open.add(pair.customer.id);
  }
  return {
    open: pairs.filter(({ customer }) => open.has(customer.id)),
    out: pairs.filter(({ customer }) => !open.has(customer.id)),
  };
}

function isRuledOut({ customer, programme, pass }: Pair, moment: { zone: string; now: Date }): boolean {
  if (pass !== null) return false;
  if (programme.status !== "live") return true;
  const definition = programme.definitions.get(programme.liveVersion);
  return definition !== undefined && ruledOutBy(definition.audience, customer, moment);
}
