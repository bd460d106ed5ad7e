import type { MessageAction, ReminderAction, Sender } from "./schema";
import { renderTemplate } from "./template";

export interface RenderedMessage {
  from: string;
  subject: string;
  /** The author's words with the customer's values: sent, stored and shown byte for byte. */
  text: string;
}

/** Control characters and line ends, which could end a header line and begin another. */
const BREAKS = /[\p{Cc}\u2028\u2029]+/gu;

/** One customer's copy of a message: what is previewed is what is sent. */
export function renderMessage(
  action: Pick<MessageAction | ReminderAction, "subject" | "body">,
  context: { values: (key: string) => unknown; sender: Sender },
): RenderedMessage {
  return {
    from: formatSender(context.sender),
    subject: singleLine(renderTemplate(action.subject, context.values)),
    text: renderTemplate(action.body, context.values),
  };
}

/** "Anna at Autodesk" <anna@notifications.autodesk.com>: the name is quoted, so that nothing in it can be read as an address. */
export function formatSender(sender: Sender): string {
  const name = singleLine(sender.name).replace(/[\\"]/g, "\\$&");
  return `"${name}" <${sender.address.replace(/[\s<>"]/g, "")}>`;
}

/** A subject or a name is one line, whatever the values in it hold. */
function singleLine(text: string): string {
  return text.replace(BREAKS, " ").trim();
}
