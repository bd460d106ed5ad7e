import { AddressBook, type AddressedPerson, type FormerHolder } from "@/lib/profiles/identity/address-book";
import { addressSaidBy } from "@/lib/profiles/identity/present-address";

/** A name that one person alone is known by. */
export interface Identity {
  kind: "user_id" | "anonymous_id";
  value: string;
}

/** The names that an event carries, and what its door may do with them. */
export interface NamedEvent {
  id: string;
  type: string;
  trust: "server" | "browser" | "crm";
  userId: string | null;
  anonymousId: string | null;
  email: string | null;
  /** What an identify call says the address is: null that there is none, undefined nothing. */
  saidEmail: string | null | undefined;
  previousId: string | null;
  occurredAt: Date;
}

export interface KnownPerson extends AddressedPerson {
  hasUserId: boolean;
}

/** What is known of whom a batch names. */
export interface Known {
  names: ReadonlyMap<string, KnownPerson>;
  /** Everybody named, and of each address who has it now or had it last. */
  people: readonly KnownPerson[];
  formers: ReadonlyMap<string, FormerHolder>;
}

/** Who each event is about, and what has to be written so that it stays so. */
export interface Resolution {
  /** Event id -> person id; null for a visitor nobody has identified yet. */
  personOf: Map<string, string | null>;
  /** Events that know their person only by an address they had formerly: it does not become the present one by that. */
  byFormerAddress: Set<string>;
  born: string[];
  links: { identity: Identity; personId: string }[];
  merges: { from: string; into: string }[];
  /** Address -> who had it last, where that is new. */
  formers: ReadonlyMap<string, FormerHolder>;
  /** Addresses that everybody known to have them has left. */
  leftAddresses: ReadonlySet<string>;
  /** Whether any address changes hands, or one went by who had it formerly. */
  movesAddresses: boolean;
}

export const identityKey = (identity: Identity) => `${identity.kind}:${identity.value}`;

/**
 * Says whom each event is about, in the order given. An email or a user ID makes a person. Names join: an anonymous ID or an email of
 * somebody without a user ID goes over to the person named with it. Two different user IDs are two people unless an alias says otherwise,
 * and keys used in browsers can neither alias nor change the email of an identified person. An address is whose it is now, and only where
 * nobody has it whoever had it last.
 */
export function resolveIdentities(
  events: readonly NamedEvent[],
  known: Known,
  makeId: () => string,
): Resolution {
  const owners = new Map<string, KnownPerson>(known.names);
  const people = new Map(known.people.map((person) => [person.id, person]));
  const addresses = new AddressBook(known.people, known.formers);
  const mergedInto = new Map<string, KnownPerson>();
  const byFormerAddress = new Set<string>();
  const personOf = new Map<string, string | null>();
  const [born, links, merges]: [string[], Resolution["links"], Resolution["merges"]] = [[], [], []];

  const survivor = (person: KnownPerson | undefined): KnownPerson | null => {
    let last = person;
    for (let next = last; next; next = mergedInto.get(next.id)) last = next;
    return last ?? null;
  };
  const find = (kind: Identity["kind"], value: string | null): KnownPerson | null =>
    value === null ? null : survivor(owners.get(identityKey({ kind, value })));
  const create = (): KnownPerson => {
    const person = { id: makeId(), hasUserId: false, email: null, emailSince: null, times: {} };
    born.push(person.id);
    people.set(person.id, person);
    return person;
  };
  const link = (kind: Identity["kind"], value: string, person: KnownPerson) => {
    owners.set(identityKey({ kind, value }), person);
    links.push({ identity: { kind, value }, personId: person.id });
    if (kind === "user_id") person.hasUserId = true;
  };
  const merge = (from: KnownPerson, into: KnownPerson, { occurredAt }: NamedEvent) => {
    mergedInto.set(from.id, into);
    into.hasUserId ||= from.hasUserId;
    addresses.join(from, into, occurredAt.getTime());
    merges.push({ from: from.id, into: into.id });
  };
  /** Joins whoever goes by another name of this person, unless they have a user ID of their own. */
  const claim = (owner: KnownPerson | null, person: KnownPerson, event: NamedEvent) => {
    if (owner && owner.id !== person.id && !owner.hasUserId) merge(owner, person, event);
  };
  const claimDevice = (person: KnownPerson, event: NamedEvent) => {
    if (event.anonymousId === null) return;
    const owner = find("anonymous_id", event.anonymousId);
    if (owner) claim(owner, person, event);
    else link("anonymous_id", event.anonymousId, person);
  };

  const alias = (event: NamedEvent, previousId: string, userId: string): KnownPerson => {
    const previous = find("user_id", previousId) ?? find("anonymous_id", previousId);
    const target = find("user_id", userId) ?? previous ?? create();
    if (!find("user_id", userId)) link("user_id", userId, target);
    if (previous && previous.id !== target.id) merge(previous, target, event);
    if (!previous) {
      link("user_id", previousId, target);
      link("anonymous_id", previousId, target);
    }
    claimDevice(target, event);
    return target;
  };
  const byUserId = (event: NamedEvent, userId: string): KnownPerson => {
    let person = find("user_id", userId);
    if (!person) {
      const nameless = [addresses.ownerOf(event.email), find("anonymous_id", event.anonymousId)];
      person = nameless.find((candidate) => candidate && !candidate.hasUserId) ?? create();
      link("user_id", userId, person);
    }
    claimDevice(person, event);
    if (event.trust !== "browser" || person.email === null)
      claim(addresses.ownerOf(event.email), person, event);
    return person;
  };
  const byEmail = (event: NamedEvent, email: string): KnownPerson => {
    const device = find("anonymous_id", event.anonymousId);
    const owner = addresses.ownerOf(email);
    const former = owner ? null : survivor(people.get(addresses.formerHolderOf(email) ?? ""));
    if (former) byFormerAddress.add(event.id);
    const person = owner ?? former ?? (device && device.email === null ? device : create());
    if (event.anonymousId && !device) link("anonymous_id", event.anonymousId, person);
    return person;
  };
  const resolve = (event: NamedEvent): KnownPerson | null => {
    const { userId, email, previousId, anonymousId } = event;
    if (event.type === "alias" && previousId && userId && event.trust !== "browser")
      return alias(event, previousId, userId);
    if (userId) return byUserId(event, userId);
    return email ? byEmail(event, email) : find("anonymous_id", anonymousId);
  };

  for (const event of events) {
    const person = resolve(event);
    const said = byFormerAddress.has(event.id) ? null : addressSaidBy(event);
    if (person && said) addresses.say(person, said);
    personOf.set(event.id, person?.id ?? null);
  }
  for (const event of events) {
    // A visitor whom a later event of the batch names has done what came before, too.
    const found = personOf.get(event.id) ?? find("anonymous_id", event.anonymousId)?.id ?? null;
    personOf.set(event.id, (found && survivor(people.get(found))?.id) ?? found);
  }
  const movesAddresses = addresses.hasMoved || byFormerAddress.size > 0;
  const { changed: formers, left: leftAddresses } = addresses;
  return { personOf, byFormerAddress, born, links, merges, formers, leftAddresses, movesAddresses };
}
