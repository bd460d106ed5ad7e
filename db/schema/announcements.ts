import { sql } from "drizzle-orm";
import { bigint, index, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { instant } from "./columns";

/** An announcement that was committed with the change it speaks of and has not been handed to Inngest yet. */
export const announcementOutbox = pgTable(
  "announcement_outbox",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    name: text("name").notNull(),
    data: jsonb("data").$type<Record<string, unknown>>().notNull(),
    /** Real time. */
    createdAt: instant("created_at").notNull().default(sql`now()`),
    /** Until then somebody is handing it over; real time. */
    takenUntil: instant("taken_until"),
  },
  (t) => [
    index("announcement_outbox_age").on(t.createdAt),
    // What goes first is found without walking over the thousands that a go-live announces.
    index("announcement_outbox_urgent").on(t.id).where(sql`${t.name} = 'trig/deliveries.due'`),
  ],
);

/** What the sweeps had to find because an alarm was lost: one row per find, kept for health figures. */
export const sweepFinds = pgTable(
  "sweep_finds",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    workspaceId: text("workspace_id").notNull(),
    what: text("what")
      .$type<"pending_events" | "marks" | "overdue_enrolments" | "unsent_deliveries" | "seeds">()
      .notNull(),
    count: bigint("count", { mode: "number" }).notNull(),
    foundAt: instant("found_at").notNull(),
  },
  (t) => [index("sweep_finds_recent").on(t.workspaceId, t.foundAt)],
);
