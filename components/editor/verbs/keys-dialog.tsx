"use client";

import { keyList } from "@/components/editor/keys";
import { Dialog } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";

/** Every key of the editor's views. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title="Keys of the editor" about="In a field every key is the field's." onClose={onClose}>
      <dl className="divide-y divide-line">
        {keyList.map(([what, keys]) => (
          <div key={what} className="flex items-center justify-between gap-4 py-2 first:pt-0 last:pb-0">
            <dt className="text-ink-2">{what}</dt>
            <dd className="flex shrink-0 gap-1">
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
