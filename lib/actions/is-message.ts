import type { Action } from "@/lib/actions/schema";

/** Whether an action of a kind writes to the customer. */
const reachesCustomer = {
  message: true,
  reminder: true,
  notify: false,
  update: false,
} as const satisfies Readonly<Record<Action["kind"], boolean>>;

type Kinds = typeof reachesCustomer;
export type MessageKind = { [K in keyof Kinds]: Kinds[K] extends true ? K : never }[keyof Kinds];
export type CustomerMessage = Extract<Action, { kind: MessageKind }>;

/** Whether a kind of action is a message to the customer. */
export function isMessageKind(kind: Action["kind"]): kind is MessageKind {
  return reachesCustomer[kind];
}

/** Whether an action is a message to the customer: it has a subject, a sender and recipients. */
export function isMessage(action: Action): action is CustomerMessage {
  return isMessageKind(action.kind);
}
