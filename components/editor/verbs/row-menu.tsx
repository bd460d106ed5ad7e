"use client";

import {
  ArrowDown,
  ArrowUp,
  ClipboardCopy,
  Copy,
  CornerDownRight,
  CornerUpRight,
  GitBranchPlus,
  type LucideIcon,
  PencilLine,
  Plus,
  Scissors,
  Trash2,
} from "lucide-react";
import type { Verb } from "@/components/editor/keys";
import { addArmTo, type Hands, type Run, type Target } from "@/components/editor/verbs/carry-out";
import { Choice, ChoiceLine, Chooser } from "@/components/editor/verbs/chooser";
import { Kbd } from "@/components/ui/kbd";
import { findArm } from "@/lib/programmes/edit/arms";
import { findItem } from "@/lib/programmes/edit/places";
import { stepHeadline } from "@/lib/programmes/edit/step-headline";
import type { Definition, Step } from "@/lib/programmes/schema";
import { armWords, isBranch } from "@/lib/programmes/steps/branch";

interface Props extends Target {
  hands: Hands;
  run: Run;
  onClose: () => void;
}
type Line = { icon: LucideIcon; words: string; isGrave?: boolean } & (
  | { verb: Exclude<Verb, "paste">; keys?: string }
  | { work: () => void }
);

/** Everything that can be done with one line of the job; the same verbs as its keys. */
export function RowMenu({ id, at, hands, run, onClose }: Props) {
  const { definition } = hands.editor.get();
  const groups = linesFor(definition, id, hands);
  return (
    <Chooser label={`What to do with ${nameOf(definition, id)}`} at={at} onClose={onClose}>
      {groups.map((lines, index) => (
        <div key={lines[0]?.words}>
          {index > 0 ? <ChoiceLine /> : null}
          {lines.map((line) => (
            <Choice
              key={line.words}
              value={line.words}
              isGrave={line.isGrave ?? false}
              icon={<line.icon aria-hidden size={15} strokeWidth={1.75} className="shrink-0 opacity-70" />}
              end={"keys" in line && line.keys ? <Kbd>{line.keys}</Kbd> : null}
              onChoose={() => {
                onClose();
                if ("verb" in line) run(line.verb, { id, at });
                else line.work();
              }}
            >
              {line.words}
            </Choice>
          ))}
        </div>
      ))}
    </Chooser>
  );
}

function linesFor(definition: Definition, id: string, hands: Hands): Line[][] {
  const item = findItem(definition, id);
  if (item) return ofItem(item, hands);
  if (findArm(definition, id)) return ofArm(id, hands);
  return [[{ icon: Plus, words: "Add here", verb: "add_after", keys: "+" }]];
}

function ofItem(item: Step, hands: Hands): Line[][] {
  const arms: Line[] = isBranch(item)
    ? [{ icon: GitBranchPlus, words: "Add an arm", work: () => addArmTo(hands, item.id) }]
    : [];
  return [
    [
      { icon: CornerUpRight, words: "Add before", verb: "add_before", keys: "Alt +" },
      { icon: CornerDownRight, words: "Add after", verb: "add_after", keys: "+" },
      ...arms,
    ],
    [
      { icon: ArrowDown, words: "Move to …", verb: "move_to", keys: "M" },
      { icon: Copy, words: "Duplicate", verb: "duplicate", keys: "Ctrl D" },
      { icon: ClipboardCopy, words: "Copy", verb: "copy", keys: "Ctrl C" },
      { icon: Scissors, words: "Cut", verb: "cut", keys: "Ctrl X" },
    ],
    [{ icon: Trash2, words: "Delete", verb: "remove", keys: "Del", isGrave: true }],
  ];
}

function ofArm(id: string, hands: Hands): Line[][] {
  return [
    [
      { icon: Plus, words: "Add a step here", verb: "add_after", keys: "+" },
      { icon: PencilLine, words: "Rename", work: () => hands.editor.select(id, "name") },
    ],
    [
      { icon: ArrowUp, words: "Ask earlier", verb: "move_up", keys: "Alt ↑" },
      { icon: ArrowDown, words: "Ask later", verb: "move_down", keys: "Alt ↓" },
    ],
    [{ icon: Trash2, words: "Remove with its steps", verb: "remove", keys: "Del", isGrave: true }],
  ];
}

function nameOf(definition: Definition, id: string): string {
  const item = findItem(definition, id);
  if (item) return `“${stepHeadline(item)}”`;
  const arm = findArm(definition, id)?.arm;
  return arm ? `“${armWords(arm)}”` : "this place";
}
