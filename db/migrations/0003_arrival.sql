DROP INDEX "events_recent";--> statement-breakpoint
DROP INDEX "occurrences_organisation";--> statement-breakpoint
ALTER TABLE "events" DROP CONSTRAINT "events_pkey";--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_workspace_id_id_pk" PRIMARY KEY("workspace_id","id");--> statement-breakpoint
CREATE INDEX "occurrences_organisation" ON "occurrences" USING btree ("workspace_id","organisation_id","name","occurred_at") WHERE organisation_id is not null;
