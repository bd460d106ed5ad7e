import { actionSchema } from "@/lib/actions/action-schema";
import { isMessage } from "@/lib/actions/is-message";
import { noteMessage } from "@/lib/actions/note-message";
import { placeholderValues } from "@/lib/actions/placeholders";
import { renderMessage } from "@/lib/actions/render-message";
import { renderNote } from "@/lib/actions/render-note";
import type { MessageAction, NotifyAction, ReminderAction, Sender } from "@/lib/actions/schema";
import type { Attributes } from "@/lib/audiences/schema";
import type { EmailPayload, NotePayload } from "@/lib/channels/schema";
import type { AttributeTypes } from "@/lib/profiles/attributes/attribute-types";

/** What a message is made from: the action as published, and whom it speaks of as they are now. */
export interface Material {
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

/** An email as the provider will be asked to send it; null when nobody is named as its sender. */
export async function composeEmail(
  material: Material,
  renderHtml: (text: string) => Promise<string>,
): Promise<EmailPayload | null> {
  const action = emailAction(material.action);
  const sender = action.sender ?? material.defaultSender;
  if (!sender) return null;
  const { from, subject, text } = renderMessage(action, {
    values: placeholderValues({ ...material, sender }),
    sender,
  });
  const payload = { from, to: [material.recipient], subject, text };
  return action.format === "html" ? { ...payload, html: await renderHtml(text) } : payload;
}

/** A team note: the addresses it wants to ping, and how Slack will be asked to post it once it is known who they are. */
export function composeNote(material: Material): {
  mentions: string[];
  payload: (userIds: ReadonlyMap<string, string>) => NotePayload;
} {
  const action = noteAction(material.action);
  const note = renderNote(action.text, placeholderValues({ ...material, sender: material.defaultSender }));
  return {
    mentions: note.mentions,
    payload: (userIds) => ({ channel: material.recipient, ...noteMessage(note, userIds) }),
  };
}

function emailAction(action: unknown): MessageAction | ReminderAction {
  const known = actionSchema.parse(action);
  if (!isMessage(known)) throw new Error(`A ${known.kind} action has no email.`);
  return known;
}

function noteAction(action: unknown): NotifyAction {
  const known = actionSchema.parse(action);
  if (known.kind !== "notify") throw new Error(`A ${known.kind} action has no note.`);
  return known;
}
