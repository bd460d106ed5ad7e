import { actionEntries, isActionKind } from "@/lib/actions/kinds";
import type { StepEntry } from "@/lib/actions/kinds/entry";
import type { Action, ImmediateAction } from "@/lib/actions/schema";
import type { Step } from "@/lib/programmes/schema";
import { branch } from "@/lib/programmes/steps/branch";
import type { FlowEntry, FlowKind } from "@/lib/programmes/steps/entry";
import { wait } from "@/lib/programmes/steps/wait";

export type StepKind = Step["kind"];
type StepOf<K extends StepKind> = Extract<Step, { kind: K }>;

/** The kinds of step that are no action. What depends on a kind stands in its entry; nothing else compares a kind with a name. */
const flowEntries: { readonly [K in FlowKind]: FlowEntry<K> } = { branch, wait };
const stepEntries: { readonly [K in StepKind]: StepEntry<StepOf<K>> } = { ...actionEntries, ...flowEntries };

/** Whether a step does something, rather than deciding when or where to go on. */
export function isAction(step: Step): step is Action {
  return isActionKind(step.kind);
}

/** Whether a text names a kind of step. */
export function isStepKind(text: string | undefined): text is StepKind {
  return text !== undefined && Object.hasOwn(stepEntries, text);
}

/** Whether a kind of step may also stand in the entry, completion and exit lanes, where nothing waits. */
export function mayStandInLanes(kind: StepKind): boolean {
  return isActionKind(kind) && actionEntries[kind].moments.some((moment) => moment === "entry");
}

/** Whether a step is an action that waits for nothing. */
export function isImmediate(step: Step): step is ImmediateAction {
  return mayStandInLanes(step.kind);
}

/** The entry of a step's kind; asked of a step of any kind, it takes that step. */
export function stepEntry<K extends StepKind>({ kind }: { kind: K }): StepEntry<StepOf<K>> {
  return stepEntries[kind];
}

/** The entry of the kind of a step that is no action. */
export function flowEntry<K extends FlowKind>({ kind }: { kind: K }): FlowEntry<K> {
  return flowEntries[kind];
}
