-- Both are added to, found by their keys, and lose what has grown old. What the planner knows of their values makes no reading faster, nor
-- does a page marked as seen by all, so both are looked through for these when they have doubled, not at every tenth or fifth. Vacuum
-- follows deleted rows as before.
ALTER TABLE "events" SET (autovacuum_analyze_scale_factor = 1, autovacuum_vacuum_insert_scale_factor = 1);--> statement-breakpoint
ALTER TABLE "event_dedupe" SET (autovacuum_analyze_scale_factor = 1, autovacuum_vacuum_insert_scale_factor = 1);
