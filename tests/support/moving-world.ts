import { seeded } from "./random";

/** One word on somebody, as a call would bring it; names and addresses are numbers. */
export interface Word {
  /** Null: the call knows nobody but the address. */
  user: number | null;
  /** Undefined: nothing is said of it; null: that there is none. */
  box: number | null | undefined;
  plan: string | null | undefined;
  /** By event time; no two words have one moment. */
  at: number;
}

const USERS = 3;
const BOXES = 2;
const plans = ["free", "pro", null];

/** A world in which values are said again and late, and addresses move: its words in the order in which they arrive. */
export function movingWorld(seed: number, length = 14): Word[] {
  const random = seeded(seed);
  const below = (count: number) => Math.floor(random() * count);
  const moments = Array.from({ length }, (_, n) => n);
  const words = Array.from({ length }, (): Word => {
    const [at = 0] = moments.splice(below(random() < 0.6 ? 1 : moments.length), 1);
    const plan = random() < 0.7 ? plans[below(plans.length)] : undefined;
    if (random() < 0.25) return { user: null, box: below(BOXES), plan, at };
    const box = random() < 0.15 ? null : random() < 0.8 ? below(BOXES) : undefined;
    return { user: below(USERS), box, plan, at };
  });
  return words;
}

/** What was said of somebody last by event time: undefined where nothing was. */
export function saidLast<Key extends "box" | "plan">(
  words: readonly Word[],
  user: number,
  key: Key,
): Word[Key] {
  const said = words.filter((word) => word.user === user && word[key] !== undefined);
  return said.toSorted((a, b) => a.at - b.at).at(-1)?.[key];
}
