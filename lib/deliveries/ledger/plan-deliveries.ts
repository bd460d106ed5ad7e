import type { Action, Moment } from "@/lib/actions/schema";
import { newValue } from "@/lib/actions/values";
import { canonicalKey } from "@/lib/attribute-names";
import { evaluate } from "@/lib/audiences/evaluate";
import type { Attributes, Facts } from "@/lib/audiences/schema";
import { nextOpening, type Window } from "@/lib/deliveries/ledger/sending-window";
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
  channel: "email" | "slack" | "record";
  personId: string | null;
  recipient: string;
  status: "waiting" | "held" | "done" | "skipped";
  reason: string | null;
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
  const { action } = input;
  if (action.kind === "update") return planUpdate(input, canonicalKey(action.attribute));
  if (action.kind === "notify") {
    return {
      rows: [
        row(input, { channel: "slack", recipient: action.channel, personId: null, skip: whySkipped(input) }),
      ],
      update: null,
    };
  }
  const reason = whySkipped(input);
  if (reason || input.contacts.length === 0) {
    const skip = reason ?? (input.entity === "organisation" ? "no_recipient" : "no_email");
    const person = input.contacts[0];
    return {
      rows: [
        row(input, {
          channel: "email",
          recipient: person?.email ?? "",
          personId: person?.personId ?? null,
          skip,
        }),
      ],
      update: null,
    };
  }
  const rows = input.contacts.map((contact) => {
    const skip = contact.email === null ? "no_email" : contact.suppressed ? "suppressed" : null;
    return row(input, {
      channel: "email",
      recipient: contact.email ?? "",
      personId: contact.personId,
      skip,
      zone: contact.timezone,
    });
  });
  return { rows, update: null };
}

function planUpdate(input: PlanInput, attribute: string): Plan {
  const { action } = input;
  if (action.kind !== "update") return { rows: [], update: null };
  let skip: string | null = whySkipped(input);
  let update: Plan["update"] = null;
  if (!skip && !input.held) {
    const result = newValue(action, input.attributes, input.now, input.facts.types?.[input.entity]);
    if ("reason" in result) skip = result.reason;
    else update = { key: attribute, value: result.value };
  }
  return { rows: [row(input, { channel: "record", recipient: attribute, personId: null, skip })], update };
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
  to: {
    channel: PlannedDelivery["channel"];
    recipient: string;
    personId: string | null;
    skip: string | null;
    zone?: string | null;
  },
): PlannedDelivery {
  const { action, moment, held, now, window } = input;
  const base = {
    actionId: action.id,
    moment,
    kind: action.kind,
    channel: to.channel,
    personId: to.personId,
    action,
  };
  const recipient = to.channel === "email" ? to.recipient.toLowerCase() : to.recipient;
  if (to.skip) return { ...base, recipient, status: "skipped", reason: to.skip, dueAt: now };
  if (held) return { ...base, recipient, status: "held", reason: "loop_guard", dueAt: now };
  if (to.channel === "record") return { ...base, recipient, status: "done", reason: null, dueAt: now };
  const zone = (window?.zone === "person" && to.zone) || input.zone;
  // A window confines what reaches customers; a team note is not held back.
  const dueAt = to.channel === "email" ? nextOpening(window?.hours ?? null, zone, now) : now;
  return { ...base, recipient, status: "waiting", reason: null, dueAt };
}
