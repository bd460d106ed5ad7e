import type { ArmBox } from "@/components/editor/canvas/drawing/boxes";
import { customerClause, whoClause } from "@/lib/audiences/describe";
import type { Filter } from "@/lib/audiences/schema";
import { stepDetails } from "@/lib/programmes/edit/step-details";
import { stepHeadline } from "@/lib/programmes/edit/step-headline";
import type { Definition, Step } from "@/lib/programmes/schema";
import { durationWords } from "@/lib/spans";

/** What a row of a card says: its own first line, and the line in small print below it, if any. */
export interface RowWords {
  headline: string;
  detail: string;
}

const rows = new WeakMap<Step, RowWords>();
const filters = new WeakMap<Filter, string>();

/** The words of a row, made once for each state of its step. */
export function rowWords(step: Step): RowWords {
  const known = rows.get(step);
  if (known) return known;
  const words = { headline: stepHeadline(step), detail: stepDetails(step) };
  rows.set(step, words);
  return words;
}

/** What the customer does or has, made once for each state of a filter. */
function aboutCustomer(filter: Filter): string {
  const known = filters.get(filter);
  if (known !== undefined) return known;
  const words = customerClause(filter);
  filters.set(filter, words);
  return words;
}

const isEmpty = ({ any }: Filter) => any.every(({ all }) => all.length === 0);

/** Who may enter; what belongs there while nobody may. */
export function audienceWords({ target, audience }: Pick<Definition, "target" | "audience">): string {
  if (isEmpty(audience)) return "Nobody yet: say who it is about.";
  return `${target === "person" ? "Anyone" : "Any organisation"} ${whoClause(audience)}`;
}

/** What completes a pass. */
export function goalWords({ filter }: Definition["goal"]): string {
  return isEmpty(filter) ? "No goal yet: say what to achieve." : `Once ${aboutCustomer(filter)}`;
}

/** When a pass ends without the goal. */
export function exitWords({
  autoExit,
  leaveWhenAudienceStops,
}: Pick<Definition, "autoExit" | "leaveWhenAudienceStops">): string {
  const since = autoExit?.from === "last_step" ? "after the last step" : "after entry";
  const ways = [
    ...(autoExit ? [`${durationWords(autoExit)} ${since}`] : []),
    ...(leaveWhenAudienceStops ? ["once the audience no longer matches"] : []),
  ];
  if (ways.length === 0) return "No time limit: say when it ends.";
  const [first = "", ...others] = ways;
  return [first.charAt(0).toUpperCase() + first.slice(1), ...others].join(", or ");
}

/** The head of a way: what its author calls it, else its turn in the order; and who takes it. */
export function armText({ order, name, when }: Pick<ArmBox, "order" | "name" | "when">): [string, string] {
  if (when === null) return ["Otherwise", "Everyone who fits no other way"];
  const turn = order === 0 ? "If" : "Else if";
  if (isEmpty(when)) return [name || turn, "Nobody yet: say who goes this way"];
  const who = aboutCustomer(when);
  return name ? [name, `${turn} ${who}`] : [turn, who.charAt(0).toUpperCase() + who.slice(1)];
}
