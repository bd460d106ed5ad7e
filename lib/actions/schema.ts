import type { Filter } from "@/lib/audiences/schema";
import type { Duration } from "@/lib/time";

/*
 * The words of what can be done.
 *   moment    when an action fires: entry, step (between entry and the end), completion, exit.
 *   message   an email to the customer.        reminder  the same, after a delay, if the goal is not met.
 *   notify    a post to a Slack channel.       update    sets an attribute on the customer's record.
 *   when      a filter looked at when the action is due; if it does not match, the action is skipped.
 * Types only, so that a browser can hold an action; action-schema.ts reads one that somebody sent.
 */
export const moments = ["entry", "step", "completion", "exit"] as const;
export type Moment = (typeof moments)[number];

/** An id of a step, an action or an arm. */
export const STEP_ID_PATTERN = /^[a-z][a-z0-9-]{0,59}$/;

/** How much each field of an action may hold. The schema refuses more; a browser stops in time. */
export const actionLimits = {
  senderName: 100,
  subject: 500,
  body: 50_000,
  channel: 100,
  note: 20_000,
  literal: 10_000,
} as const;

/** From whom: shown as "Anna at Autodesk <anna@notifications.autodesk.com>". */
export interface Sender {
  name: string;
  address: string;
}

/** Whom a programme about an organisation writes to. */
export type Recipients = { to: "primary_contact" } | { to: "everyone" } | { to: "people"; matching: Filter };

/** What an attribute is set to. */
export type AttributeValue =
  | { kind: "literal"; value: string | number | boolean }
  | { kind: "now" }
  | { kind: "attribute"; attribute: string }
  | { kind: "increase"; by: number }
  | { kind: "empty" };

interface Common {
  /** Fixed for ever within its programme: the ledger's key and the step name of its Inngest run. */
  id: string;
  when?: Filter | undefined;
}

interface Email extends Common {
  /** Absent: the workspace's default sender. */
  sender?: Sender | undefined;
  subject: string;
  body: string;
  format: "plain" | "html";
  recipients: Recipients;
}

export interface MessageAction extends Email {
  kind: "message";
}
export interface ReminderAction extends Email {
  kind: "reminder";
  delay: Duration;
}
export interface NotifyAction extends Common {
  kind: "notify";
  /** "#customer-alerts" or a channel id. */
  channel: string;
  text: string;
}
export interface UpdateAction extends Common {
  kind: "update";
  attribute: string;
  value: AttributeValue;
  /** The author knows that another tool owns this attribute. */
  overwriteOwned: boolean;
}

/** What may stand in the entry, completion and exit lanes: immediate, no waits. */
export type ImmediateAction = MessageAction | NotifyAction | UpdateAction;
export type Action = ImmediateAction | ReminderAction;
export type ActionKind = Action["kind"];
export type ActionOf<K extends ActionKind> = Extract<Action, { kind: K }>;
