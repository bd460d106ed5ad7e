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
    if (condition.kind !== "people") {
      own.add(condition, entity === "person" ? organisation : own);
      continue;
    }
    people.any = true;
    for (const nested of condition.all) people.add(nested, own);
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

  add(condition: Exclude<Condition, { kind: "people" }>, organisation: Collected): void {
    if (condition.kind === "attribute") {
      const target = condition.of === "organisation" ? organisation : this;
      target.any = true;
      for (const key of builtInReads(condition.attribute)) target.attributes.add(key);
    } else if (condition.kind === "event") this.events.add(condition.event);
    else
      this.memberships.set(`${condition.of} ${condition.slug}`, { kind: condition.of, slug: condition.slug });
  }

  list(): OwnReads {
    return {
      attributes: [...this.attributes],
      events: [...this.events],
      memberships: [...this.memberships.values()],
    };
  }
}
