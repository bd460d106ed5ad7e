import { addressSaid, isEmailName } from "@/lib/email-address";
import { bounds } from "@/lib/events/bounds";
import { checkTraits } from "@/lib/events/check-traits";
import { isLargerThan } from "@/lib/events/event-size";
import { eventTime } from "@/lib/events/event-time";
import { findUnstorable } from "@/lib/events/find-unstorable";
import { idOf, messageIdOf } from "@/lib/events/id-of";
import {
  type CheckedEvent,
  type EventType,
  eventTypes,
  isFields,
  isNone,
  MOST_OF_A_FIELD,
  type Refusal,
  type Refuse,
  type Trust,
} from "@/lib/events/schema";
import { Unreadable } from "@/lib/events/unreadable";

/** What is known of an item besides the item itself. */
export interface Arrival {
  receivedAt: Date;
  trust: Trust;
  /** What the path said it is; a batch's items say it themselves. */
  type?: EventType | undefined;
  /** Of the whole batch; an item's own go first. */
  sentAt?: unknown;
  context?: unknown;
  /** What the batch's context adds to the size of each event. */
  contextBytes?: number;
  /** The text it came in could hold characters that cannot be stored. */
  checkText: boolean;
  /** The text it came in was longer than one event may be. */
  checkSize: boolean;
}

type Fields = Record<string, unknown>;
const NONE: Readonly<Fields> = Object.freeze({});
const LONG_EMAIL = `An email address may have ${bounds.emailLength.most} characters at most.`;

/** What a call must be to count as something that happened; whatever is wrong with it is named by field, and only that call is lost. */
export function checkEvent(item: unknown, arrival: Arrival): { event: CheckedEvent } | { refusal: Refusal } {
  if (item instanceof Unreadable) return { refusal: item.refusal };
  if (!isFields(item)) return { refusal: { field: "item", sentence: "An event is a JSON object." } };
  const unstorable = findUnstorable(item, arrival.checkText);
  if (unstorable)
    return { refusal: { ...unstorable, field: (unstorable.field || "item").slice(0, MOST_OF_A_FIELD) } };
  if (arrival.checkSize && isLargerThan(bounds.eventBytes.most - (arrival.contextBytes ?? 0), item)) {
    return {
      refusal: { field: "item", sentence: `An event may have ${bounds.eventBytes.most / 1024} KB at most.` },
    };
  }
  const refusals: Refusal[] = [];
  const event = read(item, arrival, (field, sentence) => {
    refusals.push({ field, sentence });
    return null;
  });
  const [refusal] = refusals;
  return event && !refusal
    ? { event }
    : { refusal: refusal ?? { field: "item", sentence: "This is not an event." } };
}

function read(item: Fields, arrival: Arrival, refuse: Refuse): CheckedEvent | null {
  const type = arrival.type ?? eventTypes.find((known) => known === item.type);
  if (!type) return refuse("type", `It must be one of ${eventTypes.join(", ")}.`);
  if (type === "alias" && arrival.trust === "browser")
    return refuse("type", "A key used in browsers is public and cannot alias.");
  const context = contextOf(item, arrival, refuse);
  const body = bodyOf(type, item, context, refuse);
  const occurredAt = eventTime(
    {
      timestamp: firstSaid(item.timestamp, item.originalTimestamp),
      sentAt: firstSaid(item.sentAt, arrival.sentAt),
    },
    arrival.receivedAt,
  );
  if (!(occurredAt instanceof Date)) return refuse(occurredAt.field, occurredAt.sentence);

  const userId = idOf(item.userId, "userId", refuse);
  const anonymousId = idOf(item.anonymousId, "anonymousId", refuse);
  const email = emailOf(type, body, context, userId === null && anonymousId === null, refuse);
  if (type === "identify" || type === "group") checkTraits({ type, userId }, body, refuse);
  const groupId =
    type === "group"
      ? idOf(item.groupId, "groupId", refuse)
      : idOf(context.groupId, "context.groupId", refuse);
  const previousId = type === "alias" ? idOf(item.previousId, "previousId", refuse) : null;

  if (type === "alias" && userId === null) return refuse("userId", "An alias needs the userId that stays.");
  if (type === "alias" && previousId === null)
    return refuse("previousId", "An alias needs the previousId that joins it.");
  if (type === "group" && groupId === null) return refuse("groupId", "A group call needs a groupId.");
  if (userId === null && anonymousId === null && email === null) {
    return refuse("userId", "It says of nobody that it happened: send a userId, an anonymousId or an email.");
  }
  const name = nameOf(type, item, refuse);
  const messageId = messageIdOf(item.messageId, refuse);
  const imported = isFields(context.trig) && context.trig.import === true;
  return {
    messageId,
    type,
    name,
    userId,
    anonymousId,
    email,
    groupId,
    previousId,
    body,
    context,
    occurredAt,
    imported,
  };
}

