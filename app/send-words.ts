import { after } from "next/server";
import { renderCustomerMessageHtml } from "@/emails/render";
import { ownOrigin } from "@/lib/edge/own-origin";
import type { Visitor } from "@/lib/edge/sign-in/visitor";
import { findLinkChannel, type MailChannel, sendMail } from "@/lib/members/mail";
import { type MailWords, mailWords } from "@/lib/members/mail-words";

/** Sends one of Trig's own mails; false when the provider did not take it. */
export async function sendWords(channel: MailChannel, to: string, words: MailWords): Promise<boolean> {
  return sendMail(channel, { to, ...words, html: await renderCustomerMessageHtml(words.text) });
}

/** Tells a member, after the answer, that their password was changed: whoever did it, they learn of it. */
export function mailPasswordChanged(
  db: Visitor["db"],
  { email }: { email: string },
  { address }: { address: string },
): void {
  const at = new Date();
  after(async () => {
    const channel = await findLinkChannel(db);
    const link = `${ownOrigin()}/new-password`;
    if (channel) await sendWords(channel, email, mailWords.passwordChanged({ at, address, link }));
  });
}
