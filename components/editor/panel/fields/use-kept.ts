"use client";

import { type FocusEvent, useEffect, useReducer, useState } from "react";
import { useEditor } from "@/components/editor/editor-context";
import type { Reading } from "@/components/editor/panel/fields/reading";
import { usePanel } from "@/components/editor/panel/panel-context";
import { noteUnread, unreadTexts } from "@/components/editor/unread-texts";

interface Asked<Name extends string, Value> {
  /** Names the field within its item. */
  name: string;
  /** Where its value stands in the item, where that is not its name. */
  field?: string;
  value: Value;
  /** A value as the texts in which it is typed. */
  texts(value: Value): Record<Name, string>;
  read(texts: Record<Name, string>): Reading<Value>;
  commit(value: Value): void;
}

export interface Kept<Name extends string> {
  texts: Record<Name, string>;
  type(change: Partial<Record<Name, string>>): void;
  /** What is wrong with what was typed, once its author has left it. */
  problem: string | null;
  /** Which of the texts is wrong. */
  at: string | null;
  /** For the element around all its inputs. */
  group: { onBlur(event: FocusEvent<HTMLElement>): void };
}

/**
 * A value of the definition as its author types it. What cannot be read yet stays as it was typed, also while something else is selected,
 * and the definition keeps the last value that could be read.
 */
export function useKept<Name extends string, Value>(asked: Asked<Name, Value>): Kept<Name> {
  const { value, read, commit } = asked;
  const { item, kept } = usePanel();
  const unread = unreadTexts(useEditor());
  const place = `${item} ${asked.name}`;
  const [, redraw] = useReducer((times: number) => times + 1, 0);
  const [isLeft, setLeft] = useState(true);

  const written = asked.texts(value);
  const over = JSON.stringify(written);
  const held = kept.get(place);
  const isHeld = held !== undefined && held.over === over;
  const isOutdated = held !== undefined && !isHeld;
  useEffect(() => {
    if (!isOutdated) return;
    kept.delete(place);
    noteUnread(unread, place, null);
  }, [isOutdated, kept, place, unread]);

  const texts: Record<Name, string> = isHeld ? { ...written, ...held.texts } : written;
  const reading = isHeld ? read(texts) : null;
  const wrong = reading && !reading.ok ? reading : null;
  return {
    texts,
    problem: wrong && isLeft ? wrong.problem : null,
    at: wrong && isLeft ? wrong.at : null,
    type: (change) => {
      const next = { ...texts, ...change };
      const answer = read(next);
      kept.set(place, { texts: next, over: answer.ok ? JSON.stringify(asked.texts(answer.value)) : over });
      setLeft(false);
      redraw();
      if (!answer.ok) return;
      noteUnread(unread, place, null);
      commit(answer.value);
    },
    group: {
      onBlur: ({ currentTarget, relatedTarget }) => {
        if (currentTarget.contains(relatedTarget)) return;
        setLeft(true);
        if (wrong)
          noteUnread(unread, place, {
            selected: item,
            field: asked.field ?? asked.name,
            message: wrong.problem,
          });
      },
    },
  };
}
