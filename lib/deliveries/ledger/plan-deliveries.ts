import { actionEntry } from "@/lib/actions/kinds";
import type { AttributeWrite } from "@/lib/actions/kinds/entry";
import type { Action, Moment } from "@/lib/actions/schema";
import { newValue } from "@/lib/actions/values";
import { canonicalKey } from "@/lib/attribute-names";
import { evaluate } from "@/lib/audiences/evaluate";
import type { Attributes, Facts } from "@/lib/audiences/schema";
import { channels, isSent } from "@/lib/channels/channels";
import type { Channel } from "@/lib/channels/schema";
import { nextOpening, type Window } from "@/lib/deliveries/ledger/sending-window";
import type { Reason } from "@/lib/deliveries/reasons";
import type { Entity } from "@/lib/profiles/schema";

/** A person a message can go to. */
export interface Contact {
  personId: string;
  email: string | null;
  suppressed: boolean;
  timezone: string | null;
}

/** A row of the ledger as it is decided, before it has an id. */
export interface PlannedDelivery {
  actionId: string;
  moment: Moment;
  kind: Action["kind"];
  channel: Channel;
  personId: string | null;
  recipient: string;
  status: "waiting" | "held" | "done" | "skipped";
  reason: Reason | null;
  dueAt: Date;
  action: Action;
}

export interface PlanInput {
  action: Action;
  moment: Moment;
  entity: Entity;
  /** Of the customer, as they are now. */
  attributes: Attributes;
  facts: Facts;
  /** Whom a message of this action goes to. */
  contacts: readonly Contact[];
  /** False for a reminder whose message before it did not go. */
  allowed: boolean;
  /** The customer entered too often within the hour: everything is held. */
  held: boolean;
  window: { hours: Window; zone: "workspace" | "person" } | null;
  zone: string;
  now: Date;
}

export interface Plan {
  rows: PlannedDelivery[];
  /** What an update action writes to the customer's record. */
  update: { key: string; value: unknown } | null;
}

/**
 * Turns one action that is due into rows of the ledger: one for each address, channel or attribute, each either on its way or with the one
 * reason why not. An update is carried out with the decision itself.
 */
export function planDeliveries(input: PlanInput): Plan {
  const destination = actionEntry(input.action).destination(input.action);
  switch (destination.to) {
    case "customer_record":
      return planUpdate(input, destination.write);
    case "address":
      return {
        rows: [row(input, { recipient: destination.address, skip: whySkipped(input) })],
        update: null,
      };
    case "contacts":
      return { rows: planMessages(input), update: null };
  }
}

function planMessages(input: PlanInput): PlannedDelivery[] {
  const reason = whySkipped(input);
  if (reason || input.contacts.length === 0) {
    const skip = reason ?? (input.entity === "organisation" ? "no_recipient" : "no_email");
    const [person] = input.contacts;
    return [row(input, { recipient: person?.email ?? "", personId: person?.personId, skip })];
  }
  return input.contacts.map(({ email, suppressed, personId, timezone: zone }) => {
    const skip = email === null ? "no_email" : suppressed ? "suppressed" : null;
    return row(input, { recipient: email ?? "", personId, skip, zone });
  });
}

function planUpdate(input: PlanInput, write: AttributeWrite): Plan {
  const key = canonicalKey(write.attribute);
  let skip: Reason | null = whySkipped(input);
  let update: Plan["update"] = null;
  if (!skip && !input.held) {
    const result = newValue(write, input.attributes, input.now, input.facts.types?.[input.entity]);
    if ("reason" in result) skip = result.reason;
    else update = { key, value: result.value };
  }
  return { rows: [row(input, { recipient: key, skip })], update };
}

/** The reason for which an action that is due is passed over whoever would get it; null where it is carried out. */
export function whySkipped({
  action,
  allowed,
  facts,
  zone,
  now,
}: Pick<PlanInput, "action" | "allowed" | "facts" | "zone" | "now">):
  | "previous_not_sent"
  | "condition_not_met"
  | null {
  if (!allowed) return "previous_not_sent";
  if (action.when && !evaluate(action.when, facts, { now, zone }).verdict) return "condition_not_met";
  return null;
}

function row(
  input: PlanInput,
  to: { recipient: string; personId?: string | undefined; skip: Reason | null; zone?: string | null },
): PlannedDelivery {
  const { action, moment, held, now, window } = input;
  const { channel } = actionEntry(action);
  const { ignoresCase, confinedToWindow } = channels[channel];
  const base = {
    actionId: action.id,
    moment,
    kind: action.kind,
    channel,
    personId: to.personId ?? null,
    recipient: ignoresCase ? to.recipient.toLowerCase() : to.recipient,
    action,
  };
  if (to.skip) return { ...base, status: "skipped", reason: to.skip, dueAt: now };
  if (held) return { ...base, status: "held", reason: "loop_guard", dueAt: now };
  if (!isSent(channel)) return { ...base, status: "done", reason: null, dueAt: now };
  const zone = (window?.zone === "person" && to.zone) || input.zone;
  const dueAt = confinedToWindow ? nextOpening(window?.hours ?? null, zone, now) : now;
  return { ...base, status: "waiting", reason: null, dueAt };
}
