import { actionEntry } from "@/lib/actions/kinds";
import type { CustomerMessage } from "@/lib/actions/kinds/entry";
import type { Action, ActionKind } from "@/lib/actions/schema";

/** Whether a kind of action is a message to the customer. */
export function isMessageKind(kind: ActionKind): kind is CustomerMessage["kind"] {
  return actionEntry({ kind }).reaches === "customer";
}

/** Whether an action is a message to the customer: it has a subject, a sender and recipients. */
export function isMessage(action: Action): action is CustomerMessage {
  return isMessageKind(action.kind);
}
