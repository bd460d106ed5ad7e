import { z } from "zod";
import type { ChannelEntry } from "@/lib/channels/channel-entry";

const style = z.strictObject({
  bold: z.literal(true).optional(),
  italic: z.literal(true).optional(),
  strike: z.literal(true).optional(),
  code: z.literal(true).optional(),
});
const richElement = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("text"), text: z.string(), style: style.optional() }),
  z.strictObject({
    type: z.literal("link"),
    url: z.string(),
    text: z.string().optional(),
    style: style.optional(),
  }),
  z.strictObject({ type: z.literal("emoji"), name: z.string() }),
  z.strictObject({ type: z.literal("user"), user_id: z.string() }),
]);
const richSection = z.strictObject({ type: z.literal("rich_text_section"), elements: z.array(richElement) });
const richList = z.strictObject({
  type: z.literal("rich_text_list"),
  style: z.enum(["bullet", "ordered"]),
  /** How far the first number is from 1. */
  offset: z.int().positive().optional(),
  elements: z.array(richSection),
});
export const richTextSchema = z.strictObject({
  type: z.literal("rich_text"),
  elements: z.array(z.discriminatedUnion("type", [richSection, richList])),
});
export type RichElement = z.infer<typeof richElement>;
export type RichText = z.infer<typeof richTextSchema>;

/** One post as it is asked of Slack; frozen before the first attempt. `text` is what notifications and old clients show. */
export const notePayloadSchema = z.strictObject({
  channel: z.string(),
  text: z.string(),
  blocks: z.array(richTextSchema).optional(),
});
export type NotePayload = z.infer<typeof notePayloadSchema>;

/** Notes to the team. */
export const slack = {
  reaches: "team",
  confinedToWindow: false,
  hasOptOut: false,
  missingRecipient: "no_channel",
  ignoresCase: false,
  message: {
    unconnected: "Slack is not connected: notes to the team stay in Trig's outbox.",
    payload: notePayloadSchema,
    shown: ({ channel, text }: NotePayload) => ({
      headline: firstLine(unescaped(text)),
      lines: [["Channel", channel]],
      text,
    }),
  },
} as const satisfies ChannelEntry;

function firstLine(text: string): string {
  return text.trimStart().split("\n", 1)[0] ?? "";
}

/** Slack is sent three characters spelled out. */
function unescaped(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}
