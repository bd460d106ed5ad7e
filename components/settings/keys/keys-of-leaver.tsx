"use client";

import { useState } from "react";
import { keyKindWords } from "@/components/settings/keys/key-kind-words";
import { roleWords } from "@/components/settings/members/role-words";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { OpenKey } from "@/lib/workspaces/keys/list-keys";

interface Props {
  /** The whole change as a question: "Remove Xaver?" */
  question: string;
  /** What the button says before the keys: "Remove". */
  verb: string;
  name: string;
  keys: OpenKey[];
  isPending: boolean;
  onGo: (keep: string[]) => void;
  onClose: () => void;
}

/** Before a member loses rights: the keys that go with them, each of which can be kept. */
export function KeysOfLeaver({ question, verb, name, keys, isPending, onGo, onClose }: Props) {
  const [keep, setKeep] = useState<readonly string[]>([]);
  const toggle = (id: string) =>
    setKeep((before) => (before.includes(id) ? before.filter((one) => one !== id) : [...before, id]));
  const revoked = keys.length - keep.length;
  return (
    <Dialog
      title={question}
      about={`${name} made ${keys.length === 1 ? "a key that still works" : `${keys.length} keys that still work`}. Programs that use ${keys.length === 1 ? "it" : "them"} are shut out, unless you keep the key: then it is yours.`}
      onClose={onClose}
      className="sm:max-w-lg"
    >
      <ul className="divide-y divide-line rounded-md border border-line">
        {keys.map((key) => (
          <li key={key.id}>
            <label className="flex cursor-pointer items-center gap-3 px-3.5 py-2.5 hover:bg-sunken">
              <span className="min-w-0 flex-1">
                <span className="block truncate font-medium" title={key.name}>
                  {key.name}
                </span>
                <span className="block text-sm text-ink-3">
                  {keyKindWords[key.kind].label}
                  {key.kind === "api" ? `, ${roleWords[key.role].label.toLowerCase()}` : ""} ·{" "}
                  <code className="font-mono text-xs">{key.prefix}…</code>
                </span>
              </span>
              <input
                type="checkbox"
                checked={keep.includes(key.id)}
                onChange={() => toggle(key.id)}
                aria-label={`Keep ${key.name}`}
                className="size-4 accent-accent"
              />
              <span aria-hidden className="text-sm">
                Keep
              </span>
            </label>
          </li>
        ))}
      </ul>
      <div className="mt-5 flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button
          look="danger"
          className="border border-line"
          disabled={isPending}
          onClick={() => onGo([...keep])}
        >
          {revoked === 0 ? verb : `${verb} and revoke ${revoked === 1 ? "one key" : `${revoked} keys`}`}
        </Button>
      </div>
    </Dialog>
  );
}
