import type { ActionEntry, AttributeWrite } from "@/lib/actions/kinds/entry";
import { message } from "@/lib/actions/kinds/message";
import { notify } from "@/lib/actions/kinds/notify";
import { reminder } from "@/lib/actions/kinds/reminder";
import { update } from "@/lib/actions/kinds/update";
import type { Action, ActionKind } from "@/lib/actions/schema";

type ActionEntries = { readonly [K in ActionKind]: ActionEntry<K> };

/** The kinds of action. What depends on a kind stands in its entry; nothing else compares a kind with a name. */
export const actionEntries: ActionEntries = { message, reminder, notify, update };

export const actionKinds: readonly ActionKind[] = Object.keys(actionEntries).filter(isActionKind);

/** Whether a text names a kind of action. */
export function isActionKind(text: string | undefined): text is ActionKind {
  return text !== undefined && Object.hasOwn(actionEntries, text);
}

/** The entry of an action's kind, or of a row that carries one; asked of an action of any kind, it takes that action. */
export function actionEntry<K extends ActionKind>({ kind }: { kind: K }): ActionEntry<K> {
  return actionEntries[kind];
}

/** What an action sets on the customer's record; null where it sets nothing. */
export function writeOf(action: Action): AttributeWrite | null {
  const destination = actionEntry(action).destination(action);
  return destination.to === "customer_record" ? destination.write : null;
}

/** A new action of a kind, for its author to fill in. */
export function newAction<K extends ActionKind>(kind: K, id: string) {
  return actionEntries[kind].create(id);
}
