import { createStore } from "@/components/ui/create-store";
import { stepHeadline } from "@/lib/programmes/edit/step-headline";
import type { Step } from "@/lib/programmes/schema";

/*
 * What was copied last, in this tab or another one. As text it goes wherever texts go; only what this very tab has copied is put back as it is,
 * everything else is read by the server first.
 */
export interface Clip {
  text: string;
  /** What it is called: the first line of a step. */
  words: string;
  /** The job it was copied from. */
  from: string;
}

const KEY = "trig-clip";
const clip = createStore<Clip | null>(null);
let copied: { text: string; items: readonly Step[] } | null = null;

/** Copied steps as the text that lies on the clipboard. */
export function clipText(items: readonly Step[]): string {
  return JSON.stringify({ trig: "steps", items }, null, 2);
}

/** Keeps steps for pasting, in this tab and the others of this browser. */
export function keepClip(items: readonly Step[], from: string): string {
  const text = clipText(items);
  const first = items[0];
  const kept: Clip = { text, words: first ? stepHeadline(first) : "", from };
  copied = { text, items };
  clip.set(() => kept);
  try {
    localStorage.setItem(KEY, JSON.stringify(kept));
  } catch {
    // A browser that keeps nothing: it can still be pasted in this tab.
  }
  return text;
}

/** The steps behind a text, where this tab has copied it; null for one from elsewhere. */
export function ownItems(text: string): readonly Step[] | null {
  return copied && sameText(copied.text, text) ? copied.items : null;
}

/** What is there to paste; null when nothing was copied. */
export function useClip(): Clip | null {
  return clip.use();
}

/** Follows what other tabs copy. */
export function followClips(): () => void {
  const hear = (event: StorageEvent) => {
    if (event.key === KEY) clip.set(() => readClip(event.newValue));
  };
  clip.set((known) => known ?? readClip(stored()));
  window.addEventListener("storage", hear);
  return () => window.removeEventListener("storage", hear);
}

function stored(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function readClip(kept: string | null): Clip | null {
  try {
    const read: unknown = JSON.parse(kept ?? "null");
    if (typeof read !== "object" || read === null || !("text" in read && "words" in read && "from" in read))
      return null;
    const { text, words, from } = read;
    return typeof text === "string" && typeof words === "string" && typeof from === "string"
      ? { text, words, from }
      : null;
  } catch {
    return null;
  }
}

/** Windows writes line ends of its own. */
function sameText(a: string, b: string): boolean {
  return a === b || a.replaceAll("\r\n", "\n") === b.replaceAll("\r\n", "\n");
}
