"use client";

import { ArrowDown, ArrowUp, ChevronRight, Plus, X } from "lucide-react";
import { useEditor } from "@/components/editor/editor-context";
import { TextInput } from "@/components/editor/panel/fields/inputs";
import { IconButton, QuietButton } from "@/components/editor/panel/fields/quiet-button";
import { type FormEntry, type FormProps, usePanel } from "@/components/editor/panel/panel-context";
import { usedBefore } from "@/components/editor/panel/used-before";
import { describeFilter } from "@/lib/audiences/describe";
import { addArm, moveArm, removeArm } from "@/lib/programmes/edit/arms";
import type { Edit } from "@/lib/programmes/edit/commands";
import { type Arm, type Branch, definitionLimits, MOST_ARMS } from "@/lib/programmes/schema";
import { armWords, OTHERWISE } from "@/lib/programmes/steps/branch";
import { plural } from "@/lib/words/figures";

/** The arms of a branch, in the order in which they are asked. */
export const branch: FormEntry<Branch> = { fields: ["arms"], Form: BranchForm };

function BranchForm({ item, change }: FormProps<Branch>) {
  const editor = useEditor();
  const { input, isReadOnly } = usePanel();
  const rename = (arm: Arm, name: string) => {
    const arms = item.arms.map((one) => (one.id === arm.id ? { ...one, name: name || undefined } : one));
    change({ arms }, `name ${arm.id}`);
  };
  const add = () =>
    editor.apply(addArm(input.definition, item.id, { usedBefore: usedBefore(input) }), {
      label: "Add an arm",
      isNew: true,
    });
  return (
    <div>
      <p className="mb-3 text-sm text-pretty text-ink-2">
        The first arm that matches at that moment is taken. Afterwards everybody goes on behind the branch.
      </p>
      <ol className="divide-y divide-line rounded-md border border-line bg-surface">
        {item.arms.map((arm, index) => (
          <ArmLine key={arm.id} arm={arm} index={index} branch={item} rename={(name) => rename(arm, name)} />
        ))}
        <li className="flex items-center gap-2 py-2 pr-1.5 pl-3">
          <span className="w-5 shrink-0" />
          <span className="min-w-0 flex-1">
            Otherwise
            <span className="block text-sm text-ink-3">{stepsWords(item.otherwise.length)}</span>
          </span>
          <IconButton
            icon={ChevronRight}
            label="Open otherwise"
            onClick={() => editor.select(`${item.id}/${OTHERWISE}`)}
          />
        </li>
      </ol>
      {isReadOnly || item.arms.length >= MOST_ARMS ? null : (
        <QuietButton icon={Plus} onClick={add} className="mt-2">
          Add an arm
        </QuietButton>
      )}
    </div>
  );
}

interface LineProps {
  arm: Arm;
  index: number;
  branch: Branch;
  rename: (name: string) => void;
}

function ArmLine({ arm, index, branch: { id, arms }, rename }: LineProps) {
  const editor = useEditor();
  const { input, isReadOnly } = usePanel();
  const words = armWords(arm);
  /** The branch stays open while its arms change. */
  const keepOpen = (edit: Edit): Edit => ("refused" in edit ? edit : { ...edit, selected: id });
  const move = (to: number) =>
    editor.apply(keepOpen(moveArm(input.definition, arm.id, to)), { label: `Move ${words}` });
  const remove = () =>
    editor.apply(keepOpen(removeArm(input.definition, arm.id)), { label: `Remove ${words}` });
  return (
    <li className="flex items-start gap-2 py-2.5 pr-1.5 pl-3">
      <span className="mt-2 w-5 shrink-0 text-sm text-ink-3 tabular-nums">{index + 1}</span>
      <div className="min-w-0 flex-1">
        <TextInput
          aria-label={`Name of arm ${index + 1}`}
          data-field={`arms[${index}].name`}
          placeholder="Name, if its condition does not say enough"
          maxLength={definitionLimits.armName}
          value={arm.name ?? ""}
          onText={rename}
        />
        <p className="mt-1 text-sm text-pretty text-ink-3 [overflow-wrap:anywhere]">
          {`If the customer ${describeFilter(arm.when)}. ${stepsWords(arm.steps.length)}`}
        </p>
      </div>
      <span className="flex pt-1">
        {isReadOnly ? null : (
          <>
            <IconButton
              icon={ArrowUp}
              label={`Ask ${words} earlier`}
              disabled={index === 0}
              onClick={() => move(index - 1)}
            />
            <IconButton
              icon={ArrowDown}
              label={`Ask ${words} later`}
              disabled={index === arms.length - 1}
              onClick={() => move(index + 1)}
            />
            <IconButton icon={X} label={`Remove ${words}`} disabled={arms.length === 1} onClick={remove} />
          </>
        )}
        <IconButton
          icon={ChevronRight}
          label={`Open ${words}`}
          onClick={() => editor.select(arm.id, "when")}
        />
      </span>
    </li>
  );
}

function stepsWords(count: number): string {
  return count === 0 ? "Goes straight on." : `${plural(count, "step")}.`;
}
