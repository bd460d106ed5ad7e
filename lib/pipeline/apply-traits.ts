import { toAttributeKey } from "@/lib/attribute-names";
import type { NewsEvent } from "@/lib/pipeline/schema";
import type { SeenAttribute } from "@/lib/profiles/note-attributes";
import type { Customer } from "@/lib/profiles/schema";
import { setAttribute } from "@/lib/profiles/set-attribute";
import { canonicalValue } from "@/lib/profiles/values";

const ADDRESS = /^[^\s@]+@[^\s@]+$/;

/**
 * Takes over what an identify or group call says of a customer, each value as of the event's own time. A group's `name` is its
 * organization_name. A browser cannot change the email of somebody who has one.
 */
export function applyTraits(customer: Customer, event: NewsEvent): SeenAttribute[] {
  const seen: SeenAttribute[] = [];
  for (const [name, raw] of Object.entries(event.body)) {
    const key = keyOf(customer, name);
    if (key === null) continue;
    const value =
      key === "email" && typeof raw === "string" ? raw.trim().toLowerCase() : canonicalValue(raw, key);
    if (value === undefined) continue;
    // What is no address is kept as the value it is, so that it can be seen; nothing is sent to it.
    const isAddress = typeof value === "string" && ADDRESS.test(value);
    if (key === "email" && customer.entity === "person" && isAddress && !takeEmail(customer, value, event))
      continue;
    setAttribute(customer, key, value, event.occurredAt, { kind: "event", id: event.id });
    const owner = event.trust === "crm" ? "crm" : "source";
    seen.push({ entity: customer.entity, key, spelling: name, value, source: event.source, owner });
  }
  return seen;
}

function keyOf(customer: Customer, name: string): string | null {
  const key = toAttributeKey(name);
  return customer.entity === "organisation" && key === "name" ? "organization_name" : key;
}

function takeEmail(customer: Customer, value: string, event: NewsEvent): boolean {
  if (value === customer.email) return true;
  if (event.trust === "browser" && customer.email !== null) {
    ignore(customer, value, event, "public_key");
    return false;
  }
  const heldSince = customer.times.email;
  if (heldSince !== undefined && heldSince > event.occurredAt.getTime()) {
    ignore(customer, value, event, "older");
    return false;
  }
  customer.email = value;
  customer.touched = true;
  return true;
}

function ignore(customer: Customer, email: string, event: NewsEvent, reason: "older" | "public_key"): void {
  const cause = { kind: "event", id: event.id } as const;
  customer.ignored.push({ key: "email", value: email, at: event.occurredAt, reason, cause });
}
