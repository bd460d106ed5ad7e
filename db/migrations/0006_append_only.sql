-- Both are only added to and found by their keys: neither what the planner knows of their values nor a page marked as seen by all makes a
-- reading faster, so both are looked through again when they have doubled, not at every tenth or fifth.
ALTER TABLE "events" SET (autovacuum_analyze_scale_factor = 1, autovacuum_vacuum_insert_scale_factor = 1);--> statement-breakpoint
ALTER TABLE "event_dedupe" SET (autovacuum_analyze_scale_factor = 1, autovacuum_vacuum_insert_scale_factor = 1);
