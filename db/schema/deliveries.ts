import { sql } from "drizzle-orm";
import { index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { ActionKind } from "@/lib/actions/schema";
import type { Channel } from "@/lib/channels/schema";
import { isHistoryKind } from "@/lib/deliveries/history";
import { isReason } from "@/lib/deliveries/reasons";
import type { Entity } from "@/lib/profiles/schema";
import { coded, instant, owned } from "./columns";

/** The ledger: one action for one recipient, from the decision to its outcome. Never deleted, never doubled. */
export const deliveries = pgTable(
  "deliveries",
  {
    ...owned(),
    enrolmentId: text("enrolment_id").notNull(),
    programmeId: text("programme_id").notNull(),
    version: integer("version").notNull(),
    /** The id of the action in the definition. */
    actionId: text("action_id").notNull(),
    moment: text("moment").$type<"entry" | "step" | "completion" | "exit">().notNull(),
    kind: text("kind").$type<ActionKind>().notNull(),
    channel: text("channel").$type<Channel>().notNull(),
    entity: text("entity").$type<Entity>().notNull(),
    customerId: text("customer_id").notNull(),
    /** The person a message goes to; null for team notes and updates. */
    personId: text("person_id"),
    /** Lower-case address, Slack channel, or attribute key; "" when there was none to be had. */
    recipient: text("recipient").notNull(),
    status: text("status")
      .$type<"waiting" | "held" | "sending" | "sent" | "done" | "skipped" | "failed" | "unconfirmed">()
      .notNull(),
    /** The one reason code of a row that was not sent; see lib/deliveries/reasons.ts. */
    reason: coded("reason", isReason),
    /** Of a message that was not sent because somebody else with this address got it: that delivery. */
    insteadId: text("instead_id"),
    decidedAt: instant("decided_at").notNull(),
    /** Not before this moment (sending window). */
    dueAt: instant("due_at").notNull(),
    /** When the provider, or the outbox, took it: business time. */
    sentAt: instant("sent_at"),
    /** The definition's own words for this row, so that it can be rendered later: the action as published. */
    action: jsonb("action").notNull(),
    /** The exact request, frozen before the first attempt: provider, account, idempotency key, payload. */
    request: jsonb("request"),
    /** The batch call it left with: all deliveries of a batch, in the order of their ids, are one request to the provider. */
    batchId: text("batch_id"),
    providerId: text("provider_id"),
    attempts: integer("attempts").notNull().default(0),
    /** Real time: when the first request left, when the next one may, and who holds the row until when. */
    firstAttemptAt: instant("first_attempt_at"),
    nextAttemptAt: instant("next_attempt_at"),
    leaseToken: text("lease_token"),
    leaseUntil: instant("lease_until"),
  },
  (t) => [
    // The same step of the same pass never reaches the same recipient twice.
    uniqueIndex("deliveries_once").on(t.enrolmentId, t.actionId, t.recipient),
    index("deliveries_unsent")
      .on(t.workspaceId, t.channel, t.dueAt)
      .where(sql`status in ('waiting', 'sending')`),
    index("deliveries_batch").on(t.batchId).where(sql`batch_id is not null`),
    index("deliveries_recent").on(t.workspaceId, t.decidedAt, t.id),
    index("deliveries_customer").on(t.workspaceId, t.customerId, t.decidedAt),
    index("deliveries_programme").on(t.workspaceId, t.programmeId, t.decidedAt),
    // What screens read: messages to a person, lists by outcome and reason, the figures of each action.
    index("deliveries_person").on(t.workspaceId, t.personId, t.decidedAt).where(sql`person_id is not null`),
    index("deliveries_status").on(t.workspaceId, t.status, t.decidedAt, t.id),
    index("deliveries_reason").on(t.workspaceId, t.reason, t.decidedAt, t.id).where(sql`reason is not null`),
    index("deliveries_kind").on(t.workspaceId, t.kind, t.status, t.decidedAt, t.id),
    index("deliveries_action").on(t.workspaceId, t.programmeId, t.actionId, t.status, t.decidedAt, t.id),
    index("deliveries_job_reason")
      .on(t.workspaceId, t.programmeId, t.reason, t.decidedAt, t.id)
      .where(sql`reason is not null`),
    index("deliveries_figures").on(t.workspaceId, t.programmeId, t.actionId, t.status, t.reason, t.version),
    index("deliveries_problem")
      .on(t.workspaceId, t.status)
      .where(sql`status in ('unconfirmed', 'failed', 'held')`),
  ],
);

/**
 * The place of a person's message at an address: which delivery of this action has it, or had it last. The same action of the same job goes
 * to an address once, whoever has the address.
 */
export const addressPlaces = pgTable(
  "address_places",
  {
    workspaceId: text("workspace_id").notNull(),
    programmeId: text("programme_id").notNull(),
    actionId: text("action_id").notNull(),
    /** Lower-case. */
    address: text("address").notNull(),
    deliveryId: text("delivery_id").notNull(),
  },
  // Two who have one address never get the same message at once.
  (t) => [primaryKey({ columns: [t.programmeId, t.actionId, t.address] })],
);

/** One thing that happened to a delivery: decided, frozen, tried, refused, sent, skipped. */
export const deliveryHistory = pgTable(
  "delivery_history",
  {
    ...owned(),
    deliveryId: text("delivery_id").notNull(),
    what: coded("what", isHistoryKind).notNull(),
    detail: text("detail").notNull().default(""),
    /** Business time; attemptedAt is real time. */
    at: instant("at").notNull(),
    attemptedAt: instant("attempted_at"),
  },
  (t) => [
    index("delivery_history_delivery").on(t.deliveryId, t.at),
    // The latest change of a delivery in a workspace: open screens follow it.
    index("delivery_history_recent").on(t.workspaceId, t.id),
  ],
);
