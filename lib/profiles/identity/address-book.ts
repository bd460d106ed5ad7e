import {
  type Addressed,
  type AddressSaid,
  type FormerAddress,
  hasHadLonger,
  joinAddresses,
  takeAddress,
} from "@/lib/profiles/identity/present-address";

export type AddressedPerson = Addressed & { id: string };

/** Whose an address was, and until when; null: they were only called by it. */
export interface FormerHolder {
  personId: string;
  until: number | null;
}

/**
 * Whose each address is while a batch is read: of those who have it now, the one who has had it longest; where nobody has, whoever had it
 * last. People are changed in place.
 */
export class AddressBook<Person extends AddressedPerson> {
  /** Address -> who has it last, as far as this batch has changed it. */
  readonly changed = new Map<string, FormerHolder>();
  /** Whether anything that decides whose an address is has changed. */
  hasMoved = false;
  /** Addresses whose holders at the beginning have all left: it may now belong to somebody who is not in the book. */
  readonly left = new Set<string>();
  private readonly holders = new Map<string, Set<Person>>();
  /** Who had each address at the beginning, and has held it all along. */
  private readonly firstHolders = new Map<string, Set<Person>>();

  constructor(
    people: Iterable<Person>,
    private readonly formers: ReadonlyMap<string, FormerHolder>,
  ) {
    for (const person of people) {
      list(this.holders, person);
      list(this.firstHolders, person);
    }
  }

  /** Who has it now. */
  ownerOf(address: string | null): Person | null {
    let owner: Person | null = null;
    for (const person of (address !== null && this.holders.get(address)) || [])
      if (!owner || hasHadLonger(person, owner)) owner = person;
    return owner;
  }

  formerHolderOf(address: string): string | null {
    return (this.changed.get(address) ?? this.formers.get(address))?.personId ?? null;
  }

  /** Takes an event's word on the person's address. */
  say(person: Person, said: AddressSaid): void {
    const { email, emailSince } = person;
    const { kind, former } = takeAddress(person, said);
    if (kind === "same" || kind === "taken") person.times.email = Math.max(person.times.email ?? 0, said.at);
    this.follow(person, email, emailSince);
    if (former) this.note(former, person);
  }

  /** One person turned out to be another. */
  join(from: Person, into: Person, at: number): void {
    const { email, emailSince } = into;
    if (from.email !== null) {
      this.holders.get(from.email)?.delete(from);
      this.leave(from.email, from);
    }
    const { kind, former } = joinAddresses(from, into, at);
    if (kind === "same" || kind === "taken")
      into.times.email = Math.max(into.times.email ?? 0, from.times.email ?? 0);
    this.follow(into, email, emailSince);
    if (former) this.note(former, into);
  }

  private follow(person: Person, email: string | null, emailSince: number | null): void {
    if (person.email === email && person.emailSince === emailSince) return;
    this.hasMoved = true;
    if (email !== null) this.leave(email, person);
    if (person.email === email) return;
    if (email !== null) this.holders.get(email)?.delete(person);
    list(this.holders, person);
  }

  private leave(address: string, person: Person): void {
    const first = this.firstHolders.get(address);
    if (first?.delete(person) && first.size === 0) this.left.add(address);
  }

  private note({ address, until }: FormerAddress, { id: personId }: Person): void {
    const known = this.changed.get(address) ?? this.formers.get(address);
    if (known && (until === null || (known.until ?? -Infinity) > until)) return;
    if (known?.personId === personId && known.until === until) return;
    this.hasMoved = true;
    this.changed.set(address, { personId, until });
  }
}

function list<Person extends AddressedPerson>(holders: Map<string, Set<Person>>, person: Person): void {
  if (person.email === null) return;
  holders.set(person.email, (holders.get(person.email) ?? new Set()).add(person));
}
