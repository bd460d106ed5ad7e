"use client";

import type { Asked } from "@/components/editor/verbs/asked";
import type { Hands } from "@/components/editor/verbs/carry-out";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { findItem } from "@/lib/programmes/edit/places";
import { stepHeadline } from "@/lib/programmes/edit/step-headline";
import { plural } from "@/lib/words/figures";

interface Props {
  missing: Extract<Asked, { kind: "pasted" }>["missing"];
  hands: Hands;
  onClose: () => void;
}

/** What was pasted and does not fit here yet, each line leading to its field. */
export function PastedDialog({ missing, hands, onClose }: Props) {
  const { definition } = hands.editor.get();
  const nameOf = (id: string) => {
    const item = findItem(definition, id);
    return item ? stepHeadline(item) : null;
  };
  return (
    <Dialog
      title="Pasted"
      about={`${plural(missing.length, "thing does", "things do")} not fit into this job yet.`}
      onClose={onClose}
    >
      <ul className="-mx-2 divide-y divide-line">
        {missing.map(({ id, field, problem }) => (
          <li key={`${id} ${problem.path} ${problem.check}`}>
            <button
              type="button"
              onClick={() => {
                onClose();
                hands.editor.select(id, field);
              }}
              className="w-full rounded-md px-2 py-2.5 text-left hover:bg-lit"
            >
              <span className="block text-pretty wrap-anywhere">{problem.message}</span>
              <span className="block text-sm wrap-anywhere text-ink-3" dir="auto">
                {nameOf(id)}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <div className="mt-4 flex justify-end">
        <Button onClick={onClose}>Done</Button>
      </div>
    </Dialog>
  );
}
