import type { Entity } from "@/lib/profiles/schema";
import type { Duration } from "@/lib/time";
import type { Action, ActionKind, AttributeValue, MessageAction, ReminderAction } from "./schema";

type Summaries = {
  [Kind in ActionKind]: (action: Extract<Action, { kind: Kind }>, target: Entity) => string;
};

const summaries: Summaries = {
  message: (action, target) => `Email ${quoted(action.subject)} to ${recipient(action, target)}`,
  reminder: (action, target) =>
    `Reminder after ${durationWords(action.delay)}: ${quoted(action.subject)} to ${recipient(action, target)}`,
  notify: (action) => `Post to ${action.channel}`,
  update: (action) => updateWords(action.attribute, action.value),
};

/** What an action does, in one sentence: the same on the node, in the list, on the timeline and in the log. */
export function summary(action: Action, target: Entity = "person"): string {
  switch (action.kind) {
    case "message":
      return summaries.message(action, target);
    case "reminder":
      return summaries.reminder(action, target);
    case "notify":
      return summaries.notify(action, target);
    case "update":
      return summaries.update(action, target);
  }
}

/** "5 days", "1 hour". */
export function durationWords({ amount, unit }: Duration): string {
  return `${amount} ${amount === 1 ? unit.slice(0, -1) : unit}`;
}

function quoted(subject: string): string {
  return subject.trim() === "" ? "without a subject" : `“${subject.trim()}”`;
}

function recipient(action: MessageAction | ReminderAction, target: Entity): string {
  if (target === "person") return "the person";
  const words = {
    primary_contact: "the primary contact",
    everyone: "everyone in the organisation",
    people: "its people who match",
  } as const;
  return words[action.recipients.to];
}

function updateWords(attribute: string, value: AttributeValue): string {
  switch (value.kind) {
    case "literal":
      return `Set ${attribute} to ${typeof value.value === "string" ? `“${value.value}”` : value.value}`;
    case "now":
      return `Set ${attribute} to the moment it runs`;
    case "attribute":
      return `Set ${attribute} to the value of ${value.attribute}`;
    case "increase":
      return value.by < 0 ? `Lower ${attribute} by ${-value.by}` : `Raise ${attribute} by ${value.by}`;
    case "empty":
      return `Clear ${attribute}`;
  }
}
