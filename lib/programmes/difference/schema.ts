/*
 * The words of a difference between two definitions.
 *   change   something was added, taken away, moved or reworded. What was moved as it is, is moved and nothing else.
 *   group    the part of a job it belongs to, in the order in which a reader asks.
 *   part     a run of words that stands in both, or in one of the two only.
 */
export const changeGroups = ["audience", "goal", "steps", "messages", "settings"] as const;
export type ChangeGroup = (typeof changeGroups)[number];

export interface TextPart {
  how: "same" | "removed" | "added";
  text: string;
}

/** A field that says something else now, word by word. */
export interface FieldChange {
  label: string;
  parts: TextPart[];
}

export interface Change {
  group: ChangeGroup;
  how: "added" | "removed" | "moved" | "changed";
  /** What shows it in the editor: the id of an item or arm, or a part such as "#audience". */
  at: string;
  /** What it is called, by its own first line. */
  title: string;
  /** What it is: "reminder", "arm"; empty where the title says it. */
  noun: string;
  /** Of what was moved, where it stood; of what was removed, likewise. */
  from: string;
  /** Of what was moved or added, where it stands now. */
  to: string;
  fields: FieldChange[];
}
