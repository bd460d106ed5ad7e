import type { StepEntry } from "@/lib/actions/kinds/entry";
import type { ActionKind } from "@/lib/actions/schema";
import type { Step } from "@/lib/programmes/schema";

/** A step that acts on nobody: it decides when a pass goes on, or where. */
export type FlowStep = Exclude<Step, { kind: ActionKind }>;
export type FlowKind = FlowStep["kind"];
export type FlowStepOf<K extends FlowKind> = Extract<FlowStep, { kind: K }>;

/** Everything that depends on the kind of a step that is no action, apart from its schema and icon. */
export interface FlowEntry<K extends FlowKind> extends StepEntry<FlowStepOf<K>> {
  /** What is told of a pass that has gone on behind it. */
  passed(step: FlowStepOf<K>): string;
  /** A new one, for its author to fill in. */
  create(id: string): FlowStepOf<K>;
}
