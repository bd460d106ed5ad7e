import { rowWords } from "@/components/editor/canvas/drawing/card-words";
import type { Step } from "@/lib/programmes/schema";

/* Every size follows from what a card says, never from how a browser drew it: so nothing is measured, and nothing moves. */
export const CARD_WIDTH = 300;
export const COLUMN_GAP = 32;
/** The line between two cards, with the plus in its middle. */
export const EDGE = 44;
/** From a branch to its arms, and from the arms back to one line. */
export const FAN = 32;
export const CORNER = 10;
export const FOOT = 36;
export const EMPTY_ROW = 40;
export const BRANCH_HEIGHT = 44;

const ROW = 40;
const SMALL_LINE = 18;
/** So few that they fit in the widest letters that are common. */
const LETTERS_A_LINE = 34;

export function rowHeight(step: Step): number {
  return ROW + SMALL_LINE * linesOf(rowWords(step).detail);
}

/** A head with its words below the title, on one line or two. */
export function headHeight(words: string | null): number {
  return words === null ? ROW : ROW + SMALL_LINE * linesOf(words);
}

/** The head of a way: two lines, and its summary while it is closed. */
export function armHeight(isClosed: boolean): number {
  return 54 + (isClosed ? SMALL_LINE + 4 : 0);
}

export function branchHeight(isClosed: boolean): number {
  return BRANCH_HEIGHT + (isClosed ? SMALL_LINE : 0);
}

/** At most two: what is longer is cut off, and said in full where it is pointed at. */
function linesOf(words: string): number {
  if (words === "") return 0;
  return words.length > LETTERS_A_LINE ? 2 : 1;
}
