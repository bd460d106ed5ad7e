CREATE TABLE "draft_visits" (
	"workspace_id" text NOT NULL,
	"programme_id" text NOT NULL,
	"member_id" text NOT NULL,
	"selected" text NOT NULL,
	"seen_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "draft_visits_programme_id_member_id_pk" PRIMARY KEY("programme_id","member_id")
);
--> statement-breakpoint
ALTER TABLE "programme_versions" ADD COLUMN "note" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "programme_versions" ADD COLUMN "accepted_warnings" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "programmes" ADD COLUMN "draft_revision" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "programmes" ADD COLUMN "draft_saved_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "programmes" ADD COLUMN "draft_saved_by" text;