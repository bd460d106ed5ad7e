"use client";

import { ChevronDown, ChevronRight, type LucideIcon, Plus } from "lucide-react";
import { useCanvas } from "@/components/editor/canvas/canvas-state";
import type { ArmBox, BranchBox } from "@/components/editor/canvas/drawing/boxes";
import { armText } from "@/components/editor/canvas/drawing/card-words";
import { ProblemMark } from "@/components/editor/canvas/problem-mark";
import { useStop } from "@/components/editor/canvas/use-stop";
import { useEditor, useEditorState } from "@/components/editor/editor-context";
import { CardFigures, useHasFigures } from "@/components/editor/figures/card-figures";
import { kindParts } from "@/components/flow/kinds";
import { findArm } from "@/lib/programmes/edit/arms";
import { plural } from "@/lib/words/figures";

/** A step that chooses a way; while it is closed it says what its ways hold. */
export function BranchCard({ box }: { box: BranchBox }) {
  const { isSelected, isDragged, props } = useStop(box.id, true);
  const editor = useEditor();
  const { addWay } = useCanvas();
  const { icon: Icon, hue } = kindParts[box.kind];
  return (
    <>
      <button
        {...props}
        className={`relative flex size-full items-start gap-2.5 pt-2.5 pl-2.5 text-left outline-offset-[-2px] ${
          editor.isReadOnly ? "pr-9" : "pr-15"
        } ${isSelected ? "bg-accent-soft" : "hover:bg-sunken"} ${isDragged ? "opacity-40" : ""}`}
      >
        <span aria-hidden className={`grid size-6 shrink-0 place-items-center rounded-md ${hue}`}>
          <Icon size={14} strokeWidth={2} />
        </span>
        <span className="min-w-0 flex-1 pt-0.5">
          <span className="block truncate text-sm">
            Branch <span className="text-ink-3">· {plural(box.ways, "way")}</span>
          </span>
          {box.summary ? <span className="block truncate text-xs text-ink-3">{box.summary}</span> : null}
        </span>
        <ProblemMark id={box.id} />
      </button>
      <span className="absolute top-2.5 right-2 flex">
        {editor.isReadOnly ? null : <Small icon={Plus} label="Add an arm" onClick={() => addWay(box.id)} />}
        <Fold id={box.id} isClosed={box.isClosed} what="the branch" />
      </span>
    </>
  );
}

/** The head of a way: who takes it, and while it is closed what it holds. */
export function ArmCard({ box }: { box: ArmBox }) {
  const { isSelected, props } = useStop(box.id);
  const [first, second] = armText(box);
  const hasFigures = useHasFigures(box.id);
  const branch = useEditorState(({ definition }) => findArm(definition, box.id)?.branch.id ?? null);
  return (
    <>
      <button
        {...props}
        className={`relative flex size-full items-start gap-2.5 pt-2 pl-3.5 text-left outline-offset-[-2px] ${
          hasFigures ? "pr-24" : box.holds > 0 ? "pr-9" : "pr-2.5"
        } ${isSelected ? "bg-accent-soft" : "bg-sunken hover:bg-lit"}`}
      >
        <span className="min-w-0 flex-1">
          <span dir="auto" title={first} className="block truncate text-sm font-medium">
            {first}
          </span>
          <span dir="auto" title={second} className="block truncate text-xs text-ink-2">
            {second}
          </span>
          {box.summary ? (
            <span dir="auto" title={box.summary} className="mt-1 block truncate text-xs text-ink-3">
              {box.summary}
            </span>
          ) : null}
        </span>
        <ProblemMark id={box.id} />
      </button>
      <CardFigures
        id={box.id}
        branch={branch}
        className={box.holds > 0 ? "top-2.5 right-9" : "top-2.5 right-2.5"}
      />
      {box.holds > 0 ? (
        <span className="absolute top-2 right-2 flex">
          <Fold id={box.id} isClosed={box.isClosed} what={first} />
        </span>
      ) : null}
    </>
  );
}

function Fold({ id, isClosed, what }: { id: string; isClosed: boolean; what: string }) {
  const editor = useEditor();
  return (
    <Small
      icon={isClosed ? ChevronRight : ChevronDown}
      label={`${isClosed ? "Open" : "Close"} ${what}`}
      isOpen={!isClosed}
      onClick={() => editor.toggle(id)}
    />
  );
}

interface SmallProps {
  icon: LucideIcon;
  label: string;
  isOpen?: boolean;
  onClick: () => void;
}

function Small({ icon: Icon, label, isOpen, onClick }: SmallProps) {
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-expanded={isOpen}
      aria-label={label}
      title={label}
      onClick={onClick}
      className="grid size-6 place-items-center rounded-md text-ink-3 hover:bg-lit hover:text-ink"
    >
      <Icon aria-hidden size={15} strokeWidth={2} />
    </button>
  );
}
