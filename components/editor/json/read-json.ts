"use client";

import { createContext, useContext } from "react";
import type { Outcome } from "@/components/ui/attempt";
import type { Definition, Problem } from "@/lib/programmes/schema";

/** What the server made of a text. */
export interface JsonAnswer extends Outcome {
  /** Null when it is no definition: the problems say why. */
  definition: Definition | null;
  problems: Problem[];
}

/** Asks the server to read a job from a text. */
export type ReadJson = (text: string) => Promise<Outcome | JsonAnswer>;

/** How the open editor has text read; null where nothing can be changed. */
export const ReadJsonContext = createContext<ReadJson | null>(null);

export function useReadJson(): ReadJson | null {
  return useContext(ReadJsonContext);
}
