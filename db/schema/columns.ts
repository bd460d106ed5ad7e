import { sql } from "drizzle-orm";
import { text, timestamp } from "drizzle-orm/pg-core";

/** An instant with millisecond meaning; every time of the product is one of these. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: "date", precision: 3 });

/** The first two columns of every table of the product: whose row it is. */
export const owned = () => ({
  id: text("id").primaryKey(),
  workspaceId: text("workspace_id").notNull(),
});

/** When the row was written, by the database's own clock. Business times have columns of their own. */
export const writtenAt = () => instant("written_at").notNull().default(sql`now()`);
