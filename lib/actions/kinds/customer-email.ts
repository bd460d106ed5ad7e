import type { ActionEntry, CarriedFilter, CustomerMessage } from "@/lib/actions/kinds/entry";
import { whenOf } from "@/lib/actions/kinds/when-of";
import type { Filter } from "@/lib/audiences/schema";
import type { Entity } from "@/lib/profiles/schema";

type Email = ActionEntry<CustomerMessage["kind"]>;

/** What the kinds of email to a customer have in common. */
export const customerEmail = {
  preposition: "to",
  happened: (who) => `${who} got it`,
  notYet: (who) => `${who} has not got it yet`,
  didNot: (who) => `${who} did not get it`,
  readIt: "Read it",
  reaches: "customer",
  channel: "email",
  destination: () => ({ to: "contacts" }),
  templates: ({ subject, body }) => [
    { field: "subject", text: subject },
    { field: "body", text: body },
  ],
  headline: ({ subject }) => subject,
  filters: (email) => [
    ...whenOf(email),
    ...(email.recipients.to === "people" ? [chosenPeople(email.recipients.matching)] : []),
  ],
  letter: ({ subject, body }) => ({ lines: [["Subject", subject]], text: body }),
} satisfies Partial<Email>;

/** A new email's words and whom it goes to. */
export const newEmail = {
  subject: "",
  body: "",
  format: "plain",
  recipients: { to: "primary_contact" },
} as const;

function chosenPeople(filter: Filter): CarriedFilter {
  return { filter, about: "people", field: "recipients.matching", role: "recipients" };
}

/** What an email says and to whom, in a summary. */
export function emailTo({ subject, recipients }: CustomerMessage, target: Entity): string {
  const quoted = subject.trim() === "" ? "without a subject" : `“${subject.trim()}”`;
  const chosen = {
    primary_contact: "the primary contact",
    everyone: "everyone in the organisation",
    people: "its people who match",
  } as const;
  return `${quoted} to ${target === "person" ? "the person" : chosen[recipients.to]}`;
}
