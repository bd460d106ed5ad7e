"use client";

import { ChevronRight, Plus } from "lucide-react";
import { useEditor } from "@/components/editor/editor-context";
import { IconButton, QuietButton } from "@/components/editor/panel/fields/quiet-button";
import { ArmLine, stepsWords } from "@/components/editor/panel/forms/arm-line";
import { type FormEntry, type FormProps, usePanel } from "@/components/editor/panel/panel-context";
import { usedBefore } from "@/components/editor/verbs/carry-out";
import { addArm } from "@/lib/programmes/edit/arms";
import { type Arm, type Branch, MOST_ARMS } from "@/lib/programmes/schema";
import { OTHERWISE } from "@/lib/programmes/steps/branch";

/** The arms of a branch, in the order in which they are asked. */
export const branch: FormEntry<Branch> = { fields: [], Form: BranchForm };

function BranchForm({ item, change }: FormProps<Branch>) {
  const editor = useEditor();
  const { input, isReadOnly } = usePanel();
  const rename = (arm: Arm, name: string) => {
    const arms = item.arms.map((one) =>
      one.id === arm.id ? { ...one, name: name.trim() === "" ? undefined : name } : one,
    );
    change({ arms }, `name ${arm.id}`);
  };
  const add = () =>
    editor.apply(addArm(input.definition, item.id, { usedBefore: usedBefore(editor) }), {
      label: "Add an arm",
      isNew: true,
    });
  return (
    <div>
      <ol className="divide-y divide-line rounded-md border border-line bg-surface">
        {item.arms.map((arm, index) => (
          <ArmLine key={arm.id} arm={arm} index={index} branch={item} rename={(name) => rename(arm, name)} />
        ))}
        <li className="flex items-center gap-2 py-2.5 pr-1.5 pl-9">
          <span className="min-w-0 flex-1">
            Otherwise
            <span className="block text-sm text-ink-3">{stepsWords(item.otherwise.length)}</span>
          </span>
          <IconButton
            icon={ChevronRight}
            label="Open otherwise"
            onClick={() => editor.select(`${item.id}/${OTHERWISE}`, "")}
          />
        </li>
      </ol>
      {isReadOnly || item.arms.length >= MOST_ARMS ? null : (
        <QuietButton icon={Plus} onClick={add} className="mt-2">
          Add an arm
        </QuietButton>
      )}
      <p className="mt-3 text-sm text-pretty text-ink-3">
        The first arm that matches at that moment is taken. Afterwards everybody goes on behind the branch.
      </p>
    </div>
  );
}