function contextOf(item: Fields, arrival: Arrival, refuse: Refuse): Fields {
  const own = fieldsOf(item.context, "context", refuse);
  if (!isFields(arrival.context)) return own;
  const context = { ...arrival.context, ...own };
  for (const key of ["traits", "trig"]) {
    const ofAll = arrival.context[key];
    if (isFields(ofAll) && own[key] !== undefined) context[key] = joined(ofAll, own[key]);
  }
  return context;
}

function bodyOf(type: EventType, item: Fields, context: Fields, refuse: Refuse): Fields {
  if (type === "alias") return NONE;
  if (type === "group") return fieldsOf(item.traits, "traits", refuse);
  if (type === "identify") return traitsOf(item, context, refuse);
  const properties = fieldsOf(item.properties, "properties", refuse);
  if (type === "track") return properties;
  const said: Fields = {};
  for (const key of ["name", "category"]) if (typeof item[key] === "string") said[key] = item[key];
  return { ...said, ...properties };
}

// Said in either place; what the call itself says is nearer.
function traitsOf(item: Fields, context: Fields, refuse: Refuse): Fields {
  const own = fieldsOf(item.traits, "traits", refuse);
  if (own === NONE) return fieldsOf(context.traits, "context.traits", refuse);
  return isFields(context.traits) ? joined(context.traits, own) : own;
}

function joined(farther: Fields, nearer: unknown): Fields {
  return isFields(nearer) ? { ...farther, ...nearer } : farther;
}

function nameOf(type: EventType, item: Fields, refuse: Refuse): string | null {
  if (type === "page") return "Page Viewed";
  if (type === "screen") return "Screen Viewed";
  if (type !== "track") return null;
  const { event } = item;
  if (typeof event !== "string" || event.trim() === "")
    return refuse("event", "A track call needs the name of what happened.");
  if (event.length > bounds.eventNameLength.most)
    return refuse("event", `It may have ${bounds.eventNameLength.most} characters at most.`);
  return event;
}

// A track call's own email may be somebody else's (an invitation sent); it names the customer only when nothing else does.
function emailOf(
  type: EventType,
  body: Fields,
  context: Fields,
  nothingElse: boolean,
  refuse: Refuse,
): string | null {
  const traits = isFields(context.traits) ? context.traits : NONE;
  refuseLongEmails(traits, "context.traits", refuse);
  const ofPerson = addressSaid(traits) ?? null;
  if (type === "identify") return addressSaid(body) ?? ofPerson;
  if (type === "group" || type === "alias" || !nothingElse || ofPerson !== null) return ofPerson;
  refuseLongEmails(body, "properties", refuse);
  return addressSaid(body) ?? null;
}

function refuseLongEmails(fields: Fields, place: string, refuse: Refuse): void {
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value === "string" && value.length > bounds.emailLength.most && isEmailName(name))
      refuse(`${place}.${name}`, LONG_EMAIL);
  }
}

function fieldsOf(value: unknown, field: string, refuse: Refuse): Fields {
  if (isFields(value)) return value;
  if (!isNone(value)) refuse(field, "It must be an object of named values.");
  return NONE;
}

function firstSaid(nearer: unknown, farther: unknown): unknown {
  return isNone(nearer) ? farther : nearer;
}
