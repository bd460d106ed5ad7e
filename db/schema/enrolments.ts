import { sql } from "drizzle-orm";
import { boolean, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { isEndReason } from "@/lib/enrolments/end-reasons";
import type { Entity } from "@/lib/profiles/schema";
import { coded, instant, owned } from "./columns";

/** A customer's pass through a programme. */
export const enrolments = pgTable(
  "enrolments",
  {
    ...owned(),
    programmeId: text("programme_id").notNull(),
    version: integer("version").notNull(),
    entity: text("entity").$type<Entity>().notNull(),
    customerId: text("customer_id").notNull(),
    pass: integer("pass").notNull(),
    status: text("status").$type<"open" | "completed" | "exited">().notNull(),
    /** Why it ended. */
    reason: coded("reason", isEndReason),
    /** The step it stands before; null when all steps are behind it. */
    stepId: text("step_id"),
    /** When it came to stand there: a wait counts from here. */
    stepSince: instant("step_since").notNull(),
    enteredAt: instant("entered_at").notNull(),
    /** Events after this moment count for the goal: the latest news that brought the entry, else the entry itself. */
    goalSince: instant("goal_since").notNull(),
    endedAt: instant("ended_at"),
    /** The next moment at which time alone may move it; never later than the truth. Null: nothing to wait for, or held by a pause. */
    wakeAt: instant("wake_at"),
    /** The goal was met while the programme was paused; its actions are held until it resumes. */
    goalMetAt: instant("goal_met_at"),
    /** The goal was met after the exit had been recorded. */
    goalMetLateAt: instant("goal_met_late_at"),
  },
  (t) => [
    // A customer passes through a programme once per pass, whoever asks and how often.
    uniqueIndex("enrolments_pass").on(t.programmeId, t.customerId, t.pass),
    // Nobody is in the same programme twice at once.
    uniqueIndex("enrolments_one_open").on(t.programmeId, t.customerId).where(sql`status = 'open'`),
    index("enrolments_customer").on(t.workspaceId, t.customerId),
    index("enrolments_wake").on(t.workspaceId, t.wakeAt).where(sql`status = 'open' and wake_at is not null`),
    // What screens read: who entered a job and when; its figures; who is in it; who completed it or exited, when, why and how fast. The
    // last columns of each are not looked for: a report counts from the index alone.
    index("enrolments_entered").on(t.workspaceId, t.programmeId, t.enteredAt, t.id, t.version),
    index("enrolments_figures").on(t.workspaceId, t.programmeId, t.status, t.stepId, t.reason, t.version),
    index("enrolments_open").on(t.workspaceId, t.programmeId, t.enteredAt, t.id).where(sql`status = 'open'`),
    index("enrolments_ended")
      .on(t.workspaceId, t.programmeId, t.status, t.endedAt, t.id, t.reason, t.version, t.enteredAt)
      .where(sql`status <> 'open'`),
  ],
);

/** One move of an enrolment and what woke it: the story of "why". */
export const enrolmentMoves = pgTable(
  "enrolment_moves",
  {
    ...owned(),
    enrolmentId: text("enrolment_id").notNull(),
    kind: text("kind")
      .$type<"entered" | "step" | "completed" | "exited" | "held" | "moved_version">()
      .notNull(),
    /** What the move needs to be told; news: the ids of the last events that had come in, where news made it. */
    detail: jsonb("detail").$type<Record<string, unknown>>().notNull().default({}),
    wokenBy: text("woken_by").$type<"news" | "alarm" | "sweep" | "seed" | "operator">().notNull(),
    movedAt: instant("moved_at").notNull(),
  },
  (t) => [
    index("enrolment_moves_enrolment").on(t.enrolmentId, t.movedAt),
    // The latest move of a workspace: open screens follow it.
    index("enrolment_moves_recent").on(t.workspaceId, t.id),
  ],
);

/**
 * The last look at a customer who is outside a programme: whether the guard held, and when time alone could change that.
 * No row means: it did not hold, and time alone changes nothing.
 */
export const watches = pgTable(
  "watches",
  {
    workspaceId: text("workspace_id").notNull(),
    programmeId: text("programme_id").notNull(),
    entity: text("entity").$type<Entity>().notNull(),
    customerId: text("customer_id").notNull(),
    matched: boolean("matched").notNull(),
    dueAt: instant("due_at"),
  },
  (t) => [
    primaryKey({ columns: [t.programmeId, t.customerId] }),
    index("watches_due").on(t.workspaceId, t.dueAt).where(sql`due_at is not null`),
    index("watches_customer").on(t.workspaceId, t.customerId),
  ],
);
