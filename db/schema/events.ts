import { sql } from "drizzle-orm";
import { boolean, index, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant, owned } from "./columns";

/** Something happened, exactly as it was accepted. Never changed afterwards. */
export const events = pgTable(
  "events",
  {
    id: text("id").notNull(),
    workspaceId: text("workspace_id").notNull(),
    messageId: text("message_id").notNull(),
    type: text("type").$type<"track" | "identify" | "group" | "page" | "screen" | "alias">().notNull(),
    /** The name a condition refers to: of a track call its event, of a page or screen call "Page Viewed" or "Screen Viewed". Null for the others. */
    name: text("name"),
    userId: text("user_id"),
    anonymousId: text("anonymous_id"),
    email: text("email"),
    groupId: text("group_id"),
    previousId: text("previous_id"),
    /** Properties of track, page and screen; traits of identify and group. */
    body: jsonb("body").$type<Record<string, unknown>>().notNull(),
    context: jsonb("context").$type<Record<string, unknown>>().notNull(),
    /** When it happened: corrected for the sender's clock, never after receivedAt. */
    occurredAt: instant("occurred_at").notNull(),
    receivedAt: instant("received_at").notNull(),
    /** Which door it came through: the id of the key or integration, and what that may do. */
    source: text("source").notNull(),
    trust: text("trust").$type<"server" | "browser" | "crm">().notNull(),
    /** Imported history: updates profiles, enters nobody. */
    imported: boolean("imported").notNull().default(false),
  },
  // Ids sort by time, so that one index tells a workspace's events apart and which of them arrived last: arrival pays for each.
  (t) => [primaryKey({ columns: [t.workspaceId, t.id] })],
);

/** One row per message seen in the last 30 days: the same message is never accepted twice. */
export const eventDedupe = pgTable(
  "event_dedupe",
  {
    workspaceId: text("workspace_id").notNull(),
    messageId: text("message_id").notNull(),
    receivedAt: instant("received_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.messageId] })],
);

/** An accepted event that has not been applied yet. Deleted in the transaction that applies it. */
export const pendingEvents = pgTable("pending_events", {
  eventId: text("event_id").primaryKey(),
  workspaceId: text("workspace_id").notNull(),
  userId: text("user_id"),
  anonymousId: text("anonymous_id"),
  email: text("email"),
  receivedAt: instant("received_at").notNull(),
});

/** An item that was refused on arrival, kept for a week so that the sender can find out why. */
export const rejectedEvents = pgTable(
  "rejected_events",
  {
    ...owned(),
    source: text("source").notNull(),
    field: text("field").notNull(),
    sentence: text("sentence").notNull(),
    excerpt: text("excerpt").notNull(),
    receivedAt: instant("received_at").notNull(),
  },
  (t) => [
    index("rejected_events_recent").on(t.workspaceId, t.receivedAt),
    // In one order with the accepted ones: ids sort by time.
    index("rejected_events_arrival").on(t.workspaceId, t.id),
  ],
);

/** Whom an event counts for: a narrow row per applied event, which event counts read. */
export const occurrences = pgTable(
  "occurrences",
  {
    eventId: text("event_id").primaryKey(),
    workspaceId: text("workspace_id").notNull(),
    personId: text("person_id").notNull(),
    /** The organisation it counts for: context.groupId, else the person's primary one at that time. */
    organisationId: text("organisation_id"),
    name: text("name").notNull(),
    occurredAt: instant("occurred_at").notNull(),
    /**
     * When it was first applied to this customer, in the order of ids (lib/ids.ts): told apart from what was known when a pass began, it can
     * still count for its goal. Null for imported history.
     */
    applied: text("applied"),
  },
  (t) => [
    index("occurrences_person").on(t.workspaceId, t.personId, t.name, t.occurredAt),
    index("occurrences_organisation")
      .on(t.workspaceId, t.organisationId, t.name, t.occurredAt)
      .where(sql`organisation_id is not null`),
  ],
);

/** What an anonymous visitor did, waiting for the day we learn who it was. */
export const visitorEvents = pgTable(
  "visitor_events",
  {
    eventId: text("event_id").primaryKey(),
    workspaceId: text("workspace_id").notNull(),
    anonymousId: text("anonymous_id").notNull(),
    occurredAt: instant("occurred_at").notNull(),
  },
  (t) => [index("visitor_events_visitor").on(t.workspaceId, t.anonymousId)],
);
