"use client";

import { type KeyboardEvent, useId, useState } from "react";
import { matchOptions, type Option } from "@/components/editor/panel/fields/match-options";

interface Asked<One extends Option> {
  /** Made only when the list is open: there may be thousands. */
  options: () => readonly One[];
  typed: string;
  isOpen: boolean;
  open: () => void;
  close: () => void;
  pick: (option: One) => void;
  /** Whether Enter takes the first one without an arrow key before it. */
  takesFirst: boolean;
}

export interface OptionList<One extends Option> {
  id: string;
  shown: readonly One[];
  active: number;
  point: (index: number) => void;
  optionId: (index: number) => string;
  /** For the input that what is looked for is typed into. */
  combobox: {
    role: "combobox";
    "aria-expanded": boolean;
    "aria-controls": string | undefined;
    "aria-autocomplete": "list";
    "aria-activedescendant": string | undefined;
    onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => void;
  };
}

/** A list that is looked through by typing and by the arrow keys, while the input keeps the focus. */
export function useOptionList<One extends Option>(asked: Asked<One>): OptionList<One> {
  const { isOpen, typed, takesFirst } = asked;
  const id = useId();
  const [pointed, setPointed] = useState({ typed: "", index: -1 });
  const shown = isOpen ? matchOptions(asked.options(), typed) : [];
  const start = takesFirst ? 0 : -1;
  const active = Math.min(pointed.typed === typed ? pointed.index : start, shown.length - 1);
  const optionId = (index: number) => `${id}-${index}`;
  const point = (index: number) => setPointed({ typed, index });
  const isListed = isOpen && shown.length > 0;

  const move = (by: 1 | -1) => {
    if (!isOpen) return asked.open();
    const next = active + by;
    const index = next < 0 ? shown.length - 1 : next >= shown.length ? 0 : next;
    point(index);
    document.getElementById(optionId(index))?.scrollIntoView({ block: "nearest" });
  };

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      return move(event.key === "ArrowDown" ? 1 : -1);
    }
    if (!isOpen) return;
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      return asked.close();
    }
    const chosen = shown[active];
    if (event.key !== "Enter" || !chosen) return;
    event.preventDefault();
    asked.pick(chosen);
  };

  return {
    id,
    shown,
    active,
    point,
    optionId,
    combobox: {
      role: "combobox",
      "aria-expanded": isListed,
      "aria-controls": isListed ? id : undefined,
      "aria-autocomplete": "list",
      "aria-activedescendant": isListed && active >= 0 ? optionId(active) : undefined,
      onKeyDown,
    },
  };
}
