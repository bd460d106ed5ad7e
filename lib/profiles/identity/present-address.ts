import type { Customer } from "@/lib/profiles/schema";

/** What decides whose an address is: the present one, since when by event time, and under `email` in times when it was said last. */
export type Addressed = Pick<Customer, "email" | "emailSince" | "times">;

/** An event's word on somebody's address; null says that there is none. */
export interface AddressSaid {
  address: string | null;
  at: number;
  trust: "server" | "browser" | "crm";
  /** The call knows the person by it, or is about something else: no word on whether they still have it. */
  onlyNames: boolean;
}

/** The word of an event on the address of whoever it is about. Only a call with a user ID can say that there is none. */
export function addressSaidBy(event: {
  userId: string | null;
  /** The address among the event's names. */
  email: string | null;
  /** What an identify call says the address is. */
  saidEmail: string | null | undefined;
  trust: AddressSaid["trust"];
  occurredAt: Date;
}): AddressSaid | null {
  const { userId, email, saidEmail, trust, occurredAt } = event;
  const clears = saidEmail === null && userId !== null;
  const address = clears ? null : (saidEmail ?? email);
  if (address === null && !clears) return null;
  const onlyNames = userId === null || (!clears && saidEmail !== address);
  return { address, at: occurredAt.getTime(), trust, onlyNames };
}

export interface AddressOutcome {
  /**
   * same: it is held already.          taken: it is the present one from now on.     older: another one was said later.
   * public_key: a browser's key does not change the address of somebody who has one.     named: only called by it.
   */
  kind: "same" | "taken" | "older" | "public_key" | "named";
  /** An address the person had, and until when; null: never had, only called by it. */
  former: FormerAddress | null;
}

export interface FormerAddress {
  address: string;
  until: number | null;
}

/** Under this key a person's times hold when anything else than the present address was said last. */
export const OTHER_EMAIL = "$other_email";

/**
 * Takes an event's word on somebody's address: the one said last by event time is the present one, and changing it releases the one
 * before. When it was said last stays for the caller to write down.
 */
export function takeAddress(person: Addressed, said: AddressSaid): AddressOutcome {
  const { address, at } = said;
  const { email: held, times } = person;
  if (address === held) {
    if (said.onlyNames) return { kind: "named", former: null };
    // Late news: it has been held for longer than was known, if nothing else was said in between.
    if (held !== null && at < (person.emailSince ?? at) && at > (times[OTHER_EMAIL] ?? -Infinity))
      person.emailSince = at;
    return { kind: "same", former: null };
  }
  if (held !== null && said.trust === "browser") return { kind: "public_key", former: null };
  if (held !== null && said.onlyNames)
    return { kind: "named", former: address === null ? null : { address, until: null } };
  const saidAt = times.email;
  if (saidAt !== undefined && saidAt > at) return { kind: "older", former: wasHeld(person, said) };

  if (saidAt !== undefined) times[OTHER_EMAIL] = Math.max(times[OTHER_EMAIL] ?? saidAt, saidAt);
  person.email = address;
  person.emailSince = address === null ? null : at;
  return { kind: "taken", former: held === null ? null : { address: held, until: at } };
}

function wasHeld(person: Addressed, { address, at }: AddressSaid): FormerAddress | null {
  const { emailSince: since, times } = person;
  times[OTHER_EMAIL] = Math.max(times[OTHER_EMAIL] ?? at, at);
  if (since !== null && since < at) person.emailSince = at;
  return address === null ? null : { address, until: since !== null && since > at ? since : at };
}

/**
 * What two who are joined make of their addresses: whoever has one keeps it, as a public key can make somebody join and must not redirect
 * mail by that. The other one's becomes a former one.
 */
export function joinAddresses(from: Addressed, into: Addressed, at: number): AddressOutcome {
  if (from.email === null) return { kind: "named", former: null };
  if (from.email === into.email) {
    into.emailSince = earlier(from.emailSince, into.emailSince);
    return { kind: "same", former: null };
  }
  const isNewer = (into.times.email ?? -1) < (from.times.email ?? 0);
  if (into.email !== null || !isNewer) return { kind: "older", former: { address: from.email, until: at } };
  into.email = from.email;
  into.emailSince = from.emailSince;
  const other = from.times[OTHER_EMAIL] ?? into.times.email;
  if (other !== undefined) into.times[OTHER_EMAIL] = other;
  return { kind: "taken", former: null };
}

function earlier(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.min(one, other);
}

/** Of several who have an address now it is of the one who has had it longest; ids break ties, as in the database. */
export function hasHadLonger(one: Addressed & { id: string }, other: Addressed & { id: string }): boolean {
  const [a, b] = [one.emailSince ?? Infinity, other.emailSince ?? Infinity];
  return a < b || (a === b && one.id < other.id);
}
