import type { TextPart } from "@/lib/programmes/difference/schema";

/** Comparing all with all beyond this takes too long; then whole lines are compared, and beyond that again the text as a whole. */
const MOST_PAIRS = 2_000_000;

/** What is different between two texts, word by word. The parts that are not added are the first text, those that are not removed the second. */
export function textDifference(before: string, after: string): TextPart[] {
  if (before === after) return before === "" ? [] : [{ how: "same", text: before }];
  const words = compare(
    before.split(/(?<=\s)(?=\S)|(?<=\S)(?=\s)/),
    after.split(/(?<=\s)(?=\S)|(?<=\S)(?=\s)/),
  );
  const lines = words ?? compare(before.split(/(?<=\n)/), after.split(/(?<=\n)/));
  return joined(
    lines ?? [
      { how: "removed", text: before },
      { how: "added", text: after },
    ],
  );
}

/** By the longest row of tokens that both have in this order; null where there are too many. */
function compare(before: readonly string[], after: readonly string[]): TextPart[] | null {
  const head = countWhile(Math.min(before.length, after.length), (i) => before[i] === after[i]);
  const most = Math.min(before.length, after.length) - head;
  const tail = countWhile(most, (i) => before.at(-1 - i) === after.at(-1 - i));
  const [ours, theirs] = [before.slice(head, before.length - tail), after.slice(head, after.length - tail)];
  if (ours.length * theirs.length > MOST_PAIRS) return null;
  const same = (text: string): TextPart => ({ how: "same", text });
  return [
    ...before.slice(0, head).map(same),
    ...middle(ours, theirs),
    ...before.slice(before.length - tail).map(same),
  ];
}

function middle(before: readonly string[], after: readonly string[]): TextPart[] {
  const width = after.length + 1;
  /** Of every pair of rests, how many tokens they have in common in order. */
  const common = new Uint32Array((before.length + 1) * width);
  const at = (i: number, j: number) => common[i * width + j] ?? 0;
  for (let i = before.length - 1; i >= 0; i--)
    for (let j = after.length - 1; j >= 0; j--)
      common[i * width + j] =
        before[i] === after[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const parts: TextPart[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    const [mine, theirs] = [before[i], after[j]];
    if (mine !== undefined && mine === theirs) {
      parts.push({ how: "same", text: mine });
      i++;
      j++;
    } else if (mine !== undefined && (theirs === undefined || at(i + 1, j) >= at(i, j + 1))) {
      parts.push({ how: "removed", text: mine });
      i++;
    } else {
      parts.push({ how: "added", text: theirs ?? "" });
      j++;
    }
  }
  return parts;
}

/** Neighbours of the same kind are one part; between two sames what was removed comes before what was added, spaces between them included. */
function joined(parts: readonly TextPart[]): TextPart[] {
  const result: TextPart[] = [];
  let [removed, added] = ["", ""];
  const close = () => {
    if (removed) result.push({ how: "removed", text: removed });
    if (added) result.push({ how: "added", text: added });
    [removed, added] = ["", ""];
  };
  parts.forEach((part, index) => {
    if (part.how === "removed") removed += part.text;
    else if (part.how === "added") added += part.text;
    else if (/^\s+$/.test(part.text) && (removed || added) && isChange(parts[index + 1])) {
      // A space alone between two changed words would tear a changed phrase apart.
      removed += part.text;
      added += part.text;
    } else {
      close();
      const last = result.at(-1);
      if (last?.how === "same") last.text += part.text;
      else result.push({ ...part });
    }
  });
  close();
  return result;
}

function isChange(part: TextPart | undefined): boolean {
  return part !== undefined && part.how !== "same";
}

function countWhile(most: number, holds: (index: number) => boolean): number {
  let count = 0;
  while (count < most && holds(count)) count++;
  return count;
}
