CREATE TABLE "ignored_values" (
	"workspace_id" text NOT NULL,
	"customer_id" text NOT NULL,
	"key" text NOT NULL,
	"value" jsonb,
	"at" timestamp (3) with time zone NOT NULL,
	"reason" text NOT NULL,
	"cause" jsonb NOT NULL,
	CONSTRAINT "ignored_values_workspace_id_customer_id_key_pk" PRIMARY KEY("workspace_id","customer_id","key")
);
--> statement-breakpoint
CREATE INDEX "deliveries_kind" ON "deliveries" USING btree ("workspace_id","kind","status","decided_at","id");--> statement-breakpoint
CREATE INDEX "deliveries_action" ON "deliveries" USING btree ("workspace_id","programme_id","action_id","status","decided_at","id");--> statement-breakpoint
CREATE INDEX "deliveries_job_reason" ON "deliveries" USING btree ("workspace_id","programme_id","reason","decided_at","id") WHERE reason is not null;--> statement-breakpoint
CREATE INDEX "attribute_changes_key" ON "attribute_changes" USING btree ("workspace_id","customer_id","key","changed_at","id");