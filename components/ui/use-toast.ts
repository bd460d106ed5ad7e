"use client";

import { createStore } from "@/components/ui/create-store";

/** What can be done about a toast: follow a link, or do something. */
export type ToastAction = { label: string } & ({ href: string } | { run: () => void });

/** How something went, in a sentence at the edge of the screen. */
export interface Toast {
  id: number;
  tone: "good" | "bad";
  message: string;
  action?: ToastAction | undefined;
}

const MOST_AT_ONCE = 4;
const store = createStore<readonly Toast[]>([]);
let lastId = 0;

/** The toasts on the screen, the newest last. */
export function useToasts(): readonly Toast[] {
  return store.use();
}

/** Says how something went: what went well goes by itself, what went wrong stays until it is dismissed. */
export function useToast() {
  return toasts;
}

/** The same, outside of components. */
export const toasts = {
  show(toast: Omit<Toast, "id">): number {
    const id = ++lastId;
    // The same sentence twice is one sentence, said anew.
    store.set((shown) =>
      [...shown.filter((one) => one.message !== toast.message), { ...toast, id }].slice(-MOST_AT_ONCE),
    );
    return id;
  },
  dismiss(id: number): void {
    store.set((shown) => (shown.some((one) => one.id === id) ? shown.filter((one) => one.id !== id) : shown));
  },
} as const;
