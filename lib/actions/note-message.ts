import type { NotePayload, RichElement, RichText } from "@/lib/channels/slack";
import type { NoteBlock, NoteSpan, NoteStyle, RenderedNote } from "./render-note";

/** Slack refuses messages whose blocks are longer than this. */
const LONGEST_BLOCKS = 12_000;

/** A note in Slack's own form. Whom Slack knows is pinged; of anyone else the bare address is shown. */
export function noteMessage(
  note: RenderedNote,
  userIds: ReadonlyMap<string, string>,
): Pick<NotePayload, "text" | "blocks"> {
  const text = note.blocks.map((block) => blockText(block, userIds)).join("\n");
  const shown = { type: "rich_text" as const, elements: richElements(note.blocks, userIds) };
  if (shown.elements.length === 0 || JSON.stringify(shown).length > LONGEST_BLOCKS) return { text };
  return { text, blocks: [shown] };
}

function blockText(block: NoteBlock, userIds: ReadonlyMap<string, string>): string {
  if (block.kind === "paragraph") return spansText(block.spans, userIds);
  return block.items
    .map((item, at) => `${block.start === null ? "•" : `${block.start + at}.`} ${spansText(item, userIds)}`)
    .join("\n");
}

function spansText(spans: NoteSpan[], userIds: ReadonlyMap<string, string>): string {
  return spans.map((span) => spanText(span, userIds)).join("");
}

function spanText(span: NoteSpan, userIds: ReadonlyMap<string, string>): string {
  if (span.kind === "mention") {
    const id = userIds.get(span.email);
    return id ? `<@${id}>` : escapeSlack(span.email);
  }
  if (span.kind === "emoji") return `:${span.name}:`;
  const words = escapeSlack(span.text);
  if (span.kind === "text") return wrap(words, span.style);
  const url = escapeSlack(span.url).replaceAll("|", "%7C");
  return wrap(span.text === span.url ? `<${url}>` : `<${url}|${words.replaceAll("|", "¦")}>`, span.style);
}

function wrap(words: string, style: NoteStyle): string {
  let wrapped = words;
  if (style.code) wrapped = `\`${wrapped}\``;
  if (style.strike) wrapped = `~${wrapped}~`;
  if (style.italic) wrapped = `_${wrapped}_`;
  return style.bold ? `*${wrapped}*` : wrapped;
}

/** The three characters that Slack reads as the beginning of a mention, a channel or a link. */
function escapeSlack(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function richElements(blocks: NoteBlock[], userIds: ReadonlyMap<string, string>): RichText["elements"] {
  const section = (spans: NoteSpan[]) => ({
    type: "rich_text_section" as const,
    elements: spans.map((span) => richElement(span, userIds)),
  });
  return blocks
    .filter((block) => block.kind === "list" || block.spans.length > 0)
    .map((block) =>
      block.kind === "paragraph"
        ? section(block.spans)
        : {
            type: "rich_text_list" as const,
            style: block.start === null ? ("bullet" as const) : ("ordered" as const),
            ...(block.start !== null && block.start > 1 ? { offset: block.start - 1 } : {}),
            elements: block.items.map(section),
          },
    );
}

/** Rich text shows words as they are: a value like *x* or <!channel> stays a word. */
function richElement(span: NoteSpan, userIds: ReadonlyMap<string, string>): RichElement {
  if (span.kind === "mention") {
    const id = userIds.get(span.email);
    return id ? { type: "user", user_id: id } : { type: "text", text: span.email };
  }
  if (span.kind === "emoji") return { type: "emoji", name: span.name };
  const style = Object.keys(span.style).length > 0 ? { style: span.style } : {};
  if (span.kind === "text") return { type: "text", text: span.text, ...style };
  return { type: "link", url: span.url, text: span.text, ...style };
}
