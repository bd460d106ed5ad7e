import type { Facts } from "@/lib/audiences/schema";
import type { Contact } from "@/lib/deliveries/ledger/plan-deliveries";
import type { Pass } from "@/lib/enrolments/pass";
import type { Stage } from "@/lib/enrolments/turn/apply-moves";
import { beginPass } from "@/lib/enrolments/turn/begin-pass";
import { customerAsRead } from "@/lib/profiles/customer-as-read";
import type { LiveProgramme } from "@/lib/programmes/published/live-programmes";
import type { Definition } from "@/lib/programmes/schema";

/** A programme that runs, as the rules see it. */
export function programmeOf(definition: Definition): LiveProgramme {
  return {
    id: "prg_1",
    kind: definition.kind,
    slug: "nudge",
    name: definition.name,
    target: definition.target,
    status: "live",
    liveVersion: 1,
    definitions: new Map([[1, definition]]),
    pauses: [],
    openSeed: null,
    entriesLeft: null,
  };
}

/** A pass that has just begun. */
export function passOf(definition: Definition, now: Date): Pass {
  const programme = programmeOf(definition);
  return beginPass({
    id: "enr_1",
    programme,
    definition,
    customerId: "per_1",
    pass: 1,
    now,
    goalSince: now,
  });
}

/** Where the moves of one customer are played by the rules alone. */
export function stageOf(
  attributes: Record<string, unknown>,
  now: Date,
  more: { contacts?: readonly Contact[]; held?: boolean } = {},
): Stage {
  const customer = customerAsRead("person", "per_1", attributes, {}, now);
  const facts: Facts = {
    entity: "person",
    attributes: customer.attributes,
    events: [],
    memberships: [],
    organisation: null,
    people: [],
  };
  const contact = { personId: "per_1", email: "ada@test.test", suppressed: false, timezone: null };
  let made = 0;
  return {
    customer,
    facts,
    contactsFor: () => more.contacts ?? [contact],
    awaitsNews: false,
    held: more.held ?? false,
    zone: "UTC",
    window: null,
    now,
    makeId: (prefix) => `${prefix}_${made++}`,
    moves: [],
    deliveries: [],
  };
}
