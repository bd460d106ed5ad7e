import type { StepEntry } from "@/lib/actions/kinds/entry";
import type { ActionKind } from "@/lib/actions/schema";
import type { Filter } from "@/lib/audiences/schema";
import type { Step } from "@/lib/programmes/schema";

/** A step that acts on nobody: it decides when a pass goes on, or where. */
export type FlowStep = Exclude<Step, { kind: ActionKind }>;
export type FlowKind = FlowStep["kind"];
export type FlowStepOf<K extends FlowKind> = Extract<FlowStep, { kind: K }>;

/** One of the ways on which a step may send a pass. */
export interface Way {
  /** The arm's id, or "otherwise". */
  id: string;
  /** Who takes it; null for whoever takes no other. */
  when: Filter | null;
  steps: readonly Step[];
  /** Where its steps stand in the step that holds them, e.g. "arms[1].steps". */
  field: string;
}

/** Everything that depends on the kind of a step that is no action, apart from its schema and icon. */
export interface FlowEntry<K extends FlowKind> extends StepEntry<FlowStepOf<K>> {
  /** What is told of a pass that has gone on behind it, on this of its ways if it has several. */
  passed(step: FlowStepOf<K>, way: string | null): string;
  /** The same of one that will. */
  willPass(step: FlowStepOf<K>, way: string | null): string;
  /** Why a pass that takes one of its ways does not take another; in the middle of a sentence, and in the past where it has. */
  notTaken(step: FlowStepOf<K>, way: string, taken: string, isPast: boolean): string;
  /** The ways of a step that chooses one, in the order in which they are asked; none where the flow simply goes on. */
  ways(step: FlowStepOf<K>): Way[];
  /** What a way is called at the head of its steps: its author's name for it, if there is one, and who takes it. */
  wayWords(step: FlowStepOf<K>, way: string): string;
  /** The same step with other steps in one of its ways. */
  withWay(step: FlowStepOf<K>, way: string, steps: Step[]): FlowStepOf<K>;
}
