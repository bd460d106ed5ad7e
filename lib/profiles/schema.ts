/*
 * The words of whom we know.
 *   person        a customer's user, known by user IDs, anonymous IDs and email addresses (identities).
 *   organisation  a customer's company. A person may belong to several and has one primary one.
 *   customer      either of them, as a programme sees it.
 *   attribute     a fact about a customer, under a fixed snake_case key. The catalogue lists the keys.
 *   visitor       an anonymous ID nobody has been identified by yet: kept with its events, no person.
 *   mark          a customer who has to be looked at again because something near them changed.
 */

export const entities = ["person", "organisation"] as const;
export type Entity = (typeof entities)[number];

/** What made an attribute change. */
export interface Cause {
  kind: "event" | "action" | "merge";
  id: string;
}

export interface AttributeChange {
  key: string;
  old: unknown;
  new: unknown;
  at: Date;
  cause: Cause;
}

/**
 * Why a value was not taken over. older: a newer value is held. public_key: a browser does not change the address of somebody who has
 * one. no_address: an email that is none. own_name: a name of Trig's own. full: the customer has as many attributes as one may have.
 */
export type IgnoredReason = "older" | "public_key" | "no_address" | "own_name" | "full";

/** A value that arrived and was not taken over. */
export interface IgnoredValue {
  key: string;
  value: unknown;
  at: Date;
  reason: IgnoredReason;
  cause: Cause;
}

/** Under this key a person's times hold when the primary organisation was named. */
export const PRIMARY_ORGANISATION = "$primary_organisation";

/** Whether a key of a customer's times is that of an attribute; those with a dollar are Trig's own notes. */
export function isAttributeTime(key: string): boolean {
  return !key.startsWith("$");
}

/** A customer whose row this transaction has locked: changed in memory, written once at the end. */
export interface Customer {
  entity: Entity;
  id: string;
  attributes: Record<string, unknown>;
  /** As they were when the row was locked. */
  before: Readonly<Record<string, unknown>>;
  /** As they were when the rules looked: what differs from it afterwards was written by actions. */
  looked: Readonly<Record<string, unknown>>;
  /** Key -> event time in epoch milliseconds at which the value held, or that there is none, was said last. */
  times: Record<string, number>;
  /** The present address. */
  email: string | null;
  /** Since when it is that without a break, by event time, in epoch milliseconds. */
  emailSince: number | null;
  userId: string | null;
  suppressed: boolean;
  primaryOrganisationId: string | null;
  lastSeenAt: Date;
  changes: AttributeChange[];
  ignored: IgnoredValue[];
  /** Attributes or something besides them (email, primary organisation) changed and has to be written. */
  touched: boolean;
  /** What is held was said again, at a later moment. */
  timed: boolean;
  /** Seen again, at a moment worth writing down. */
  seen: boolean;
}
