import type { Asks } from "@/lib/audiences/conditions/entry";
import { asks } from "@/lib/audiences/conditions/kinds";
import type { Condition, Filter, MembershipCondition } from "@/lib/audiences/schema";
import { builtInReads } from "@/lib/profiles/attributes/built-ins";
import type { Entity } from "@/lib/profiles/schema";

/** A programme whose standings a filter reads. */
export interface ReadProgramme {
  kind: MembershipCondition["of"];
  slug: string;
}

/** What a filter reads of one customer. A star in an attribute's key stands for any words: use readsAttribute(). */
export interface OwnReads {
  attributes: string[];
  events: string[];
  memberships: ReadProgramme[];
}

/** Everything that a filter's answer depends on, besides the time: a customer for whom none of it changed need not be looked at again. */
export interface Reads extends OwnReads {
  /** Of the organisation of a person. */
  organisationAttributes: string[];
  /** Of the people of an organisation. */
  people: OwnReads | null;
  /** Whether what happens to another customer (the organisation, its people) can change the answer. */
  readsOtherSide: boolean;
}

/** What a filter, or a list of conditions, depends on. An organisation's own organisation is itself. */
export function reads(asked: Filter | readonly Condition[], entity: Entity = "person"): Reads {
  const conditions = "any" in asked ? asked.any.flatMap((group) => group.all) : asked;
  const own = new Collected();
  const organisation = new Collected();
  const people = new Collected();
  for (const condition of conditions) {
    const { ofPeople, ...asked } = asks(condition);
    own.add(asked, entity === "person" ? organisation : own);
    if (!ofPeople) continue;
    people.any = true;
    for (const nested of ofPeople) people.add(asks(nested), own);
  }
  return {
    ...own.list(),
    organisationAttributes: organisation.list().attributes,
    people: people.any ? people.list() : null,
    readsOtherSide: people.any || organisation.any,
  };
}

/** Whether one of the keys that a filter reads stands for this stored attribute. */
export function readsAttribute(keys: readonly string[], attribute: string): boolean {
  return keys.some((key) => {
    const star = key.indexOf("*");
    if (star < 0) return key === attribute;
    const [head, tail] = [key.slice(0, star), key.slice(star + 1)];
    return attribute.startsWith(head) && attribute.endsWith(tail) && attribute.length >= key.length - 1;
  });
}

class Collected {
  any = false;
  private readonly attributes = new Set<string>();
  private readonly events = new Set<string>();
  private readonly memberships = new Map<string, ReadProgramme>();

  add({ attribute, event, programme, ...others }: Omit<Asks, "ofPeople">, organisation: Collected): void {
    // Nothing is asked after that is not read: a further thing is an error of types here.
    others satisfies Record<string, never>;
    if (attribute) {
      const target = attribute.of === "organisation" ? organisation : this;
      target.any = true;
      for (const key of builtInReads(attribute.attribute)) target.attributes.add(key);
    }
    if (event) this.events.add(event.event);
    if (programme) {
      const { of: kind, slug } = programme;
      this.memberships.set(`${kind} ${slug}`, { kind, slug });
    }
  }

  list(): OwnReads {
    return {
      attributes: [...this.attributes],
      events: [...this.events],
      memberships: [...this.memberships.values()],
    };
  }
}
