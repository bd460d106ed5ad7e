/** Chance that can be repeated: the same seed draws the same numbers. */
export function randomOf(seed: number) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    /** A whole number from 0 to below the limit. */
    upTo: (limit: number) => Math.floor(next() * limit),
    chance: (share: number) => next() < share,
    pick<Item>(items: readonly Item[]): Item {
      const found = items[Math.floor(next() * items.length)];
      if (found === undefined) throw new Error("There is nothing to pick from.");
      return found;
    },
    shuffle<Item>(items: readonly Item[]): Item[] {
      return items
        .map((item) => ({ item, at: next() }))
        .sort((a, b) => a.at - b.at)
        .map(({ item }) => item);
    },
  };
}
