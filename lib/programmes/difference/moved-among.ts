/** Which of the ids that both rows have stand in another order: as few as explain it. */
export function movedAmong(before: readonly string[], after: readonly string[]): Set<string> {
  const places = new Map(before.map((id, place) => [id, place]));
  const common = after.filter((id) => places.has(id));
  const still = longestRise(common.map((id) => places.get(id) ?? 0));
  return new Set(common.filter((_, index) => !still.has(index)));
}

/** The indexes of a longest row of numbers that only rises. */
function longestRise(numbers: readonly number[]): Set<number> {
  const lengths: number[] = [];
  const previous: number[] = [];
  numbers.forEach((number, index) => {
    lengths[index] = 1;
    previous[index] = -1;
    for (let before = 0; before < index; before++) {
      const length = (lengths[before] ?? 0) + 1;
      if ((numbers[before] ?? 0) >= number || length <= (lengths[index] ?? 0)) continue;
      lengths[index] = length;
      previous[index] = before;
    }
  });
  const rise = new Set<number>();
  let at = lengths.indexOf(Math.max(...lengths));
  while (at >= 0) {
    rise.add(at);
    at = previous[at] ?? -1;
  }
  return rise;
}
