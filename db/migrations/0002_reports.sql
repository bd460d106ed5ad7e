DROP INDEX "deliveries_figures";--> statement-breakpoint
DROP INDEX "enrolments_entered";--> statement-breakpoint
DROP INDEX "enrolments_figures";--> statement-breakpoint
DROP INDEX "enrolments_ended";--> statement-breakpoint
CREATE INDEX "deliveries_figures" ON "deliveries" USING btree ("workspace_id","programme_id","action_id","status","reason","version");--> statement-breakpoint
CREATE INDEX "enrolments_entered" ON "enrolments" USING btree ("workspace_id","programme_id","entered_at","id","version");--> statement-breakpoint
CREATE INDEX "enrolments_figures" ON "enrolments" USING btree ("workspace_id","programme_id","status","step_id","reason","version");--> statement-breakpoint
CREATE INDEX "enrolments_ended" ON "enrolments" USING btree ("workspace_id","programme_id","status","ended_at","id","reason","version","entered_at") WHERE status <> 'open';