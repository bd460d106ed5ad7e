import type { TimeLimit } from "@/lib/programmes/schema";
import { durationWords } from "@/lib/spans";

/** From when on a pass is out of time: "10 days after entry". */
export function timeLimitWords({ from, ...length }: TimeLimit): string {
  return `${durationWords(length)} after ${from === "last_step" ? "the last step" : "entry"}`;
}
