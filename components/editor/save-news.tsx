"use client";

import type { ReactNode } from "react";
import type { SaveState } from "@/components/editor/draft/save-state";
import { authorWords } from "@/components/editor/draft/save-words";
import { Button } from "@/components/ui/button";

interface Props {
  saving: SaveState;
  choose: (whose: "mine" | "theirs") => void;
}

/** What others have done meanwhile and the member has to know or to decide; nothing is overwritten before that. */
export function SaveNews({ saving, choose }: Props) {
  const { save, published } = saving;
  if (save.mode === "theirs") {
    const { by, definition } = save.theirs;
    return (
      <Bar>
        <p className="min-w-0 flex-1">
          {authorWords(by)} saved a change while you were typing. Nothing is overwritten before you choose;
          the other one can be had back with undo.
        </p>
        {definition ? <Button onClick={() => choose("theirs")}>Take theirs</Button> : null}
        <Button onClick={() => choose("mine")}>Keep mine</Button>
      </Bar>
    );
  }
  if (save.mode === "gone")
    return (
      <Bar>
        <p>
          {authorWords(save.by)} {save.outcome} this job. What you typed stays on this screen and in this
          browser; it cannot be saved here any more.
        </p>
      </Bar>
    );
  if (published)
    return (
      <Bar>
        <p>
          {authorWords(published.by)} published version {published.version} while you had this open. Your
          draft goes on from there.
        </p>
      </Bar>
    );
  return null;
}

function Bar({ children }: { children: ReactNode }) {
  return (
    <div
      role="alert"
      className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-line bg-warn-soft px-4 py-2 text-sm text-warn-ink"
    >
      {children}
    </div>
  );
}
