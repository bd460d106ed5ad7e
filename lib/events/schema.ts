/*
 * The words of arrival.
 *   event      something happened: a call in the shape of Segment's HTTP API that was checked and kept. Never changed afterwards.
 *   message    what a sender sent once; its messageId tells a repetition from a second event. Kept in mind for 30 days.
 *   door       which way it came in: the key or integration, and what whoever holds it may do.
 *   trust      server (a key kept secret), browser (a key that anyone can read), crm (what it writes is CRM-owned).
 *   refusal    why an item was not accepted: the field, and a sentence for whoever sent it.
 *   imported   history brought in afterwards: it updates profiles and enters nobody.
 */
export const eventTypes = ["track", "identify", "group", "page", "screen", "alias"] as const;
export type EventType = (typeof eventTypes)[number];

export type Trust = "server" | "browser" | "crm";

/** Which way an event came in, and when. */
export interface Door {
  workspaceId: string;
  /** Id of the key or integration. */
  source: string;
  trust: Trust;
  receivedAt: Date;
}

/** An event that may be kept. */
export interface CheckedEvent {
  /** Null when the sender gave none: then every arrival is an event of its own. */
  messageId: string | null;
  type: EventType;
  name: string | null;
  userId: string | null;
  anonymousId: string | null;
  email: string | null;
  groupId: string | null;
  previousId: string | null;
  body: Record<string, unknown>;
  context: Record<string, unknown>;
  occurredAt: Date;
  imported: boolean;
}

export interface Refusal {
  field: string;
  sentence: string;
}

/** Notes that an item is refused, and why. */
export type Refuse = (field: string, sentence: string) => null;

/** One refused item of a request, by its place in the batch. */
export interface RefusedItem extends Refusal {
  index: number;
  excerpt: string;
}

/** Of the path that names what was refused. */
export const MOST_OF_A_FIELD = 255;
export const EARLIEST_EVENT_AT = Date.UTC(2000, 0, 1);

/** The one-letter paths of browser clients. */
const letters: Record<string, EventType | "batch"> = {
  t: "track",
  i: "identify",
  g: "group",
  p: "page",
  s: "screen",
  a: "alias",
  b: "batch",
};

/** What a path segment asks for; null when there is no such call. */
export function callOf(segment: string): EventType | "batch" | null {
  if (segment === "batch") return "batch";
  return (
    eventTypes.find((type) => type === segment) ??
    (Object.hasOwn(letters, segment) ? (letters[segment] ?? null) : null)
  );
}

/** Whether a JSON value is an object with named fields. */
export function isFields(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether a field says nothing. PHP writes an empty list of named values as []. */
export function isNone(value: unknown): boolean {
  return (
    value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0)
  );
}
