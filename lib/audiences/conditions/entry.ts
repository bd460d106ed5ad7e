import type {
  AttributeCondition,
  Attributes,
  Condition,
  EventCondition,
  EventFact,
  Facts,
  MembershipCondition,
  MembershipFact,
  PlainCondition,
} from "@/lib/audiences/schema";
import type { AttributeTypes } from "@/lib/profiles/attributes/attribute-types";
import type { Entity } from "@/lib/profiles/schema";

/** Whose facts a condition is asked of: a customer, or one of an organisation's people. */
export interface Subject {
  entity: Entity;
  types?: AttributeTypes;
  attributes: Attributes;
  organisation: Attributes;
  events: readonly EventFact[];
  memberships: readonly MembershipFact[];
  people: Facts["people"];
}

/** The moment of a look, and from when events count that name no window of their own. */
export interface Clock {
  t: number;
  zone: string;
  since: number;
  countsLate: (event: EventFact) => boolean;
}

/** One condition at one moment. */
export interface Look {
  verdict: boolean;
  saw: unknown;
  /** The first moment at which time alone changes the verdict. */
  next: number | null;
}

/** What a condition asks after: exactly one of these. Whatever is said about attributes, events or programmes is asked here, not of a kind. */
export interface Asks {
  attribute?: AttributeCondition;
  event?: EventCondition;
  programme?: MembershipCondition;
  /** Conditions that each of an organisation's people is asked. */
  ofPeople?: readonly PlainCondition[];
}

/** Of whom a condition was asked, and how a value is written for whoever reads it. */
export interface SeenBy {
  facts: Facts;
  valueWords(value: unknown): string;
  /** How many events at most were read beyond those that settle a condition. */
  eventsBeyond: number;
}

/** Two conditions that can never hold together, in a sentence. */
export interface Clash {
  message: string;
  fix?: string;
}

/**
 * Everything that depends on the kind of a condition but its SQL. A condition that holds others is handed how to ask, or to say, those:
 * `inner`.
 */
export interface ConditionEntry<C> {
  /** Whether it holds at a moment, what it saw, and when time alone turns it. */
  lookAt(condition: C, subject: Subject, clock: Clock, inner: LookAt): Look;
  /** Whether it is asked of what is at hand, not of a list that may be long. */
  isCheap: boolean;
  asks(condition: C): Asks;
  /** In plain words. Where a missing value counts as a match, it says so. */
  describe(condition: C, inner: (condition: Condition) => string): string;
  /** What makes a clause of these words: "whose" and "the customer's" before an attribute, "who" and "the customer" before what was done. */
  clause: { relative: "whose" | "who" | "with"; about: "the customer's " | "the customer " | "" };
  /** What it saw, in words. */
  seen(condition: C, saw: unknown, by: SeenBy): string;
  /** What happens once it holds, in words; null of what is no single happening. */
  happening(condition: C): string | null;
  /** Whether everybody who matches the first surely matches the second; no when it cannot tell. */
  implies(held: C, asked: C): boolean;
  /** Why no customer can match both; null when some may. */
  clash(earlier: C, later: C): Clash | null;
}

export type LookAt = (condition: Condition, subject: Subject, clock: Clock) => Look;
