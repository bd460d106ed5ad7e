ALTER TABLE "attributes" DROP COLUMN "problem";
--> statement-breakpoint
-- Well-known names have one type, whatever came first.
UPDATE attributes SET type = 'date' WHERE key IN ('created_at', 'signed_up_at');
--> statement-breakpoint
UPDATE attributes SET type = 'text' WHERE key IN
  ('email', 'phone', 'name', 'first_name', 'last_name', 'role', 'timezone', 'user_id', 'group_id', 'domain', 'organization_name');
--> statement-breakpoint
-- So have the days that are counted.
UPDATE attributes SET type = 'number' WHERE key = 'days_in_stage' OR key LIKE 'days\_since\_%';
