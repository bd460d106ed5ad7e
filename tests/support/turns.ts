import type { Facts } from "@/lib/audiences/schema";
import type { Contact } from "@/lib/deliveries/ledger/plan-deliveries";
import type { TurnInput } from "@/lib/enrolments/turn/turn";
import { customerAsRead } from "@/lib/profiles/customer-as-read";
import type { LiveProgramme } from "@/lib/programmes/published/live-programmes";
import { runningAs } from "@/lib/programmes/published/running-as";
import type { Definition } from "@/lib/programmes/schema";

/** A programme that runs, as the rules see it. */
export function programmeOf(definition: Definition): LiveProgramme {
  return runningAs({ id: "prg_1", slug: "nudge" }, definition);
}

/** The turn of a person of whom nothing is known but attributes, outside a programme. */
export function turnOf(
  programme: LiveProgramme,
  attributes: Record<string, unknown>,
  now: Date,
  more: { contacts?: readonly Contact[]; tooManyEntries?: boolean } = {},
): TurnInput {
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
    pairs: [{ programme, pass: null, watch: { matched: false, dueAt: null } }],
    contactsFor: () => more.contacts ?? [contact],
    awaitsNews: false,
    tooManyEntries: more.tooManyEntries ?? false,
    mayEnter: true,
    zone: "UTC",
    window: null,
    now,
    makeId: (prefix) => `${prefix}_${made++}`,
  };
}
