"use client";

import { createContext, useContext } from "react";
import type { Outcome } from "@/components/ui/attempt";
import type { Step } from "@/lib/programmes/schema";

/** Asks the server to read steps that were copied elsewhere. */
export type ReadPasted = (text: string) => Promise<Outcome | (Outcome & { items: Step[] })>;

/** How the open editor has pasted text read; null where nothing can be pasted. */
export const ReadPastedContext = createContext<ReadPasted | null>(null);

export function useReadPasted(): ReadPasted | null {
  return useContext(ReadPastedContext);
}
