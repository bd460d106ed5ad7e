/** Nobody compares longer ones by eye. */
const LONGEST_WORD = 100;

/** The known word that somebody most likely meant: at most two letters off, and closer than to a different word. */
export function nearestWord(written: string, known: Iterable<string>): string | null {
  if (written.length > LONGEST_WORD) return null;
  const limit = written.length <= 4 ? 1 : 2;
  let best: string | null = null;
  let bestDistance = limit + 1;
  for (const word of known) {
    if (Math.abs(word.length - written.length) > limit) continue;
    const distance = lettersOff(written.toLowerCase(), word.toLowerCase(), limit);
    if (distance < bestDistance) {
      best = word;
      bestDistance = distance;
    }
  }
  return best;
}

/** How many letters have to be added, dropped, changed or swapped with their neighbour; where it is more than so many, any higher number. */
function lettersOff(a: string, b: string, most: number): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min(at(row, j - 1) + 1, at(last, j) + 1, at(last, j - 1) + changed);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) least = Math.min(least, at(beforeLast, j - 2) + 1);
      row.push(least);
    }
    if (row.every((distance) => distance > most)) return most + 1;
    beforeLast = last;
    last = row;
  }
  return at(last, b.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? 0;
}
