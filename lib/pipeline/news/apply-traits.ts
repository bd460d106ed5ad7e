import type { NewsEvent, Trait } from "@/lib/pipeline/schema";
import { roomFor } from "@/lib/profiles/attributes/room-for";
import { setAttribute } from "@/lib/profiles/attributes/set-attribute";
import type { Customer, IgnoredReason } from "@/lib/profiles/schema";

/**
 * Takes over what an identify or group call says of a customer, each value as of the event's own time. A group's `name` is its
 * organization_name. A person's address has rules of its own.
 */
export function applyTraits(customer: Customer, event: NewsEvent, traits: readonly Trait[]): void {
  const room = roomFor(customer);
  for (const { key, value, not } of traits) {
    if (not) {
      ignore(customer, { key, value }, event, not);
      continue;
    }
    if (key === "email" && customer.entity === "person") continue;
    if (!room.has(key, value)) {
      if (value !== null) ignore(customer, { key, value }, event, "full");
      continue;
    }
    setAttribute(customer, key, value, event.occurredAt, { kind: "event", id: event.id });
  }
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
