-- Days that came without a time were kept as midnight in UTC. They are days, and read the same in every zone.
UPDATE people SET attributes = (
  SELECT jsonb_object_agg(key, CASE
    WHEN value #>> '{}' ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}T00:00:00\.000Z$' AND key !~ '^last_(entry_to|exit_from|completion_of)_'
    THEN to_jsonb(left(value #>> '{}', 10)) ELSE value END)
  FROM jsonb_each(attributes))
WHERE attributes::text LIKE '%T00:00:00.000Z"%';
--> statement-breakpoint
UPDATE organisations SET attributes = (
  SELECT jsonb_object_agg(key, CASE
    WHEN value #>> '{}' ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}T00:00:00\.000Z$' AND key !~ '^last_(entry_to|exit_from|completion_of)_'
    THEN to_jsonb(left(value #>> '{}', 10)) ELSE value END)
  FROM jsonb_each(attributes))
WHERE attributes::text LIKE '%T00:00:00.000Z"%';
