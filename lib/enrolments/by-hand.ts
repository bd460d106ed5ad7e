/** What a member does with one customer and one programme, by hand and for a reason of theirs. */
export type ByHand = {
  programmeId: string;
  /** In the words of whoever did it. */
  why: string;
  /** The member or key. */
  by: string;
} & (
  | { act: "add" }
  /** Whether the actions of the exit lane run. */
  | { act: "remove"; runsExitActions: boolean }
);

/** As a move remembers it. */
export function byHandDetail({ why, by }: ByHand): { byHand: { why: string; by: string } } {
  return { byHand: { why, by } };
}
