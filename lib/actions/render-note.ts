import { renderMarkedTemplate, VALUE_END, VALUE_START } from "./template";

/** How a stretch of words is shown. */
export interface NoteStyle {
  bold?: true;
  italic?: true;
  strike?: true;
  code?: true;
}
export type NoteSpan =
  | { kind: "text"; text: string; style: NoteStyle }
  | { kind: "link"; url: string; text: string; style: NoteStyle }
  | { kind: "emoji"; name: string }
  | { kind: "mention"; email: string };
export type NoteBlock =
  | { kind: "paragraph"; spans: NoteSpan[] }
  /** `start` is the number of the first item; null: bullets. */
  | { kind: "list"; start: number | null; items: NoteSpan[][] };

export interface RenderedNote {
  blocks: NoteBlock[];
  /** Lower-case addresses to look up in Slack before the note is posted. */
  mentions: string[];
}

const EMAIL = /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/;
const WEB_LINK = /^(?:https?:\/\/|mailto:)\S+$/i;
const VALUE = `${VALUE_START}\\d+${VALUE_END}`;
/**
 * What an author may type; a value is one opaque token in here, so nothing in it can format or ping. What opens looks for its end only so
 * far: a long text may hold nothing but beginnings.
 */
const INLINE = new RegExp(
  [
    `@(?<mention>${VALUE}|[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+)`,
    `\\[(?<label>[^\\]\\n]{1,500})\\]\\((?<href>[^\\s()]+)\\)`,
    `<(?<slackHref>https?:[^\\s|<>]+)\\|(?<slackLabel>[^<>\\n]+)>`,
    "`(?<code>[^`\\n]+)`",
    "\\*\\*(?<bold2>\\S(?:[^\\n]{0,1000}?\\S)?)\\*\\*",
    "(?<![\\w*])\\*(?<bold>[^\\s*](?:[^*\\n]*[^\\s*])?)\\*(?![\\w*])",
    "(?<!\\w)_(?<italic>[^\\s_](?:[^\\n]{0,1000}?[^\\s_])?)_(?!\\w)",
    "(?<![\\w~])~(?<strike>[^\\s~](?:[^~\\n]*[^\\s~])?)~(?![\\w~])",
    "(?<url>https?:\\/\\/(?:\\([^\\s<>()]*\\)|[^\\s<>()])*(?:\\([^\\s<>()]*\\)|[^\\s<>().,;:!?\"']))",
    "(?<![\\w:]):(?<emoji>[a-z][a-z0-9_+-]*|[+-]1):(?![\\w:])",
    `(?<value>${VALUE})`,
  ].join("|"),
  "g",
);

/** A team note in the author's words and formatting; a customer's values are plain words, and @{email} names whom to ping. */
export function renderNote(text: string, values: (key: string) => unknown): RenderedNote {
  const found: string[] = [];
  const marked = renderMarkedTemplate(text, values).replace(
    new RegExp(`${VALUE_START}([^${VALUE_END}]*)${VALUE_END}`, "g"),
    (_, value: string) => VALUE_START + (found.push(value) - 1) + VALUE_END,
  );
  const blocks = readBlocks(marked, found);
  const spans = blocks.flatMap((block) => (block.kind === "list" ? block.items.flat() : block.spans));
  const mentions = spans.flatMap((span) => (span.kind === "mention" ? [span.email] : []));
  return { blocks, mentions: [...new Set(mentions)] };
}

/** A line that may be an item of a list, with the number that its author gave it; null for a bullet. */
interface Item {
  number: number | null;
  words: string;
}
function readBlocks(marked: string, found: readonly string[]): NoteBlock[] {
  const blocks: NoteBlock[] = [];
  const lines = marked.split(/\r?\n/);
  let paragraph: string[] = [];
  const endParagraph = () => {
    if (paragraph.length > 0)
      blocks.push({ kind: "paragraph", spans: readSpans(paragraph.join("\n"), found, {}) });
    paragraph = [];
  };
  for (let at = 0; at < lines.length; ) {
    const items = listFrom(lines, at);
    const [first] = items;
    if (!first) {
      paragraph.push(lines[at] ?? "");
      at++;
      continue;
    }
    endParagraph();
    blocks.push({
      kind: "list",
      start: first.number,
      items: items.map(({ words }) => readSpans(words, found, {})),
    });
    at += items.length;
  }
  endParagraph();
  return blocks;
}

