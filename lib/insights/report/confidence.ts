export type Confidence = "too_few" | "provisional" | "meaningful" | "significant";

/** From how many completions on an average means something. */
export const ENOUGH_TO_AVERAGE = 10;
const MEANINGFUL = 50;
const SIGNIFICANT = 200;

/** How far an average over so many completions can be trusted: below ten there is none. */
export function confidenceOf(completions: number): Confidence {
  if (completions < ENOUGH_TO_AVERAGE) return "too_few";
  if (completions < MEANINGFUL) return "provisional";
  return completions < SIGNIFICANT ? "meaningful" : "significant";
}
