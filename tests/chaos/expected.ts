import type { Customer } from "./plan";
import { LEFT_ALONE_HOURS, SECOND_CHOICE_HOURS, ways } from "./two-ways";

const HOUR_MS = 3_600_000;
const REMINDER_AFTER_MS = 5 * 24 * HOUR_MS;
const EXIT_AFTER_MS = 10 * 24 * HOUR_MS;

/** When a customer truly did what it did, by the instance's clock. */
export interface Lived {
  customer: Customer;
  signedUpAt: Date;
  createdProjectAt: Date | null;
}

/** One message as the outside world sees it: a mail by its subject, a note by its channel. */
export const mail = (email: string, subject: string) => `mail to ${email}: ${subject}`;
export const note = (email: string, channel: string) => `note about ${email} in #${channel}`;

/** What the rules of the jobs say that a customer gets by the end, told anew and without the product's help. */
export function expectedMessages(lived: Lived, endAt: Date): string[] {
  return [...messagesOfStory(lived, endAt), ...messagesOfTwoWays(lived, endAt)];
}

function messagesOfTwoWays({ customer, signedUpAt, createdProjectAt }: Lived, endAt: Date): string[] {
  const { email, hasCaseOwner, firstName } = customer;
  const livedHours = ((createdProjectAt ?? endAt).getTime() - signedUpAt.getTime()) / HOUR_MS;
  const messages = [mail(email, hasCaseOwner ? ways.owner : ways.nobody)];
  if (livedHours >= SECOND_CHOICE_HOURS) messages.push(mail(email, firstName ? ways.named : ways.unnamed));
  if (livedHours >= SECOND_CHOICE_HOURS + LEFT_ALONE_HOURS) messages.push(mail(email, ways.end));
  return messages;
}

function messagesOfStory(
  { customer: { email }, signedUpAt, createdProjectAt }: Lived,
  endAt: Date,
): string[] {
  const livedMs = (createdProjectAt ?? endAt).getTime() - signedUpAt.getTime();
  const messages = [mail(email, "Quick tip to get started")];
  if (livedMs >= REMINDER_AFTER_MS) messages.push(mail(email, "Your first project, in 5 minutes"));
  if (livedMs >= EXIT_AFTER_MS) {
    messages.push(note(email, "customer-alerts"));
    messages.push(mail(email, "Shall we set up your first project together?"));
  } else if (createdProjectAt) {
    messages.push(mail(email, "Your first project is there"));
    messages.push(note(email, "customer-success"));
    messages.push(mail(email, "Who should see your project?"));
  }
  return messages;
}
