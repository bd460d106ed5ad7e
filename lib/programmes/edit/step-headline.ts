import type { Step } from "@/lib/programmes/schema";
import { stepEntry } from "@/lib/programmes/steps";

/** What a step is called on a card: its own first line (subject, note, attribute and value, delay); until there is one, what it is. */
export function stepHeadline(step: Step): string {
  const entry = stepEntry(step);
  return entry.headline(step).trim() || `New ${entry.noun}`;
}
