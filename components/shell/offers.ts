"use client";

import type { LucideIcon } from "lucide-react";
import { useEffect, useRef } from "react";
import { createStore } from "@/components/ui/create-store";

/** Something that can be done from where the member is, offered in the command palette. */
export interface Offer {
  id: string;
  label: string;
  icon: LucideIcon;
  /** Other words that find it. */
  words?: string;
  run: () => void;
}

const store = createStore<readonly Offer[]>([]);

/** What the screens in view offer. */
export function useOffers(): readonly Offer[] {
  return store.use();
}

/** Offers actions in the command palette for as long as the component is in view. */
export function useOffer(offers: readonly Offer[]): void {
  const latest = useRef(offers);
  useEffect(() => {
    latest.current = offers;
  });
  const key = offers.map(({ id, label }) => `${id} ${label}`).join("|");
  // biome-ignore lint/correctness/useExhaustiveDependencies: what they do is read when one is chosen
  useEffect(() => {
    const mine = latest.current.map((offer) => ({
      ...offer,
      run: () => latest.current.find(({ id }) => id === offer.id)?.run(),
    }));
    store.set((known) => [...known, ...mine]);
    return () => store.set((known) => known.filter((offer) => !mine.includes(offer)));
  }, [key]);
}
