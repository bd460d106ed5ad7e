"use client";

import { useEditor } from "@/components/editor/editor-context";
import { ProblemNotes } from "@/components/editor/panel/fields/problem-notes";
import { partForms, type StepOf, stepForm } from "@/components/editor/panel/forms";
import { arm as armForm } from "@/components/editor/panel/forms/arm";
import { type FormEntry, usePanel } from "@/components/editor/panel/panel-context";
import { problemsBeside } from "@/components/editor/panel/problem-paths";
import type { Selected } from "@/components/editor/panel/selected-item";
import { setArm } from "@/lib/programmes/edit/arms";
import { type Edit, setItem, setParts } from "@/lib/programmes/edit/commands";
import type { Arm, Branch, Definition, Step } from "@/lib/programmes/schema";
import type { StepKind } from "@/lib/programmes/steps";
import { stepEntry } from "@/lib/programmes/steps";
import { plural } from "@/lib/words/figures";

/** The form of what is selected. */
export function PanelForm({ selected }: { selected: Selected }) {
  switch (selected.what) {
    case "part":
      return <PartForm form={partForms[selected.part]} />;
    case "step":
      return <StepForm step={selected.step} />;
    case "arm":
      return <ArmForm arm={selected.arm} />;
    case "otherwise":
      return <Otherwise branch={selected.branch} />;
  }
}

/** Changes go through the commands of the editor, and several of one field are undone as one. */
function useChange(label: string) {
  const editor = useEditor();
  const { item } = usePanel();
  return (edit: Edit | Definition, coalesce?: string) => {
    editor.apply(edit, { label, ...(coalesce ? { coalesce: `${item} ${coalesce}` } : {}) });
  };
}

function PartForm({ form }: { form: FormEntry<Definition> }) {
  const { input } = usePanel();
  const editor = useEditor();
  const apply = useChange("Change the settings");
  return (
    <Shown
      form={form}
      item={input.definition}
      change={(next, coalesce) => {
        const { kind: _, entry: __, steps: ___, completion: ____, exit: _____, ...parts } = next;
        apply(setParts(editor.get().definition, parts), coalesce);
      }}
    />
  );
}

function StepForm<K extends StepKind>({ step }: { step: StepOf<K> & Step }) {
  const editor = useEditor();
  const apply = useChange(`Change the ${stepEntry<StepKind>(step).noun}`);
  return (
    <Shown
      form={stepForm<K>(step)}
      item={step}
      change={(next, coalesce) => apply(setItem(editor.get().definition, { ...step, ...next }), coalesce)}
    />
  );
}

function ArmForm({ arm }: { arm: Arm }) {
  const editor = useEditor();
  const apply = useChange("Change the arm");
  return (
    <Shown
      form={armForm}
      item={arm}
      change={(next, coalesce) => apply(setArm(editor.get().definition, arm.id, next), coalesce)}
    />
  );
}

function Otherwise({ branch }: { branch: Branch }) {
  const { otherwise, arms } = branch;
  return (
    <p className="text-pretty text-ink-2">
      Whoever matches none of the {plural(arms.length, "arm")} goes this way.{" "}
      {otherwise.length === 0
        ? "Nothing happens on it: they go straight on behind the branch."
        : `${plural(otherwise.length, "step")} on it, then on behind the branch.`}
    </p>
  );
}

interface ShownProps<Item> {
  form: FormEntry<Item>;
  item: Item;
  change: (next: Partial<Item>, coalesce?: string) => void;
}

/** A form, and above it the problems that none of its fields shows. */
function Shown<Item>({ form: { Form, fields }, item, change }: ShownProps<Item>) {
  const { problems } = usePanel();
  return (
    <>
      <ProblemNotes problems={problemsBeside(problems, fields)} />
      <Form item={item} change={change} />
    </>
  );
}
