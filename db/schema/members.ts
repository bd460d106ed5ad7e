import {
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { instant, owned } from "./columns";

/** Somebody who signs in to Trig. Belongs to no workspace by itself: see workspace_members. All its times are real time. */
export const members = pgTable(
  "members",
  {
    id: text("id").primaryKey(),
    /** Lower-case: the name one signs in with. */
    email: text("email").notNull(),
    name: text("name").notNull(),
    /** scrypt, with its own salt and cost; null for who signs in by link only. */
    passwordHash: text("password_hash"),
    /** Every sign-in carries it; raising it signs the member out everywhere. */
    tokenVersion: integer("token_version").notNull().default(0),
    /** In which zone this member reads times; null: the workspace's. */
    timezone: text("timezone"),
    createdAt: instant("created_at").notNull(),
    lastSignInAt: instant("last_sign_in_at"),
  },
  // An address is one member, however it was invited.
  (t) => [uniqueIndex("members_email").on(t.email)],
);

/** A member works in a workspace, and what they may do there. */
export const workspaceMembers = pgTable(
  "workspace_members",
  {
    workspaceId: text("workspace_id").notNull(),
    memberId: text("member_id").notNull(),
    role: text("role").$type<"viewer" | "editor" | "owner">().notNull(),
    since: instant("since").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.memberId] }),
    index("workspace_members_member").on(t.memberId),
  ],
);

/** Somebody was asked to join a workspace. The link was shown or mailed once; only its hash is kept. */
export const invitations = pgTable(
  "invitations",
  {
    ...owned(),
    email: text("email").notNull(),
    role: text("role").$type<"viewer" | "editor" | "owner">().notNull(),
    tokenHash: text("token_hash").notNull(),
    invitedBy: text("invited_by").notNull(),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    acceptedAt: instant("accepted_at"),
    revokedAt: instant("revoked_at"),
  },
  (t) => [
    uniqueIndex("invitations_token").on(t.tokenHash),
    index("invitations_workspace").on(t.workspaceId, t.createdAt),
  ],
);

/** A link that stands in for a password once: to sign in, or to set a new password. Only its hash is kept. */
export const signInLinks = pgTable(
  "sign_in_links",
  {
    tokenHash: text("token_hash").primaryKey(),
    memberId: text("member_id").notNull(),
    purpose: text("purpose").$type<"sign_in" | "new_password">().notNull(),
    /** The member's token version when it was made: signing out everywhere ends open links too. */
    tokenVersion: integer("token_version").notNull(),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    usedAt: instant("used_at"),
  },
  (t) => [index("sign_in_links_member").on(t.memberId)],
);

/** One attempt of a member to sign in: the record of it and, where it succeeded, the sign-in itself until it ends. All its times are real time. */
export const signIns = pgTable(
  "sign_ins",
  {
    /** Of a sign-in that succeeded, its cookie names it. */
    id: text("id").primaryKey(),
    memberId: text("member_id").notNull(),
    way: text("way").$type<"password" | "link">().notNull(),
    outcome: text("outcome").$type<"admitted" | "wrong_password" | "too_fast">().notNull(),
    /** Where the attempt came from: an address, or "" where it is not known. */
    cameFrom: text("came_from").notNull(),
    /** What the browser calls itself. */
    userAgent: text("user_agent").notNull(),
    /** The hash of the secret that this browser keeps after a sign-in, by which it is known again; null: it keeps none. */
    deviceHash: text("device_hash"),
    at: instant("at").notNull(),
    endedAt: instant("ended_at"),
  },
  (t) => [index("sign_ins_member").on(t.memberId, t.at), index("sign_ins_at").on(t.at)],
);

/** How often something that must not be guessed was tried in vain: a password, the set-up token; by whom it was about and by where it came from. */
export const failedTries = pgTable("failed_tries", {
  key: text("key").primaryKey(),
  /** As of last_at; it leaks from then on, so it is rarely a whole number. */
  failures: doublePrecision("failures").notNull(),
  lastAt: instant("last_at").notNull(),
  blockedUntil: instant("blocked_until"),
});

/** Who changed what in a workspace: written with the change itself, never changed. */
export const auditLog = pgTable(
  "audit_log",
  {
    ...owned(),
    actorKind: text("actor_kind").$type<"system" | "key" | "member">().notNull(),
    /** Id of the key or member; "" for Trig itself. */
    actorId: text("actor_id").notNull(),
    /** What was done: see lib/workspaces/audit/audit.ts. */
    what: text("what").notNull(),
    /** What it was done to: an id or slug, and its name at that time. */
    subjectId: text("subject_id").notNull(),
    subjectName: text("subject_name").notNull(),
    detail: jsonb("detail").$type<Record<string, unknown>>().notNull().default({}),
    /** Real time. */
    at: instant("at").notNull(),
  },
  (t) => [index("audit_log_recent").on(t.workspaceId, t.at, t.id)],
);
