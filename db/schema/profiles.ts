import { sql } from "drizzle-orm";
import { boolean, index, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { Entity } from "@/lib/profiles/schema";
import { instant, owned } from "./columns";

type Attributes = Record<string, unknown>;

/** A customer's user. */
export const people = pgTable(
  "people",
  {
    ...owned(),
    /** The user ID it was first known by; all of them are in identities. */
    userId: text("user_id"),
    /** The present address, in lower case. Several people may have one; it is of the one who has had it longest. */
    email: text("email"),
    /** Since when the address is the present one without a break, by event time. */
    emailSince: instant("email_since"),
    attributes: jsonb("attributes").$type<Attributes>().notNull().default({}),
    /** Attribute key -> event time in epoch milliseconds at which its value, or that it has none, was said last: an older call never overwrites it. */
    attributeTimes: jsonb("attribute_times").$type<Record<string, number>>().notNull().default({}),
    primaryOrganisationId: text("primary_organisation_id"),
    firstSeenAt: instant("first_seen_at").notNull(),
    lastSeenAt: instant("last_seen_at").notNull(),
    /** No message is sent to this person: complaint, bounce, opt-out. */
    suppressedAt: instant("suppressed_at"),
    /** This person turned out to be another one; that row lives on. */
    mergedInto: text("merged_into"),
  },
  (t) => [
    index("people_workspace").on(t.workspaceId, t.id).where(sql`merged_into is null`),
    // Whose an address is, and search by the beginning of one.
    index("people_address")
      .on(t.workspaceId, sql`email text_pattern_ops`, t.emailSince, t.id)
      .where(sql`email is not null and merged_into is null`),
    index("people_recent").on(t.workspaceId, t.lastSeenAt, t.id).where(sql`merged_into is null`),
    index("people_organisation").on(t.workspaceId, t.primaryOrganisationId),
    // Search by the beginning of the full name or of the last name, whatever was sent as a name: no index holds a page of text.
    index("people_full_name").on(
      t.workspaceId,
      sql`left(lower(coalesce(attributes->>'name', (attributes->>'first_name') || ' ' || (attributes->>'last_name'), attributes->>'first_name')), 200) text_pattern_ops`,
    ),
    index("people_last_name")
      .on(t.workspaceId, sql`left(lower(attributes->>'last_name'), 200) text_pattern_ops`)
      .where(sql`attributes ? 'last_name'`),
  ],
);

/** A customer's company: the unit that pays. */
export const organisations = pgTable(
  "organisations",
  {
    ...owned(),
    groupId: text("group_id").notNull(),
    domain: text("domain"),
    attributes: jsonb("attributes").$type<Attributes>().notNull().default({}),
    attributeTimes: jsonb("attribute_times").$type<Record<string, number>>().notNull().default({}),
    firstSeenAt: instant("first_seen_at").notNull(),
    lastSeenAt: instant("last_seen_at").notNull(),
    mergedInto: text("merged_into"),
  },
  (t) => [
    // Two calls that name the same group speak of the same organisation.
    uniqueIndex("organisations_group").on(t.workspaceId, t.groupId),
    index("organisations_workspace").on(t.workspaceId, t.id).where(sql`merged_into is null`),
    index("organisations_recent").on(t.workspaceId, t.lastSeenAt, t.id).where(sql`merged_into is null`),
    // Search by the beginning of the name.
    index("organisations_name").on(
      t.workspaceId,
      sql`left(lower(coalesce(attributes->>'organization_name', attributes->>'name')), 200) text_pattern_ops`,
    ),
  ],
);

/**
 * A name that a person is known by. One name never belongs to two people. The addresses that people have now are on their own rows; here is
 * who had one formerly, or was called by one.
 */
export const identities = pgTable(
  "identities",
  {
    workspaceId: text("workspace_id").notNull(),
    kind: text("kind").$type<"user_id" | "anonymous_id" | "email">().notNull(),
    value: text("value").notNull(),
    personId: text("person_id").notNull(),
    createdAt: instant("created_at").notNull(),
    /** Of an address, until when they had it; null: they were only called by it. */
    until: instant("until"),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.kind, t.value] }),
    index("identities_person").on(t.workspaceId, t.personId),
    // Search by the beginning of an email address or a user ID.
    index("identities_search").on(t.workspaceId, sql`lower(value) text_pattern_ops`),
  ],
);

