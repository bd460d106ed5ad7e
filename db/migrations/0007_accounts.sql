CREATE TABLE "sign_ins" (
	"id" text PRIMARY KEY NOT NULL,
	"member_id" text NOT NULL,
	"way" text NOT NULL,
	"outcome" text NOT NULL,
	"came_from" text NOT NULL,
	"user_agent" text NOT NULL,
	"device_hash" text,
	"at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "failed_tries" ALTER COLUMN "failures" SET DATA TYPE double precision;--> statement-breakpoint
ALTER TABLE "api_keys" ALTER COLUMN "role" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "made_by" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "api_keys" ALTER COLUMN "made_by" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "made_with" text;--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "kept_by" text;--> statement-breakpoint
CREATE INDEX "sign_ins_member" ON "sign_ins" USING btree ("member_id","at");--> statement-breakpoint
CREATE INDEX "sign_ins_at" ON "sign_ins" USING btree ("at");--> statement-breakpoint
-- Who made the keys that exist stands in the record of who changed what: a member, or a key that was made by one.
WITH RECURSIVE made AS (
	SELECT subject_id AS key_id, actor_kind, actor_id FROM audit_log WHERE what = 'key.made'
), traced AS (
	SELECT key_id, actor_id AS member_id, NULL::text AS key_before FROM made WHERE actor_kind = 'member'
	UNION ALL
	SELECT made.key_id, traced.member_id, traced.key_id FROM made JOIN traced ON made.actor_kind = 'key' AND made.actor_id = traced.key_id
)
UPDATE api_keys SET made_by = traced.member_id, made_with = traced.key_before FROM traced WHERE api_keys.id = traced.key_id;
