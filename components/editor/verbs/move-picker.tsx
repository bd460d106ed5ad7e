"use client";

import { type Hands, moveItem } from "@/components/editor/verbs/carry-out";
import { Choice, Chooser } from "@/components/editor/verbs/chooser";
import { placesFor } from "@/lib/programmes/edit/every-place";
import { listWords, placeWords } from "@/lib/programmes/edit/place-words";
import { findItem, type Place } from "@/lib/programmes/edit/places";
import { stepHeadline } from "@/lib/programmes/edit/step-headline";
import type { Definition } from "@/lib/programmes/schema";

interface Props {
  id: string;
  at: Element;
  hands: Hands;
  onClose: () => void;
}

/** Every place to which a step may go, in words and in reading order. */
export function MovePicker({ id, at, hands, onClose }: Props) {
  const { definition } = hands.editor.get();
  const item = findItem(definition, id);
  const places = placesFor(definition, id);
  if (!item) return null;
  return (
    <Chooser
      label={`Move “${stepHeadline(item)}” to`}
      placeholder={places.length > 0 ? "Move to …" : undefined}
      at={at}
      onClose={onClose}
    >
      {places.length === 0 ? (
        <p className="px-2.5 py-2 text-sm text-ink-2">There is no other place for it.</p>
      ) : null}
      {places.map((place, index) => (
        <Choice
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is made anew each time it opens
          key={index}
          value={`${index} ${placeWords(definition, place)}`}
          hint={where(definition, place)}
          onChoose={() => {
            onClose();
            moveItem(hands, id, place);
          }}
        >
          {upper(placeWords(definition, place))}
        </Choice>
      ))}
    </Chooser>
  );
}

/** In which list, where the neighbours alone do not say so. */
function where(definition: Definition, { list }: Place): string | null {
  return list === "steps" ? null : upper(listWords(definition, list));
}

function upper(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
