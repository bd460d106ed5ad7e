import { takeTurn } from "@/lib/enrolments/turn/take-turn";
import type { TurnInput, TurnResult } from "@/lib/enrolments/turn/turn";

export interface TurnsTaken {
  results: TurnResult[];
  /** Programme id -> how many more may enter. */
  entriesLeft: ReadonlyMap<string, number>;
}

/** The turns of several customers, one after the other: where only so many may enter, whoever comes first takes the place. */
export function takeTurns(
  turns: readonly Omit<TurnInput, "entriesLeft">[],
  entriesLeft: ReadonlyMap<string, number>,
): TurnsTaken {
  const left = new Map(entriesLeft);
  const results = turns.map((turn) => {
    const result = takeTurn({ ...turn, entriesLeft: left });
    for (const { programmeId } of result.entered) {
      const before = left.get(programmeId);
      if (before !== undefined) left.set(programmeId, before - 1);
    }
    return result;
  });
  return { results, entriesLeft: left };
}
