import { boolean, index, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import type { Entity } from "@/lib/profiles/schema";
import { instant } from "./columns";

/**
 * An accepted event, or a customer, that cannot be processed though others can: out of everybody's way, tried again every hour until
 * it goes through, and counted among what is wrong until then.
 */
export const setAside = pgTable(
  "set_aside",
  {
    workspaceId: text("workspace_id").notNull(),
    kind: text("kind").$type<"event" | Entity>().notNull(),
    id: text("id").notNull(),
    /** What was said against it at the last try. */
    refusal: text("refusal").notNull(),
    /** Of a customer: false where the look was to take note only, and let nobody in. */
    mayEnter: boolean("may_enter").notNull().default(true),
    setAsideAt: instant("set_aside_at").notNull(),
    againAt: instant("again_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.kind, t.id] }),
    index("set_aside_again").on(t.workspaceId, t.againAt),
  ],
);
