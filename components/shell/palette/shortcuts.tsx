"use client";

import type { Place } from "@/components/shell/places";
import { Dialog } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";

/** Every shortcut there is. */
export function Shortcuts({ places, onClose }: { places: readonly Place[]; onClose: () => void }) {
  const lines: [string, string[]][] = [
    ["Find anything, do anything", ["Ctrl", "K"]],
    ["The same, where nobody types", ["/"]],
    ...places.map(({ label, shortcut }): [string, string[]] => [
      `Go to ${label}`,
      ["G", shortcut.toUpperCase()],
    ]),
    ["To the latest word on how things went", ["F8"]],
    ["This list", ["?"]],
  ];
  return (
    <Dialog title="Keyboard shortcuts" onClose={onClose}>
      <dl className="divide-y divide-line">
        {lines.map(([what, keys]) => (
          <div key={what} className="flex items-center justify-between gap-4 py-2 first:pt-0 last:pb-0">
            <dt className="text-ink-2">{what}</dt>
            <dd className="flex gap-1">
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
