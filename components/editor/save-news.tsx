"use client";

import { lazy, type ReactNode, Suspense, useState } from "react";
import type { SaveState, Theirs } from "@/components/editor/draft/save-state";
import { authorWords } from "@/components/editor/draft/save-words";
import { useEditor } from "@/components/editor/editor-context";
import { Button } from "@/components/ui/button";

const LookAtTheirs = lazy(() =>
  import("@/components/editor/draft/look-at-theirs").then((file) => ({ default: file.LookAtTheirs })),
);

interface Props {
  saving: SaveState;
  choose: (whose: "mine" | "theirs") => void;
}

/** What others have done meanwhile and the member has to know or to decide; nothing is overwritten before that. */
export function SaveNews({ saving, choose }: Props) {
  const { save, published } = saving;
  if (save.mode === "theirs") {
    return <Choice theirs={save.theirs} choose={choose} />;
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

function Choice({
  theirs: { by, definition, isTouched },
  choose,
}: {
  theirs: Theirs;
  choose: Props["choose"];
}) {
  const editor = useEditor();
  const [isLooking, setLooking] = useState(false);
  const who = authorWords(by);
  return (
    <Bar>
      <p className="min-w-0 flex-1">
        {who} saved a change{isTouched ? " while you were typing" : ""}: look, keep yours, or take theirs.
        Nothing is overwritten before you choose.
      </p>
      {definition ? (
        <>
          <Button onClick={() => setLooking(true)}>Look</Button>
          <Button onClick={() => choose("theirs")}>Take theirs</Button>
        </>
      ) : null}
      <Button onClick={() => choose("mine")}>Keep mine</Button>
      {isLooking && definition ? (
        <Suspense fallback={null}>
          <LookAtTheirs
            who={who}
            mine={editor.get().definition}
            theirs={definition}
            choose={choose}
            onClose={() => setLooking(false)}
          />
        </Suspense>
      ) : null}
    </Bar>
  );
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
