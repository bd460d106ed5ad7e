"use client";

import { contentWords, waysWords } from "@/components/editor/content-words";
import { type Hands, removeItem } from "@/components/editor/verbs/carry-out";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { findItem } from "@/lib/programmes/edit/places";
import { waysOf } from "@/lib/programmes/flow";
import type { Step } from "@/lib/programmes/schema";
import { armWords, isBranch } from "@/lib/programmes/steps/branch";

interface Props {
  id: string;
  hands: Hands;
  onClose: () => void;
}

/** A branch with steps in it goes with all of them, or leaves those of one way in its place. */
export function RemoveDialog({ id, hands, onClose }: Props) {
  const branch = findItem(hands.editor.get().definition, id);
  if (!branch) return null;
  const take = (keep: string | null) => {
    onClose();
    removeItem(hands, id, keep);
  };
  const kept = waysOf(branch).filter(({ steps }) => steps.length > 0);
  return (
    <Dialog
      title="Delete this branch?"
      about={`It holds ${waysWords(branch)}. The steps of one way can stay in its place; all of it can be undone.`}
      onClose={onClose}
    >
      <ul className="-mx-2 divide-y divide-line">
        {kept.map((way) => (
          <li key={way.id}>
            <button
              type="button"
              onClick={() => take(way.id)}
              className="w-full rounded-md px-2 py-2.5 text-left hover:bg-lit"
            >
              <span className="block font-medium wrap-anywhere" dir="auto">
                Keep {wayWords(branch, way.id)}
              </span>
              <span className="block text-sm wrap-anywhere text-ink-3" dir="auto">
                {contentWords(way.steps)}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <div className="mt-4 flex justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button look="danger" onClick={() => take(null)}>
          Delete all of it
        </Button>
      </div>
    </Dialog>
  );
}

function wayWords(branch: Step, way: string): string {
  const arm = isBranch(branch) ? branch.arms.find(({ id }) => id === way) : undefined;
  return arm ? `“${armWords(arm)}”` : "“Otherwise”";
}
