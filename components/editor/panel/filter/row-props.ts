import type { ReactNode } from "react";
import type { ConditionKind, ConditionOf, PlainCondition } from "@/lib/audiences/schema";
import type { Entity } from "@/lib/profiles/schema";

/** The list of conditions inside another one. */
export interface InnerList {
  conditions: readonly PlainCondition[];
  path: string;
  change(next: PlainCondition[], coalesce?: string): void;
}

/** What the form of one condition gets. */
export interface RowProps<Kind extends ConditionKind> {
  condition: ConditionOf<Kind>;
  change(next: ConditionOf<Kind>, coalesce?: string): void;
  /** Where the condition stands in the item. */
  path: string;
  /** Under which name its texts are kept: it stays the same when rows above it go. */
  name: string;
  /** Whom it is asked about. */
  entity: Entity;
  /** What it means that an event has no window. */
  everWords: string;
  /** Shows the conditions that this one holds, about people. */
  inner(list: InnerList): ReactNode;
}
