/** A name that a person is known by. */
export interface Identity {
  kind: "user_id" | "anonymous_id" | "email";
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
  previousId: string | null;
}

export interface KnownPerson {
  id: string;
  hasUserId: boolean;
  hasEmail: boolean;
}

/** Who each event is about, and what has to be written so that it stays so. */
export interface Resolution {
  /** Event id -> person id; null for a visitor nobody has identified yet. */
  personOf: Map<string, string | null>;
  born: string[];
  links: { identity: Identity; personId: string }[];
  merges: { from: string; into: string }[];
}

export const identityKey = (identity: Identity) => `${identity.kind}:${identity.value}`;

/**
 * Says whom each event is about, in the order given. An email or a user ID makes a person. Names join: an anonymous ID or an email of
 * somebody without a user ID goes over to the person named with it. Two different user IDs are two people unless an alias says otherwise,
 * and keys used in browsers can neither alias nor change the email of an identified person.
 */
export function resolveIdentities(
  events: readonly NamedEvent[],
  known: ReadonlyMap<string, KnownPerson>,
  makeId: () => string,
): Resolution {
  const owners = new Map<string, KnownPerson>(known);
  const mergedInto = new Map<string, KnownPerson>();
  const resolution: Resolution = { personOf: new Map(), born: [], links: [], merges: [] };

  const find = (kind: Identity["kind"], value: string | null): KnownPerson | null => {
    let person = value === null ? undefined : owners.get(identityKey({ kind, value }));
    while (person && mergedInto.has(person.id)) person = mergedInto.get(person.id);
    return person ?? null;
  };
  const create = (): KnownPerson => {
    const person = { id: makeId(), hasUserId: false, hasEmail: false };
    resolution.born.push(person.id);
    return person;
  };
  const link = (kind: Identity["kind"], value: string, person: KnownPerson) => {
    owners.set(identityKey({ kind, value }), person);
    resolution.links.push({ identity: { kind, value }, personId: person.id });
    if (kind === "user_id") person.hasUserId = true;
    if (kind === "email") person.hasEmail = true;
  };
  const merge = (from: KnownPerson, into: KnownPerson) => {
    mergedInto.set(from.id, into);
    into.hasUserId ||= from.hasUserId;
    into.hasEmail ||= from.hasEmail;
    resolution.merges.push({ from: from.id, into: into.id });
  };
  /** Gives a name to a person unless it belongs to someone who has a user ID of their own. */
  const claim = (kind: Identity["kind"], value: string, person: KnownPerson) => {
    const owner = find(kind, value);
    if (!owner) link(kind, value, person);
    else if (owner.id !== person.id && !owner.hasUserId) merge(owner, person);
  };

  const alias = (event: NamedEvent, previousId: string, userId: string): KnownPerson => {
    const previous = find("user_id", previousId) ?? find("anonymous_id", previousId);
    const target = find("user_id", userId) ?? previous ?? create();
    if (!find("user_id", userId)) link("user_id", userId, target);
    if (previous && previous.id !== target.id) merge(previous, target);
    if (!previous) {
      link("user_id", previousId, target);
      link("anonymous_id", previousId, target);
    }
    if (event.anonymousId) claim("anonymous_id", event.anonymousId, target);
    return target;
  };
  const byUserId = (event: NamedEvent, userId: string): KnownPerson => {
    let person = find("user_id", userId);
    if (!person) {
      const nameless = [find("email", event.email), find("anonymous_id", event.anonymousId)];
      person = nameless.find((candidate) => candidate && !candidate.hasUserId) ?? create();
      link("user_id", userId, person);
    }
    if (event.anonymousId) claim("anonymous_id", event.anonymousId, person);
    if (event.email && (event.trust !== "browser" || !person.hasEmail)) claim("email", event.email, person);
    return person;
  };
  const byEmail = (event: NamedEvent, email: string): KnownPerson => {
    const device = find("anonymous_id", event.anonymousId);
    let person = find("email", email);
    if (!person) {
      person = device && !device.hasEmail ? device : create();
      link("email", email, person);
    }
    if (event.anonymousId && !device) link("anonymous_id", event.anonymousId, person);
    return person;
  };

  for (const event of events) {
    let person: KnownPerson | null;
    if (event.type === "alias" && event.previousId && event.userId && event.trust !== "browser") {
      person = alias(event, event.previousId, event.userId);
    } else if (event.userId) person = byUserId(event, event.userId);
    else if (event.email) person = byEmail(event, event.email);
    else person = find("anonymous_id", event.anonymousId);
    resolution.personOf.set(event.id, person?.id ?? null);
  }
  // A visitor whom a later event of the batch names has done what came before, too.
  for (const event of events) {
    if (resolution.personOf.get(event.id) !== null) continue;
    resolution.personOf.set(event.id, find("anonymous_id", event.anonymousId)?.id ?? null);
  }
  for (const [eventId, personId] of resolution.personOf) {
    const survivor = personId === null ? undefined : mergedInto.get(personId);
    if (!survivor) continue;
    let last = survivor;
    for (let next = mergedInto.get(last.id); next; next = mergedInto.get(last.id)) last = next;
    resolution.personOf.set(eventId, last.id);
  }
  return resolution;
}
