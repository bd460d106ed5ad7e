CREATE SEQUENCE "public"."executor_completion" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE TABLE "announcement_outbox" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "announcement_outbox_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"data" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sweep_finds" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "sweep_finds_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"workspace_id" text NOT NULL,
	"what" text NOT NULL,
	"count" bigint NOT NULL,
	"found_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "deliveries" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"enrolment_id" text NOT NULL,
	"programme_id" text NOT NULL,
	"version" integer NOT NULL,
	"action_id" text NOT NULL,
	"moment" text NOT NULL,
	"kind" text NOT NULL,
	"channel" text NOT NULL,
	"entity" text NOT NULL,
	"customer_id" text NOT NULL,
	"person_id" text,
	"recipient" text NOT NULL,
	"status" text NOT NULL,
	"reason" text,
	"decided_at" timestamp (3) with time zone NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"sent_at" timestamp (3) with time zone,
	"action" jsonb NOT NULL,
	"request" jsonb,
	"batch_id" text,
	"provider_id" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"first_attempt_at" timestamp (3) with time zone,
	"next_attempt_at" timestamp (3) with time zone,
	"lease_token" text,
	"lease_until" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "delivery_history" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"delivery_id" text NOT NULL,
	"what" text NOT NULL,
	"detail" text DEFAULT '' NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"attempted_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "enrolment_moves" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"enrolment_id" text NOT NULL,
	"kind" text NOT NULL,
	"detail" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"woken_by" text NOT NULL,
	"moved_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "enrolments" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"programme_id" text NOT NULL,
	"version" integer NOT NULL,
	"entity" text NOT NULL,
	"customer_id" text NOT NULL,
	"pass" integer NOT NULL,
	"status" text NOT NULL,
	"reason" text,
	"step_id" text,
	"step_since" timestamp (3) with time zone NOT NULL,
	"entered_at" timestamp (3) with time zone NOT NULL,
	"goal_since" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"wake_at" timestamp (3) with time zone,
	"goal_met_at" timestamp (3) with time zone,
	"goal_met_late_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "watches" (
	"workspace_id" text NOT NULL,
	"programme_id" text NOT NULL,
	"entity" text NOT NULL,
	"customer_id" text NOT NULL,
	"matched" boolean NOT NULL,
	"due_at" timestamp (3) with time zone,
	CONSTRAINT "watches_programme_id_customer_id_pk" PRIMARY KEY("programme_id","customer_id")
);
--> statement-breakpoint
CREATE TABLE "event_dedupe" (
	"workspace_id" text NOT NULL,
	"message_id" text NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "event_dedupe_workspace_id_message_id_pk" PRIMARY KEY("workspace_id","message_id")
);
--> statement-breakpoint
CREATE TABLE "events" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"message_id" text NOT NULL,
	"type" text NOT NULL,
	"name" text,
	"user_id" text,
	"anonymous_id" text,
	"email" text,
	"group_id" text,
	"previous_id" text,
	"body" jsonb NOT NULL,
	"context" jsonb NOT NULL,
	"occurred_at" timestamp (3) with time zone NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"source" text NOT NULL,
	"trust" text NOT NULL,
	"imported" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "occurrences" (
	"event_id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"person_id" text NOT NULL,
	"organisation_id" text,
	"name" text NOT NULL,
	"occurred_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "pending_events" (
	"event_id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"user_id" text,
	"anonymous_id" text,
	"email" text,
	"received_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rejected_events" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"source" text NOT NULL,
	"field" text NOT NULL,
	"sentence" text NOT NULL,
	"excerpt" text NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "visitor_events" (
	"event_id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"anonymous_id" text NOT NULL,
	"occurred_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "executor_batch_items" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "executor_batch_items_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"fn_id" text NOT NULL,
	"batch_key" text NOT NULL,
	"event" json NOT NULL,
	"received_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "executor_cancels" (
	"lookup" text NOT NULL,
	"run_id" text NOT NULL,
	CONSTRAINT "executor_cancels_lookup_run_id_pk" PRIMARY KEY("lookup","run_id")
);
--> statement-breakpoint
CREATE TABLE "executor_crons" (
	"fn_id" text NOT NULL,
	"cron" text NOT NULL,
	"last_tick_at" timestamp with time zone NOT NULL,
	CONSTRAINT "executor_crons_fn_id_cron_pk" PRIMARY KEY("fn_id","cron")
);
--> statement-breakpoint
CREATE TABLE "executor_event_ids" (
	"id" text PRIMARY KEY NOT NULL,
	"received_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "executor_jobs" (
	"run_id" text NOT NULL,
	"step_id" text NOT NULL,
	"fn_id" text NOT NULL,
	"slots" text[] NOT NULL,
	"attempt" integer DEFAULT 0 NOT NULL,
	"faults" integer DEFAULT 0 NOT NULL,
	"generation" integer DEFAULT 0 NOT NULL,
	"due_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"lease_token" text,
	"leased_until" timestamp with time zone,
	CONSTRAINT "executor_jobs_run_id_step_id_pk" PRIMARY KEY("run_id","step_id")
);
--> statement-breakpoint
CREATE TABLE "executor_runs" (
	"id" text PRIMARY KEY NOT NULL,
	"fn_id" text NOT NULL,
	"events" json NOT NULL,
	"slots" text[] DEFAULT '{}' NOT NULL,
	"idempotency_key" text,
	"status" text DEFAULT 'running' NOT NULL,
	"output" json,
	"error" json,
	"started_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "executor_steps" (
	"run_id" text NOT NULL,
	"step_id" text NOT NULL,
	"name" text NOT NULL,
	"memo" json,
	"completed_order" bigint,
	"wake_at" timestamp with time zone,
	"race" boolean DEFAULT false NOT NULL,
	CONSTRAINT "executor_steps_run_id_step_id_pk" PRIMARY KEY("run_id","step_id")
);
--> statement-breakpoint
CREATE TABLE "attribute_changes" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"customer_id" text NOT NULL,
	"key" text NOT NULL,
	"old" jsonb,
	"new" jsonb,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"cause" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "attributes" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"entity" text NOT NULL,
	"key" text NOT NULL,
	"aliases" text[] DEFAULT '{}' NOT NULL,
	"type" text NOT NULL,
	"kind" text NOT NULL,
	"owner" text NOT NULL,
	"source" text NOT NULL,
	"problem" text,
	"last_seen_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "customer_marks" (
	"workspace_id" text NOT NULL,
	"entity" text NOT NULL,
	"customer_id" text NOT NULL,
	"marked_at" timestamp (3) with time zone NOT NULL,
	"may_enter" boolean DEFAULT true NOT NULL,
	CONSTRAINT "customer_marks_workspace_id_entity_customer_id_pk" PRIMARY KEY("workspace_id","entity","customer_id")
);
--> statement-breakpoint
CREATE TABLE "identities" (
	"workspace_id" text NOT NULL,
	"kind" text NOT NULL,
	"value" text NOT NULL,
	"person_id" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "identities_workspace_id_kind_value_pk" PRIMARY KEY("workspace_id","kind","value")
);
--> statement-breakpoint
CREATE TABLE "memberships" (
	"workspace_id" text NOT NULL,
	"person_id" text NOT NULL,
	"organisation_id" text NOT NULL,
	"primary_contact" boolean DEFAULT false NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "memberships_workspace_id_person_id_organisation_id_pk" PRIMARY KEY("workspace_id","person_id","organisation_id")
);
--> statement-breakpoint
CREATE TABLE "organisations" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"group_id" text NOT NULL,
	"domain" text,
	"attributes" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"attribute_times" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"first_seen_at" timestamp (3) with time zone NOT NULL,
	"last_seen_at" timestamp (3) with time zone NOT NULL,
	"merged_into" text
);
--> statement-breakpoint
CREATE TABLE "people" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"user_id" text,
	"email" text,
	"attributes" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"attribute_times" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"primary_organisation_id" text,
	"first_seen_at" timestamp (3) with time zone NOT NULL,
	"last_seen_at" timestamp (3) with time zone NOT NULL,
	"suppressed_at" timestamp (3) with time zone,
	"merged_into" text
);
--> statement-breakpoint
CREATE TABLE "pauses" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"programme_id" text NOT NULL,
	"paused_at" timestamp (3) with time zone NOT NULL,
	"resumed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "programme_versions" (
	"workspace_id" text NOT NULL,
	"programme_id" text NOT NULL,
	"version" integer NOT NULL,
	"definition" jsonb NOT NULL,
	"published_at" timestamp (3) with time zone NOT NULL,
	"published_by" text NOT NULL,
	CONSTRAINT "programme_versions_programme_id_version_pk" PRIMARY KEY("programme_id","version")
);
--> statement-breakpoint
CREATE TABLE "programmes" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"kind" text NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"target" text NOT NULL,
	"status" text NOT NULL,
	"draft" jsonb NOT NULL,
	"live_version" integer,
	"entries_left" integer,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "seeds" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"programme_id" text NOT NULL,
	"mode" text NOT NULL,
	"cursor" text DEFAULT '' NOT NULL,
	"looked" integer DEFAULT 0 NOT NULL,
	"entered" integer DEFAULT 0 NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"finished_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "set_aside" (
	"workspace_id" text NOT NULL,
	"kind" text NOT NULL,
	"id" text NOT NULL,
	"refusal" text NOT NULL,
	"may_enter" boolean DEFAULT true NOT NULL,
	"set_aside_at" timestamp (3) with time zone NOT NULL,
	"again_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "set_aside_workspace_id_kind_id_pk" PRIMARY KEY("workspace_id","kind","id")
);
--> statement-breakpoint
CREATE TABLE "api_keys" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"hash" text NOT NULL,
	"prefix" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"last_used_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "instance" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"mode" text NOT NULL,
	"clock_offset_ms" bigint DEFAULT 0 NOT NULL,
	"written_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "integrations" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"config" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"secret_encrypted" text,
	"enabled" boolean DEFAULT true NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "workspaces" (
	"id" text PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"timezone" text DEFAULT 'UTC' NOT NULL,
	"settings" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "announcement_outbox_age" ON "announcement_outbox" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "sweep_finds_recent" ON "sweep_finds" USING btree ("workspace_id","found_at");--> statement-breakpoint
CREATE UNIQUE INDEX "deliveries_once" ON "deliveries" USING btree ("enrolment_id","action_id","recipient");--> statement-breakpoint
CREATE INDEX "deliveries_unsent" ON "deliveries" USING btree ("workspace_id","channel","due_at") WHERE status in ('waiting', 'sending');--> statement-breakpoint
CREATE INDEX "deliveries_batch" ON "deliveries" USING btree ("batch_id") WHERE batch_id is not null;--> statement-breakpoint
CREATE INDEX "deliveries_recent" ON "deliveries" USING btree ("workspace_id","decided_at","id");--> statement-breakpoint
CREATE INDEX "deliveries_customer" ON "deliveries" USING btree ("workspace_id","customer_id","decided_at");--> statement-breakpoint
CREATE INDEX "deliveries_programme" ON "deliveries" USING btree ("workspace_id","programme_id","decided_at");--> statement-breakpoint
CREATE INDEX "deliveries_person" ON "deliveries" USING btree ("workspace_id","person_id","decided_at") WHERE person_id is not null;--> statement-breakpoint
CREATE INDEX "deliveries_status" ON "deliveries" USING btree ("workspace_id","status","decided_at","id");--> statement-breakpoint
CREATE INDEX "deliveries_reason" ON "deliveries" USING btree ("workspace_id","reason","decided_at","id") WHERE reason is not null;--> statement-breakpoint
CREATE INDEX "deliveries_figures" ON "deliveries" USING btree ("workspace_id","programme_id","action_id","status","reason");--> statement-breakpoint
CREATE INDEX "deliveries_problem" ON "deliveries" USING btree ("workspace_id","status") WHERE status in ('unconfirmed', 'failed', 'held');--> statement-breakpoint
CREATE INDEX "delivery_history_delivery" ON "delivery_history" USING btree ("delivery_id","at");--> statement-breakpoint
CREATE INDEX "enrolment_moves_enrolment" ON "enrolment_moves" USING btree ("enrolment_id","moved_at");--> statement-breakpoint
CREATE UNIQUE INDEX "enrolments_pass" ON "enrolments" USING btree ("programme_id","customer_id","pass");--> statement-breakpoint
CREATE UNIQUE INDEX "enrolments_one_open" ON "enrolments" USING btree ("programme_id","customer_id") WHERE status = 'open';--> statement-breakpoint
CREATE INDEX "enrolments_customer" ON "enrolments" USING btree ("workspace_id","customer_id");--> statement-breakpoint
CREATE INDEX "enrolments_wake" ON "enrolments" USING btree ("workspace_id","wake_at") WHERE status = 'open' and wake_at is not null;--> statement-breakpoint
CREATE INDEX "enrolments_entered" ON "enrolments" USING btree ("workspace_id","programme_id","entered_at");--> statement-breakpoint
CREATE INDEX "enrolments_figures" ON "enrolments" USING btree ("workspace_id","programme_id","status","step_id");--> statement-breakpoint
CREATE INDEX "enrolments_open" ON "enrolments" USING btree ("workspace_id","programme_id","entered_at","id") WHERE status = 'open';--> statement-breakpoint
CREATE INDEX "enrolments_ended" ON "enrolments" USING btree ("workspace_id","programme_id","ended_at","id") WHERE status <> 'open';--> statement-breakpoint
CREATE INDEX "watches_due" ON "watches" USING btree ("workspace_id","due_at") WHERE due_at is not null;--> statement-breakpoint
CREATE INDEX "watches_customer" ON "watches" USING btree ("workspace_id","customer_id");--> statement-breakpoint
CREATE INDEX "occurrences_person" ON "occurrences" USING btree ("workspace_id","person_id","name","occurred_at");--> statement-breakpoint
CREATE INDEX "occurrences_organisation" ON "occurrences" USING btree ("workspace_id","organisation_id","name","occurred_at");--> statement-breakpoint
CREATE INDEX "rejected_events_recent" ON "rejected_events" USING btree ("workspace_id","received_at");--> statement-breakpoint
CREATE INDEX "visitor_events_visitor" ON "visitor_events" USING btree ("workspace_id","anonymous_id");--> statement-breakpoint
CREATE INDEX "executor_batch_items_batch" ON "executor_batch_items" USING btree ("fn_id","batch_key","id");--> statement-breakpoint
CREATE INDEX "executor_cancels_run" ON "executor_cancels" USING btree ("run_id");--> statement-breakpoint
CREATE INDEX "executor_event_ids_age" ON "executor_event_ids" USING btree ("received_at");--> statement-breakpoint
CREATE INDEX "executor_jobs_ready" ON "executor_jobs" USING btree ("due_at") WHERE lease_token is null;--> statement-breakpoint
CREATE INDEX "executor_jobs_leased" ON "executor_jobs" USING btree ("leased_until") WHERE lease_token is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "executor_runs_idempotency" ON "executor_runs" USING btree ("fn_id","idempotency_key") WHERE idempotency_key is not null;--> statement-breakpoint
CREATE INDEX "executor_runs_ended" ON "executor_runs" USING btree ("ended_at") WHERE ended_at is not null;--> statement-breakpoint
CREATE INDEX "executor_steps_wake" ON "executor_steps" USING btree ("wake_at") WHERE wake_at is not null;--> statement-breakpoint
CREATE INDEX "attribute_changes_customer" ON "attribute_changes" USING btree ("workspace_id","customer_id","changed_at");--> statement-breakpoint
CREATE UNIQUE INDEX "attributes_key" ON "attributes" USING btree ("workspace_id","entity","key");--> statement-breakpoint
CREATE INDEX "identities_person" ON "identities" USING btree ("workspace_id","person_id");--> statement-breakpoint
CREATE INDEX "identities_search" ON "identities" USING btree ("workspace_id",lower(value) text_pattern_ops);--> statement-breakpoint
CREATE INDEX "memberships_organisation" ON "memberships" USING btree ("workspace_id","organisation_id","person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "organisations_group" ON "organisations" USING btree ("workspace_id","group_id");--> statement-breakpoint
CREATE INDEX "organisations_workspace" ON "organisations" USING btree ("workspace_id","id") WHERE merged_into is null;--> statement-breakpoint
CREATE INDEX "organisations_recent" ON "organisations" USING btree ("workspace_id","last_seen_at","id") WHERE merged_into is null;--> statement-breakpoint
CREATE INDEX "organisations_name" ON "organisations" USING btree ("workspace_id",left(lower(coalesce(attributes->>'organization_name', attributes->>'name')), 200) text_pattern_ops);--> statement-breakpoint
CREATE INDEX "people_workspace" ON "people" USING btree ("workspace_id","id") WHERE merged_into is null;--> statement-breakpoint
CREATE INDEX "people_email" ON "people" USING btree ("workspace_id","email");--> statement-breakpoint
CREATE INDEX "people_recent" ON "people" USING btree ("workspace_id","last_seen_at","id") WHERE merged_into is null;--> statement-breakpoint
CREATE INDEX "people_organisation" ON "people" USING btree ("workspace_id","primary_organisation_id");--> statement-breakpoint
CREATE INDEX "people_full_name" ON "people" USING btree ("workspace_id",left(lower(coalesce(attributes->>'name', (attributes->>'first_name') || ' ' || (attributes->>'last_name'), attributes->>'first_name')), 200) text_pattern_ops);--> statement-breakpoint
CREATE INDEX "people_last_name" ON "people" USING btree ("workspace_id",left(lower(attributes->>'last_name'), 200) text_pattern_ops) WHERE attributes ? 'last_name';--> statement-breakpoint
CREATE INDEX "pauses_programme" ON "pauses" USING btree ("programme_id","paused_at");--> statement-breakpoint
CREATE UNIQUE INDEX "programmes_slug" ON "programmes" USING btree ("workspace_id","kind","slug");--> statement-breakpoint
CREATE INDEX "programmes_status" ON "programmes" USING btree ("workspace_id","status");--> statement-breakpoint
CREATE INDEX "seeds_open" ON "seeds" USING btree ("workspace_id","finished_at");--> statement-breakpoint
CREATE INDEX "set_aside_again" ON "set_aside" USING btree ("workspace_id","again_at");--> statement-breakpoint
CREATE UNIQUE INDEX "api_keys_hash" ON "api_keys" USING btree ("hash");--> statement-breakpoint
CREATE INDEX "api_keys_workspace" ON "api_keys" USING btree ("workspace_id");--> statement-breakpoint
CREATE UNIQUE INDEX "integrations_one_per_name" ON "integrations" USING btree ("workspace_id","kind","name");--> statement-breakpoint
CREATE UNIQUE INDEX "workspaces_slug" ON "workspaces" USING btree ("slug");