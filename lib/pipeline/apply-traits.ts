import type { NewsEvent, Trait } from "@/lib/pipeline/schema";
import { roomFor } from "@/lib/profiles/room-for";
import type { Customer, IgnoredReason } from "@/lib/profiles/schema";
import { setAttribute } from "@/lib/profiles/set-attribute";

/**
 * Takes over what an identify or group call says of a customer, each value as of the event's own time. A group's `name` is its
 * organization_name. A browser cannot change the email of somebody who has one.
 */
export function applyTraits(customer: Customer, event: NewsEvent, traits: readonly Trait[]): void {
  const room = roomFor(customer);
  for (const { key, value, not } of traits) {
    if (not) {
      ignore(customer, { key, value }, event, not);
      continue;
    }
    if (!room.has(key, value)) {
      if (value !== null) ignore(customer, { key, value }, event, "full");
      continue;
    }
    if (
      key === "email" &&
      customer.entity === "person" &&
      typeof value === "string" &&
      !takeEmail(customer, value, event)
    )
      continue;
    setAttribute(customer, key, value, event.occurredAt, { kind: "event", id: event.id });
  }
}

function takeEmail(customer: Customer, value: string, event: NewsEvent): boolean {
  if (value === customer.email) return true;
  if (event.trust === "browser" && customer.email !== null) {
    ignore(customer, { key: "email", value }, event, "public_key");
    return false;
  }
  const heldSince = customer.times.email;
  if (heldSince !== undefined && heldSince > event.occurredAt.getTime()) {
    ignore(customer, { key: "email", value }, event, "older");
    return false;
  }
  customer.email = value;
  customer.touched = true;
  return true;
}

function ignore(
  customer: Customer,
  { key, value }: Pick<Trait, "key" | "value">,
  event: NewsEvent,
  reason: IgnoredReason,
): void {
  const cause = { kind: "event", id: event.id } as const;
  customer.ignored.push({ key, value, at: event.occurredAt, reason, cause });
}
