"use client";

import { ClipboardPaste } from "lucide-react";
import { addStep, type Hands } from "@/components/editor/verbs/carry-out";
import { Choice, ChoiceLine, Chooser } from "@/components/editor/verbs/chooser";
import { type Clip, ownItems, useClip } from "@/components/editor/verbs/clip";
import { pasteText } from "@/components/editor/verbs/paste";
import type { ReadPasted } from "@/components/editor/verbs/read-pasted";
import { kindParts } from "@/components/flow/kinds";
import { whyNot } from "@/lib/programmes/edit/may-stand";
import { placeWords } from "@/lib/programmes/edit/place-words";
import type { Place } from "@/lib/programmes/edit/places";
import { isStepKind, type StepKind, stepEntry } from "@/lib/programmes/steps";

interface Props {
  place: Place;
  at: Element;
  hands: Hands;
  readPasted: ReadPasted | null;
  onClose: () => void;
}

const kinds: readonly StepKind[] = Object.keys(kindParts).filter(isStepKind);

/** What may be put into a gap: every kind of step, those that may not stand there with the reason, and what was copied. */
export function AddPicker({ place, at, hands, readPasted, onClose }: Props) {
  const { definition } = hands.editor.get();
  const clip = useClip();
  const choose = (work: () => void) => {
    onClose();
    work();
  };
  return (
    <Chooser
      label={`Insert ${placeWords(definition, place)}`}
      placeholder="What comes here?"
      at={at}
      onClose={onClose}
    >
      {kinds.map((kind) => (
        <KindChoice
          key={kind}
          kind={kind}
          refused={whyNot(definition, [stepEntry({ kind }).create("new")], place)}
          onChoose={() => choose(() => addStep(hands, kind, place))}
        />
      ))}
      {clip ? (
        <>
          <ChoiceLine />
          <PasteChoice
            clip={clip}
            refused={refusedClip(clip, place, hands)}
            onChoose={() => choose(() => void pasteText(hands, clip.text, place, readPasted))}
          />
        </>
      ) : null}
    </Chooser>
  );
}

function KindChoice(props: { kind: StepKind; refused: string | null; onChoose: () => void }) {
  const { kind, refused, onChoose } = props;
  const { icon: Icon, hue, label, about } = kindParts[kind];
  return (
    <Choice
      value={label}
      keywords={[about, stepEntry({ kind }).noun]}
      isOff={refused !== null}
      hint={refused ?? about}
      icon={
        <span
          className={`grid size-7 shrink-0 place-items-center rounded-md ${hue} ${refused ? "opacity-50" : ""}`}
        >
          <Icon aria-hidden size={15} strokeWidth={1.75} />
        </span>
      }
      onChoose={onChoose}
    >
      {label}
    </Choice>
  );
}

function PasteChoice({
  clip,
  refused,
  onChoose,
}: {
  clip: Clip;
  refused: string | null;
  onChoose: () => void;
}) {
  return (
    <Choice
      value="Paste"
      keywords={[clip.words]}
      isOff={refused !== null}
      hint={refused ?? clip.words}
      icon={
        <span className="grid size-7 shrink-0 place-items-center rounded-md bg-sunken text-ink-2">
          <ClipboardPaste aria-hidden size={15} strokeWidth={1.75} />
        </span>
      }
      onChoose={onChoose}
    >
      Paste
    </Choice>
  );
}

/** What another tab has copied is looked at only when it is pasted. */
function refusedClip(clip: Clip, place: Place, { editor }: Hands): string | null {
  const own = ownItems(clip.text);
  return own ? whyNot(editor.get().definition, own, place) : null;
}
