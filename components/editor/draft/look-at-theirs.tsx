"use client";

import { Changes } from "@/components/jobs/publish/changes";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { difference } from "@/lib/programmes/difference/difference";
import type { Definition } from "@/lib/programmes/schema";

interface Props {
  /** Who saved the other one, at the head of a sentence. */
  who: string;
  mine: Definition;
  theirs: Definition;
  choose: (whose: "mine" | "theirs") => void;
  onClose: () => void;
}

/** What is different between what is on the screen and what somebody else saved, before it is chosen whose is kept. */
export function LookAtTheirs({ who, mine, theirs, choose, onClose }: Props) {
  const changes = difference(mine, theirs);
  const take = (whose: "mine" | "theirs") => {
    onClose();
    choose(whose);
  };
  return (
    <Dialog
      title={`${who} saved this`}
      about="From what is on your screen to what they saved."
      onClose={onClose}
      className="sm:max-h-[78dvh] sm:max-w-2xl"
    >
      <Changes changes={changes} />
      <div className="sticky -bottom-5 -mx-5 -mb-5 mt-5 flex justify-end gap-3 border-t border-line bg-surface px-5 py-3">
        <Button className="h-9" onClick={() => take("mine")}>
          Keep mine
        </Button>
        <Button className="h-9" look="main" onClick={() => take("theirs")}>
          Take theirs
        </Button>
      </div>
    </Dialog>
  );
}
