import { sql } from "drizzle-orm";
import { customType, text, timestamp } from "drizzle-orm/pg-core";
import { readCode } from "@/lib/errors";

/** An instant with millisecond meaning; every time of the product is one of these. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: "date", precision: 3 });

/** A text that is the code of something we know: a row with another one is refused when it is read. */
export const coded = <Code extends string>(name: string, isCode: (text: string) => text is Code) =>
  customType<{ data: Code; driverData: string }>({
    dataType: () => "text",
    fromDriver: (text) => readCode(text, isCode),
  })(name);

/** The first two columns of every table of the product: whose row it is. */
export const owned = () => ({
  id: text("id").primaryKey(),
  workspaceId: text("workspace_id").notNull(),
});

/** When the row was written, by the database's own clock. Business times have columns of their own. */
export const writtenAt = () => instant("written_at").notNull().default(sql`now()`);
