import "server-only";
import { sql } from "drizzle-orm";
import type { Store } from "@/db";
import type { CheckedEvent, Door } from "@/lib/events/schema";

/** An event on its way into the database. */
export interface Arriving {
  id: string;
  /** The sender's, or the id where it gave none. */
  messageId: string;
  event: CheckedEvent;
  door: Door;
}

/**
 * Keeps events in one statement, which also remembers their messages and queues them for processing: all of it or nothing.
 * Answers with the ids of those that were new; a message seen before is left out. No message may be in the rows twice.
 */
export async function insertEvents(store: Store, arriving: readonly Arriving[]): Promise<Set<string>> {
  const rows = inLockOrder(arriving);
  const list = <Value>(pick: (row: Arriving) => Value) => sql.param(rows.map(pick));
  const json = (pick: (row: Arriving) => unknown) => sql.param(JSON.stringify(rows.map(pick)));
  const instants = (pick: (row: Arriving) => Date) => list((row) => pick(row).toISOString());
  const { rows: kept } = await store.execute<{ id: string }>(sql`
    with arrived as materialized (
      select * from rows from (
        unnest(
          ${list((row) => row.id)}::text[], ${list(({ door }) => door.workspaceId)}::text[], ${list((row) => row.messageId)}::text[],
          ${list(({ event }) => event.type)}::text[], ${list(({ event }) => event.name)}::text[], ${list(({ event }) => event.userId)}::text[],
          ${list(({ event }) => event.anonymousId)}::text[], ${list(({ event }) => event.email)}::text[], ${list(({ event }) => event.groupId)}::text[],
          ${list(({ event }) => event.previousId)}::text[], ${instants(({ event }) => event.occurredAt)}::timestamptz[],
          ${instants(({ door }) => door.receivedAt)}::timestamptz[], ${list(({ door }) => door.source)}::text[],
          ${list(({ door }) => door.trust)}::text[], ${list(({ event }) => event.imported)}::boolean[]
        ),
        jsonb_array_elements(${json(({ event }) => event.body)}::jsonb),
        jsonb_array_elements(${json(({ event }) => event.context)}::jsonb)
      ) as arrived (
        id, workspace_id, message_id, type, name, user_id, anonymous_id, email, group_id, previous_id, occurred_at, received_at,
        source, trust, imported, body, context
      )
    ), unseen as (
      insert into event_dedupe (workspace_id, message_id, received_at)
      select workspace_id, message_id, received_at from arrived
      on conflict do nothing
      returning workspace_id, message_id
    ), kept as (
      insert into events (
        id, workspace_id, message_id, type, name, user_id, anonymous_id, email, group_id, previous_id, body, context,
        occurred_at, received_at, source, trust, imported
      )
      select
        id, workspace_id, message_id, type, name, user_id, anonymous_id, email, group_id, previous_id, body, context,
        occurred_at, received_at, source, trust, imported
      from arrived join unseen using (workspace_id, message_id)
      returning id, workspace_id, user_id, anonymous_id, email, received_at
    )
    insert into pending_events (event_id, workspace_id, user_id, anonymous_id, email, received_at)
    select id, workspace_id, user_id, anonymous_id, email, received_at from kept
    returning event_id as id`);
  return new Set(kept.map((row) => row.id));
}

// Whoever inserts the same messages locks them in the same order, so there is no deadlock.
function inLockOrder(rows: readonly Arriving[]): Arriving[] {
  return rows.toSorted(
    (a, b) => compare(a.messageId, b.messageId) || compare(a.door.workspaceId, b.door.workspaceId),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
