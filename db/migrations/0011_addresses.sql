CREATE TABLE "address_places" (
	"workspace_id" text NOT NULL,
	"programme_id" text NOT NULL,
	"action_id" text NOT NULL,
	"address" text NOT NULL,
	"delivery_id" text NOT NULL,
	CONSTRAINT "address_places_programme_id_action_id_address_pk" PRIMARY KEY("programme_id","action_id","address")
);
--> statement-breakpoint
DROP INDEX "people_email";--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "instead_id" text;--> statement-breakpoint
ALTER TABLE "identities" ADD COLUMN "until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "email_since" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "people_address" ON "people" USING btree ("workspace_id",email text_pattern_ops,"email_since","id") WHERE email is not null and merged_into is null;--> statement-breakpoint
-- Of whoever has an address, since when: the moment at which it was said. A name that is the present address stands on its person alone from
-- now on; any other was had until the present one was said.
UPDATE "people" SET "email_since" = coalesce(to_timestamp(("attribute_times" ->> 'email')::float8 / 1000), "first_seen_at") WHERE "email" IS NOT NULL;--> statement-breakpoint
DELETE FROM "identities" i USING "people" p
	WHERE i."kind" = 'email' AND p."workspace_id" = i."workspace_id" AND p."id" = i."person_id" AND p."email" = i."value";--> statement-breakpoint
UPDATE "identities" i SET "until" = coalesce(p."email_since", i."created_at") FROM "people" p
	WHERE i."kind" = 'email' AND p."workspace_id" = i."workspace_id" AND p."id" = i."person_id";--> statement-breakpoint
-- Messages that have left, or may have, hold their place at the address.
INSERT INTO "address_places" ("workspace_id", "programme_id", "action_id", "address", "delivery_id")
	SELECT DISTINCT ON ("programme_id", "action_id", "recipient") "workspace_id", "programme_id", "action_id", "recipient", "id" FROM "deliveries"
	WHERE "channel" = 'email' AND "entity" = 'person' AND "recipient" <> '' AND ("status" IN ('sent', 'unconfirmed') OR ("status" IN ('waiting', 'held', 'sending') AND "first_attempt_at" IS NOT NULL))
	ORDER BY "programme_id", "action_id", "recipient", "sent_at" DESC NULLS FIRST, "id" DESC;
