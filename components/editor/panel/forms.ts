import { branch } from "@/components/editor/panel/forms/branch";
import { message } from "@/components/editor/panel/forms/message";
import { notify } from "@/components/editor/panel/forms/notify";
import { reminder } from "@/components/editor/panel/forms/reminder";
import { update } from "@/components/editor/panel/forms/update";
import { wait } from "@/components/editor/panel/forms/wait";
import type { FormEntry } from "@/components/editor/panel/panel-context";
import { audience } from "@/components/editor/panel/parts/audience";
import { entry } from "@/components/editor/panel/parts/entry";
import { exit } from "@/components/editor/panel/parts/exit";
import { goal } from "@/components/editor/panel/parts/goal";
import { settings } from "@/components/editor/panel/parts/settings";
import type { Part } from "@/lib/programmes/edit/selection-at";
import type { Definition, Step } from "@/lib/programmes/schema";
import type { StepKind } from "@/lib/programmes/steps";

export type StepOf<K extends StepKind> = Extract<Step, { kind: K }>;

/** The form of each kind of step. */
const stepForms: { readonly [K in StepKind]: FormEntry<StepOf<K>> } = {
  message,
  reminder,
  notify,
  update,
  wait,
  branch,
};

export function stepForm<K extends StepKind>({ kind }: { kind: K }): FormEntry<StepOf<K>> {
  return stepForms[kind];
}

/** The form of each part that is no step. */
export const partForms: { readonly [P in Part]: FormEntry<Definition> } = {
  "#settings": settings,
  "#audience": audience,
  "#entry": entry,
  "#goal": goal,
  "#exit": exit,
};