/** A person belongs to an organisation. */
export const memberships = pgTable(
  "memberships",
  {
    workspaceId: text("workspace_id").notNull(),
    personId: text("person_id").notNull(),
    organisationId: text("organisation_id").notNull(),
    primaryContact: boolean("primary_contact").notNull().default(false),
    since: instant("since").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.personId, t.organisationId] }),
    index("memberships_organisation").on(t.workspaceId, t.organisationId, t.personId),
  ],
);

/** The catalogue: an attribute that has been seen or made, under its fixed key. */
export const attributes = pgTable(
  "attributes",
  {
    ...owned(),
    entity: text("entity").$type<Entity>().notNull(),
    /** snake_case, fixed at creation; what conditions and placeholders refer to. */
    key: text("key").notNull(),
    aliases: text("aliases").array().notNull().default(sql`'{}'`),
    /** A lens: values stay as they came, and one that does not fit reads as no value. */
    type: text("type").$type<"text" | "number" | "boolean" | "date" | "json">().notNull(),
    kind: text("kind").$type<"ingested" | "activity" | "rolled_up" | "calculated" | "trig_set">().notNull(),
    /** Who may write it: source (events), crm, trig (our own actions). */
    owner: text("owner").$type<"source" | "crm" | "trig">().notNull(),
    /** Where it was first seen: id of the key or integration, or of the programme. */
    source: text("source").notNull(),
    lastSeenAt: instant("last_seen_at").notNull(),
  },
  (t) => [uniqueIndex("attributes_key").on(t.workspaceId, t.entity, t.key)],
);

/** An attribute of a customer changed: what it was, what it is, when and why. */
export const attributeChanges = pgTable(
  "attribute_changes",
  {
    ...owned(),
    customerId: text("customer_id").notNull(),
    key: text("key").notNull(),
    old: jsonb("old"),
    new: jsonb("new"),
    changedAt: instant("changed_at").notNull(),
    /** What caused it: { kind: "event", id } or { kind: "action", id: delivery } or { kind: "merge", id: person }. */
    cause: jsonb("cause").$type<{ kind: "event" | "action" | "merge"; id: string }>().notNull(),
  },
  (t) => [
    index("attribute_changes_customer").on(t.workspaceId, t.customerId, t.changedAt),
    index("attribute_changes_key").on(t.workspaceId, t.customerId, t.key, t.changedAt, t.id),
  ],
);

/** The last value of an attribute that arrived and was not taken over, so that somebody who misses it can be told why. */
export const ignoredValues = pgTable(
  "ignored_values",
  {
    workspaceId: text("workspace_id").notNull(),
    customerId: text("customer_id").notNull(),
    key: text("key").notNull(),
    value: jsonb("value"),
    /** As of when it was said. */
    at: instant("at").notNull(),
    /** In lib/profiles/schema.ts. */
    reason: text("reason").$type<"older" | "public_key" | "no_address" | "own_name" | "full">().notNull(),
    cause: jsonb("cause").$type<{ kind: "event" | "action" | "merge"; id: string }>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.customerId, t.key] })],
);

/** A customer who has to be looked at again because something near them changed. Coalesced: one row however often. */
export const customerMarks = pgTable(
  "customer_marks",
  {
    workspaceId: text("workspace_id").notNull(),
    entity: text("entity").$type<Entity>().notNull(),
    customerId: text("customer_id").notNull(),
    markedAt: instant("marked_at").notNull(),
    /** False while only imported history changed: then the look takes note and lets nobody in. */
    mayEnter: boolean("may_enter").notNull().default(true),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.entity, t.customerId] })],
);
