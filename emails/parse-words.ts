/** A stretch of a paragraph: words, or an address of the web that can be followed. */
export type Stretch = { kind: "words"; text: string } | { kind: "link"; url: string };

/** What plain words look like on a page: paragraphs of lines, and lists. */
export type WordBlock =
  | { kind: "paragraph"; lines: Stretch[][] }
  | { kind: "list"; ordered: boolean; start: number; items: Stretch[][] };

const ITEM = /^\s*(?:[-*•]|(0|[1-9]\d{0,2})[.)])\s+(.*)$/;
/** Without the full stop or bracket behind it, but with a pair of brackets inside. */
const URL = /https?:\/\/(?:\([^\s<>()]*\)|[^\s<>()])*(?:\([^\s<>()]*\)|[^\s<>().,;:!?"'])/g;

/** Reads the structure a writer of plain text means: an empty line ends a paragraph, dashes and numbers make lists. */
export function parseWords(text: string): WordBlock[] {
  const blocks: WordBlock[] = [];
  let open: WordBlock | null = null;
  for (const line of text.split(/\r\n|\n|\r/)) {
    if (line.trim() === "") {
      open = null;
      continue;
    }
    const item = ITEM.exec(line);
    const next: WordBlock = item ? listItem(open, item) : paragraphLine(open, line);
    if (next !== open) blocks.push(next);
    open = next;
  }
  return blocks;
}

function listItem(open: WordBlock | null, item: RegExpExecArray): WordBlock {
  const ordered = item[1] !== undefined;
  const number = Number(item[1] ?? 1);
  const words = stretches(item[2] ?? "");
  // A page counts on by itself: a number that does not follow begins a list of its own.
  const follows =
    open?.kind === "list" &&
    open.ordered === ordered &&
    (!ordered || number === open.start + open.items.length);
  if (!follows) return { kind: "list", ordered, start: number, items: [words] };
  open.items.push(words);
  return open;
}

function paragraphLine(open: WordBlock | null, line: string): WordBlock {
  if (open?.kind !== "paragraph") return { kind: "paragraph", lines: [stretches(line)] };
  open.lines.push(stretches(line));
  return open;
}

function stretches(line: string): Stretch[] {
  const found: Stretch[] = [];
  let at = 0;
  for (const match of line.matchAll(URL)) {
    if (match.index > at) found.push({ kind: "words", text: line.slice(at, match.index) });
    found.push({ kind: "link", url: match[0] });
    at = match.index + match[0].length;
  }
  if (at < line.length) found.push({ kind: "words", text: line.slice(at) });
  return found;
}
