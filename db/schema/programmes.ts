import { index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { Entity } from "@/lib/profiles/schema";
import type { ProgrammeKind } from "@/lib/programme-kinds";
import type { ProgrammeStatus } from "@/lib/programme-status";
import type { Problem } from "@/lib/programmes/schema";
import { instant, owned } from "./columns";

/** A warning as it stood when somebody published in spite of it. */
export type AcceptedWarning = Pick<Problem, "check" | "path" | "message">;

/** A job, behaviour or stage: its name, its draft and where it stands in its life. */
export const programmes = pgTable(
  "programmes",
  {
    ...owned(),
    kind: text("kind").$type<ProgrammeKind>().notNull(),
    /** Fixed at creation; attribute names and conditions are made of it. */
    slug: text("slug").notNull(),
    name: text("name").notNull(),
    target: text("target").$type<Entity>().notNull(),
    status: text("status").$type<ProgrammeStatus>().notNull(),
    /** The definition being edited, in the shape of lib/programmes/schema.ts. Runs read versions, never this. */
    draft: jsonb("draft").notNull(),
    /** Counts what was saved of the draft: whoever saves says on which of these it is based. */
    draftRevision: integer("draft_revision").notNull().default(1),
    /** Real time; null where the draft was saved last before this was kept. */
    draftSavedAt: instant("draft_saved_at"),
    /** The member or key that saved it last; "system" for Trig itself. */
    draftSavedBy: text("draft_saved_by"),
    /** The version that new entries get; null before the first publish. */
    liveVersion: integer("live_version"),
    /** How many more customers may enter after a go-live to the first N; null: open to all. */
    entriesLeft: integer("entries_left"),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (t) => [
    uniqueIndex("programmes_slug").on(t.workspaceId, t.kind, t.slug),
    index("programmes_status").on(t.workspaceId, t.status),
  ],
);

/** What was published: never changed, read by every enrolment that entered with it. */
export const programmeVersions = pgTable(
  "programme_versions",
  {
    workspaceId: text("workspace_id").notNull(),
    programmeId: text("programme_id").notNull(),
    version: integer("version").notNull(),
    definition: jsonb("definition").notNull(),
    publishedAt: instant("published_at").notNull(),
    publishedBy: text("published_by").notNull(),
    /** What the publisher says of it. */
    note: text("note").notNull().default(""),
    /** The warnings it was published with, which the publisher accepted. */
    acceptedWarnings: jsonb("accepted_warnings").$type<AcceptedWarning[]>().notNull().default([]),
  },
  (t) => [primaryKey({ columns: [t.programmeId, t.version] })],
);

/** A member who has a programme's draft open in an editor, and where in it they are. All its times are real time. */
export const draftVisits = pgTable(
  "draft_visits",
  {
    workspaceId: text("workspace_id").notNull(),
    programmeId: text("programme_id").notNull(),
    memberId: text("member_id").notNull(),
    /** What is selected there; "" for nothing. */
    selected: text("selected").notNull(),
    seenAt: instant("seen_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.programmeId, t.memberId] })],
);

/** A time during which a programme stood still; open while resumedAt is null. */
export const pauses = pgTable(
  "pauses",
  {
    ...owned(),
    programmeId: text("programme_id").notNull(),
    pausedAt: instant("paused_at").notNull(),
    resumedAt: instant("resumed_at"),
  },
  (t) => [index("pauses_programme").on(t.programmeId, t.pausedAt)],
);

/** A walk over all customers after go-live, resume or a change of zone; goes on from its cursor after a crash. */
export const seeds = pgTable(
  "seeds",
  {
    ...owned(),
    programmeId: text("programme_id").notNull(),
    mode: text("mode").$type<"everyone" | "first" | "from_now_on" | "resume">().notNull(),
    cursor: text("cursor").notNull().default(""),
    looked: integer("looked").notNull().default(0),
    entered: integer("entered").notNull().default(0),
    startedAt: instant("started_at").notNull(),
    finishedAt: instant("finished_at"),
  },
  (t) => [index("seeds_open").on(t.workspaceId, t.finishedAt)],
);
