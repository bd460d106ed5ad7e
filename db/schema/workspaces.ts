import { bigint, boolean, index, integer, jsonb, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { IntegrationKind } from "@/lib/workspaces/schema";
import { instant, owned, writtenAt } from "./columns";

/** The one row that says what kind of instance this database belongs to and how far its clock was moved. */
export const instance = pgTable("instance", {
  id: integer("id").primaryKey().default(1),
  /** live: real time. demo: outbox only, clock can be moved. test: stand-ins or outbox, clock can be moved. */
  mode: text("mode").$type<"live" | "demo" | "test">().notNull(),
  clockOffsetMs: bigint("clock_offset_ms", { mode: "number" }).notNull().default(0),
  createdAt: writtenAt(),
});

/** A tenant: one company that uses Trig. */
export const workspaces = pgTable(
  "workspaces",
  {
    id: text("id").primaryKey(),
    slug: text("slug").notNull(),
    name: text("name").notNull(),
    timezone: text("timezone").notNull().default("UTC"),
    /** See lib/workspaces/schema.ts: default sender, sending window, hours after which an unsent message is too late. */
    settings: jsonb("settings").notNull().default({}),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [uniqueIndex("workspaces_slug").on(t.slug)],
);

/** A secret that lets a program in. Only its hash is kept; the key itself was shown once. */
export const apiKeys = pgTable(
  "api_keys",
  {
    ...owned(),
    /** write: servers send events. browser: public, may not alias or change known emails. api: our own API. crm: like write, what it sets is CRM-owned. */
    kind: text("kind").$type<"write" | "browser" | "api" | "crm">().notNull(),
    /** Of an api key: what it may do, as a member of that role might. */
    role: text("role").$type<"viewer" | "editor" | "owner">().notNull(),
    name: text("name").notNull(),
    hash: text("hash").notNull(),
    /** The first characters, so that a person can tell keys apart. */
    prefix: text("prefix").notNull(),
    /** The member who made it, also by way of another key of theirs; "" for Trig itself, as for keys from the environment. */
    madeBy: text("made_by").notNull(),
    /** The key with which it was made; null: made on a screen. */
    madeWith: text("made_with"),
    /** The owner who kept it when its maker was removed or lost rights, and answers for it since. */
    keptBy: text("kept_by"),
    createdAt: instant("created_at").notNull(),
    lastUsedAt: instant("last_used_at"),
    revokedAt: instant("revoked_at"),
  },
  (t) => [uniqueIndex("api_keys_hash").on(t.hash), index("api_keys_workspace").on(t.workspaceId)],
);

/** A connection to another tool: its settings in the open, its secret encrypted. One of a kind and name in a workspace. */
export const integrations = pgTable(
  "integrations",
  {
    ...owned(),
    kind: text("kind").$type<IntegrationKind>().notNull(),
    name: text("name").notNull(),
    config: jsonb("config").notNull().default({}),
    secretEncrypted: text("secret_encrypted"),
    enabled: boolean("enabled").notNull().default(true),
    updatedAt: instant("updated_at").notNull(),
  },
  (t) => [uniqueIndex("integrations_one_per_name").on(t.workspaceId, t.kind, t.name)],
);
