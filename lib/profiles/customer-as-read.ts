import type { Customer, Entity } from "@/lib/profiles/schema";

/** A customer as just read from the table, nothing changed yet. */
export function customerAsRead(
  entity: Entity,
  id: string,
  attributes: Record<string, unknown>,
  times: Record<string, number>,
  lastSeenAt: Date,
): Customer {
  return {
    entity,
    id,
    attributes: { ...attributes },
    before: attributes,
    looked: attributes,
    times: { ...times },
    email: null,
    emailSince: null,
    userId: null,
    suppressed: false,
    primaryOrganisationId: null,
    lastSeenAt,
    changes: [],
    ignored: [],
    touched: false,
    timed: false,
    seen: false,
  };
}
