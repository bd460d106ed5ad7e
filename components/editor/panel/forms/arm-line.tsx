"use client";

import { ArrowDown, ArrowUp, ChevronRight, Ellipsis, Trash2 } from "lucide-react";
import { useEditor } from "@/components/editor/editor-context";
import { TextInput } from "@/components/editor/panel/fields/inputs";
import { IconButton } from "@/components/editor/panel/fields/quiet-button";
import { usePanel } from "@/components/editor/panel/panel-context";
import { Menu, MenuItem, MenuLine } from "@/components/ui/menu";
import { moveArm, removeArm } from "@/lib/programmes/edit/arms";
import type { Edit } from "@/lib/programmes/edit/commands";
import { type Arm, type Branch, definitionLimits } from "@/lib/programmes/schema";
import { armWords } from "@/lib/programmes/steps/branch";
import { plural } from "@/lib/words/figures";

interface Props {
  arm: Arm;
  index: number;
  branch: Branch;
  rename: (name: string) => void;
}

/** One arm of a branch, where it is named, put earlier or later, and opened. */
export function ArmLine(props: Props) {
  const { arm, index, rename } = props;
  const editor = useEditor();
  const { isReadOnly } = usePanel();
  return (
    <li className="py-2.5 pr-1.5 pl-3">
      <div className="flex items-center gap-2">
        <span className="w-4 shrink-0 text-sm text-ink-3 tabular-nums">{index + 1}</span>
        <TextInput
          aria-label={`Name of arm ${index + 1}`}
          data-field={`arms[${index}].name`}
          placeholder="Name"
          maxLength={definitionLimits.armName}
          value={arm.name ?? ""}
          onText={rename}
        />
        <span className="flex">
          {isReadOnly ? null : <ArmMenu {...props} />}
          <IconButton
            icon={ChevronRight}
            label={`Open ${armWords(arm)}`}
            onClick={() => editor.select(arm.id, "when")}
          />
        </span>
      </div>
      <p className="mt-1.5 pr-2 pl-6 text-sm text-pretty text-ink-3 [overflow-wrap:anywhere]">
        {`${armWords({ when: arm.when })}. ${stepsWords(arm.steps.length)}`}
      </p>
    </li>
  );
}

function ArmMenu({ arm, index, branch: { id, arms } }: Props) {
  const editor = useEditor();
  const words = armWords(arm);
  /** The branch stays open while its arms change. */
  const apply = (edit: Edit, label: string) =>
    editor.apply("refused" in edit ? edit : { ...edit, selected: id }, { label });
  const definition = () => editor.get().definition;
  const move = (to: number) => apply(moveArm(definition(), arm.id, to), `Move ${words}`);
  return (
    <Menu trigger={<IconButton icon={Ellipsis} label={`What can be done with ${words}`} />} align="end">
      {index > 0 ? (
        <MenuItem icon={ArrowUp} onSelect={() => move(index - 1)}>
          Ask earlier
        </MenuItem>
      ) : null}
      {index < arms.length - 1 ? (
        <MenuItem icon={ArrowDown} onSelect={() => move(index + 1)}>
          Ask later
        </MenuItem>
      ) : null}
      {arms.length > 1 ? <MenuLine /> : null}
      <MenuItem icon={Trash2} onSelect={() => apply(removeArm(definition(), arm.id), `Remove ${words}`)}>
        {removalWords(arm)}
      </MenuItem>
    </Menu>
  );
}

function removalWords({ steps }: Arm): string {
  return steps.length === 0 ? "Remove" : `Remove with its ${plural(steps.length, "step")}`;
}

/** What stands on a way. */
export function stepsWords(count: number): string {
  return count === 0 ? "Goes straight on." : `${plural(count, "step")}.`;
}
