import { actionSchema, notifySchema } from "@/lib/actions/action-schema";
import { isMessage } from "@/lib/actions/is-message";
import { noteMessage } from "@/lib/actions/note-message";
import { placeholderValues } from "@/lib/actions/placeholders";
import { renderMessage } from "@/lib/actions/render-message";
import { renderNote } from "@/lib/actions/render-note";
import type { MessageAction, ReminderAction, Sender } from "@/lib/actions/schema";
import type { Attributes } from "@/lib/audiences/schema";
import type { Payloads, SentChannel } from "@/lib/channels/channels";
import type { EmailPayload } from "@/lib/channels/email";
import type { NotePayload } from "@/lib/channels/slack";
import type { AttributeTypes } from "@/lib/profiles/attributes/attribute-types";

/** What a message is made from: the action as published, and whom it speaks of as they are now. */
export interface TemplateInput {
  action: unknown;
  recipient: string;
  person: { attributes: Attributes; email: string | null; userId: string | null } | null;
  organisation: { attributes: Attributes } | null;
  programme: { name: string };
  defaultSender: Sender | null;
  now: Date;
  types?: AttributeTypes;
  /** In which its dates are read. */
  zone: string;
}

interface Composed<Payload> {
  /** The message as its provider will be asked to send it. */
  payload: Payload;
  /** What a reader would miss: providers refuse a message in which one of these is blank, each in words of its own. */
  parts: Readonly<Record<string, string>>;
}

interface Composer<Payload> {
  /** Null when nobody is named as its sender. */
  compose: (
    input: TemplateInput,
    using: { renderHtml: (text: string) => Promise<string>; users: ReadonlyMap<string, string> },
  ) => Promise<Composed<Payload> | null>;
  /** The addresses it wants to ping. */
  mentions: (input: TemplateInput) => readonly string[];
}

/** How a message of each channel is made from its action. */
export const composers: { readonly [C in SentChannel]: Composer<Payloads[C]> } = {
  email: {
    compose: (input, { renderHtml }) => composeEmail(input, renderHtml),
    mentions: () => [],
  },
  slack: {
    compose: async (input, { users }) => composeNote(input, users),
    mentions: (input) => noteOf(input).mentions,
  },
};

async function composeEmail(
  input: TemplateInput,
  renderHtml: (text: string) => Promise<string>,
): Promise<Composed<EmailPayload> | null> {
  const action = emailAction(input.action);
  const sender = action.sender ?? input.defaultSender;
  if (!sender) return null;
  const { from, subject, text } = renderMessage(action, {
    values: placeholderValues({ ...input, sender }),
    sender,
  });
  const html = action.format === "html" ? { html: await renderHtml(text) } : {};
  return { payload: { from, to: [input.recipient], subject, text, ...html }, parts: { subject, text } };
}

function composeNote(input: TemplateInput, users: ReadonlyMap<string, string>): Composed<NotePayload> {
  const message = noteMessage(noteOf(input), users);
  return { payload: { channel: input.recipient, ...message }, parts: { text: message.text } };
}

function noteOf(input: TemplateInput) {
  const { text } = notifySchema.parse(input.action);
  return renderNote(text, placeholderValues({ ...input, sender: input.defaultSender }));
}

function emailAction(action: unknown): MessageAction | ReminderAction {
  const known = actionSchema.parse(action);
  if (!isMessage(known)) throw new Error(`A ${known.kind} action has no email.`);
  return known;
}