/** The list that begins at a line: bullets, or at least two numbers that follow each other. "14. December" alone is words. */
function listFrom(lines: readonly string[], at: number): Item[] {
  const items: Item[] = [];
  for (let line = at; line < lines.length; line++) {
    const item = itemOf(lines[line] ?? "");
    const last = items.at(-1);
    if (!item) break;
    const follows = last?.number == null ? item.number === null : item.number === last.number + 1;
    if (last && !follows) break;
    items.push(item);
  }
  return items[0]?.number === null || items.length > 1 ? items : [];
}

function itemOf(line: string): Item | null {
  const [, bullet, number, words = ""] = /^\s*(?:([-*•])|([1-9]\d{0,2})\.)\s+(.*)$/.exec(line) ?? [];
  if (bullet !== undefined) return { number: null, words };
  return number === undefined ? null : { number: Number(number), words };
}

function readSpans(marked: string, found: readonly string[], style: NoteStyle): NoteSpan[] {
  const spans: NoteSpan[] = [];
  let at = 0;
  for (const match of marked.matchAll(INLINE)) {
    if (match.index > at) spans.push({ kind: "text", text: marked.slice(at, match.index), style });
    spans.push(...readMatch(match.groups ?? {}, found, style));
    at = match.index + match[0].length;
  }
  if (at < marked.length) spans.push({ kind: "text", text: marked.slice(at), style });
  return spans;
}

function readMatch(
  g: Record<string, string | undefined>,
  found: readonly string[],
  style: NoteStyle,
): NoteSpan[] {
  if (g.mention !== undefined) return mention(plain(g.mention, found), style);
  if (g.href !== undefined) return link(plain(g.href, found), plain(g.label ?? "", found), style);
  if (g.slackHref !== undefined)
    return link(plain(g.slackHref, found), plain(g.slackLabel ?? "", found), style);
  if (g.code !== undefined) return words(plain(g.code, found), { ...style, code: true });
  const bold = g.bold2 ?? g.bold;
  if (bold !== undefined) return readSpans(bold, found, { ...style, bold: true });
  if (g.italic !== undefined) return readSpans(g.italic, found, { ...style, italic: true });
  if (g.strike !== undefined) return readSpans(g.strike, found, { ...style, strike: true });
  if (g.emoji !== undefined) return [{ kind: "emoji", name: g.emoji }];
  const text = plain(g.url ?? g.value ?? "", found);
  if (WEB_LINK.test(trimmed(text))) return link(text, trimmed(text), style);
  return words(text, style);
}

/** An address is pinged; no value leaves nothing; anything else stays words. */
function mention(text: string, style: NoteStyle): NoteSpan[] {
  const address = addressIn(text);
  if (EMAIL.test(address)) return [{ kind: "mention", email: address.toLowerCase() }];
  return trimmed(text) === "" ? [] : words(`@${text}`, style);
}

/** The address in a value as other tools keep it: mailto:ada@acme.test, or Ada <ada@acme.test>. */
function addressIn(text: string): string {
  const value = trimmed(text).replace(/^mailto:/i, "");
  return trimmed(/^[^<>]*<([^<>]+)>$/.exec(value)?.[1] ?? value);
}

/** A link whose words have no value shows where it leads. */
function link(url: string, text: string, style: NoteStyle): NoteSpan[] {
  const address = trimmed(url);
  if (!WEB_LINK.test(address)) return words(text, style);
  return [{ kind: "link", url: address, text: trimmed(text) === "" ? address : text, style }];
}

/** Slack refuses a note that holds an empty piece of text. */
function words(text: string, style: NoteStyle): NoteSpan[] {
  return text === "" ? [] : [{ kind: "text", text, style }];
}

/** A value as it is compared and looked up: other tools leave spaces, and characters that cannot be seen, around theirs. */
function trimmed(value: string): string {
  // Each stretch of them is looked at once, from its beginning.
  return value.replace(/^[\s\p{Cf}]+|(?<![\s\p{Cf}])[\s\p{Cf}]+$/gu, "");
}

/** The tokens of a stretch of author's words turned back into values. */
function plain(marked: string, found: readonly string[]): string {
  return marked.replace(
    new RegExp(`${VALUE_START}(\\d+)${VALUE_END}`, "g"),
    (_, at: string) => found[Number(at)] ?? "",
  );
}
