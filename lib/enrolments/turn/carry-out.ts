import { isMessage } from "@/lib/actions/is-message";
import type { Action, Moment } from "@/lib/actions/schema";
import { isMessageOfPass, messageBefore } from "@/lib/deliveries/ledger/message-before";
import { planDeliveries } from "@/lib/deliveries/ledger/plan-deliveries";
import type { Pass } from "@/lib/enrolments/pass";
import { type Moving, writeAttribute } from "@/lib/enrolments/turn/turn";

interface Due {
  action: Action;
  moment: Moment;
  /** False for a reminder whose message before it did not go. */
  allowed: boolean;
}

/** Decides the actions of a moment, in their order. */
export function carryOutAll(
  moving: Moving,
  given: Pass,
  { actions, moment }: { actions: readonly Action[]; moment: Moment },
): Pass {
  return actions.reduce((pass, action) => carryOut(moving, pass, { action, moment, allowed: true }), given);
}

/** Decides an action: its rows of the ledger, the attribute that it writes, and what the pass remembers of its messages. */
export function carryOut(
  { turn, programme, definition }: Moving,
  pass: Pass,
  { action, moment, allowed }: Due,
): Pass {
  const window = definition.sendingWindow ?? turn.window;
  const plan = planDeliveries({
    action,
    moment,
    entity: programme.target,
    attributes: turn.customer.attributes,
    facts: turn.facts,
    contacts: isMessage(action) ? turn.contactsFor(action) : [],
    allowed,
    held: turn.tooManyEntries,
    window: window ? { hours: window, zone: window.zone } : null,
    zone: turn.zone,
    now: turn.now,
  });
  const rows = plan.rows.map((row) => ({ ...row, id: turn.makeId("dlv"), pass }));
  turn.deliveries.push(...rows);
  const [first] = rows;
  if (plan.update && first)
    writeAttribute(turn, plan.update.key, plan.update.value, { kind: "action", id: first.id });
  const decided = rows.filter(isMessageOfPass).map((row) => ({ ...row, sentAt: null }));
  return { ...pass, previousMessage: messageBefore(decided, pass.previousMessage) };
}
