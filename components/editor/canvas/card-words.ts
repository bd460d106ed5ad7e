import { describeFilter } from "@/lib/audiences/describe";
import type { Filter } from "@/lib/audiences/schema";
import { stepHeadline } from "@/lib/programmes/edit/step-headline";
import type { Definition, Step } from "@/lib/programmes/schema";
import { isAction, stepEntry } from "@/lib/programmes/steps";
import { durationWords } from "@/lib/spans";

/** What a row of a card says: its first line, and the lines in small print around it. */
export interface RowWords {
  headline: string;
  /** When it is due, for what is done after a while of its own. */
  lead: string | null;
  /** Who it is for, if not for everyone who comes by. */
  only: string | null;
}

const rows = new WeakMap<Step, RowWords>();
const filters = new WeakMap<Filter, string>();

/** The words of a row, made once for each state of its step. */
export function rowWords(step: Step): RowWords {
  const known = rows.get(step);
  if (known) return known;
  const wait = isAction(step) ? stepEntry(step).wait(step) : null;
  const when = isAction(step) && step.when && step.when.any.length > 0 ? step.when : null;
  const words = {
    headline: stepHeadline(step),
    lead: wait ? `After ${durationWords(wait.delay)}, if the goal is not met` : null,
    only: when ? `Only if the customer ${filterWords(when)}` : null,
  };
  rows.set(step, words);
  return words;
}

/** A filter in words, made once for each state of it. */
export function filterWords(filter: Filter): string {
  const known = filters.get(filter);
  if (known !== undefined) return known;
  const words = describeFilter(filter);
  filters.set(filter, words);
  return words;
}

const isEmpty = ({ any }: Filter) => any.every(({ all }) => all.length === 0);

/** Who may enter; what belongs there while nobody may. */
export function audienceWords({ target, audience }: Pick<Definition, "target" | "audience">): string {
  if (isEmpty(audience)) return "Nobody yet. Say who this job is about.";
  return `${target === "person" ? "People" : "Organisations"} who ${filterWords(audience)}`;
}

/** What completes a pass. */
export function goalWords({ filter }: Definition["goal"]): string {
  return isEmpty(filter)
    ? "No goal yet. Say what a customer is to achieve."
    : `Once the customer ${filterWords(filter)}`;
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
  if (ways.length === 0) return "No time limit yet. Say when to give up.";
  const [first = "", ...others] = ways;
  return [first.charAt(0).toUpperCase() + first.slice(1), ...others].join(", or ");
}
