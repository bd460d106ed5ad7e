"use client";

import { createContext, type ReactNode, useContext } from "react";
import type { CheckInput } from "@/lib/programmes/checks/surroundings";
import type { Problem } from "@/lib/programmes/schema";

/** What was typed and is not yet a value: the texts of a field by their names, and the value that the definition held meanwhile. */
export interface KeptTexts {
  texts: Readonly<Record<string, string>>;
  over: string;
}

/** What every field of the panel knows of the item that it belongs to. */
export interface PanelScope {
  /** The item's id, or the name of a part: texts are kept under it while something else is selected. */
  item: string;
  /** Those of the item, their paths as seen from it; none while it is new and nobody has left it yet. */
  problems: readonly Problem[];
  isReadOnly: boolean;
  /** The definition and what it is checked against. */
  input: CheckInput;
  kept: Map<string, KeptTexts>;
}

export const PanelContext = createContext<PanelScope | null>(null);

export function usePanel(): PanelScope {
  const scope = useContext(PanelContext);
  if (!scope) throw new Error("A field of the panel stands outside of it.");
  return scope;
}

/** What a form of an item gets: the item, and how a part of it is changed. Changes of the same name that follow each other are undone as one. */
export interface FormProps<Item> {
  item: Item;
  change(next: Partial<Item>, coalesce?: string): void;
}

/** A form, and the fields at which it shows problems; all others are shown above it. */
export interface FormEntry<Item> {
  Form: (props: FormProps<Item>) => ReactNode;
  fields: readonly string[];
}
