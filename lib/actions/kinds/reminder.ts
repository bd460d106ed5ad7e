import { adviseMessage } from "@/lib/actions/advise-message";
import { customerEmail, emailTo, newEmail } from "@/lib/actions/kinds/customer-email";
import type { ActionEntry } from "@/lib/actions/kinds/entry";
import type { ActionOf } from "@/lib/actions/schema";
import type { Entity } from "@/lib/profiles/schema";
import { durationWords } from "@/lib/spans";

const withoutDelay = {
  severity: "error",
  message: "A reminder needs a delay: without one it would go out together with the message before it.",
  fix: 'Give it a "delay", for example 3 days.',
} as const;

/** An email to the customer, some time after the message before it, if the goal is not met. */
export const reminder: ActionEntry<"reminder"> = {
  ...customerEmail,
  noun: "reminder",
  idName: "reminder",
  label: "Reminder",
  participle: "reminded",
  moments: ["step"],
  title: () => "Then, if the goal is not met",
  summary: withDelay,
  summaryWhenDue: (action, target) =>
    action.subject.trim() ? `Reminder “${action.subject.trim()}”` : withDelay(action, target),
  wait: ({ delay }) => ({ since: "message_before", delay, withoutDelay }),
  advise: adviseMessage,
  create: (id) => ({ kind: "reminder", id, delay: { amount: 3, unit: "days" }, ...newEmail }),
};

function withDelay(action: ActionOf<"reminder">, target: Entity): string {
  return `Reminder after ${durationWords(action.delay)}: ${emailTo(action, target)}`;
}
