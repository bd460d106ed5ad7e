import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Context } from "@/lib/context";

/** Of each table so many of the latest rows: what was begun earlier and committed later is among them. */
const LATEST = 20;

/**
 * The revision of a workspace: a short text that is another one as soon as an event arrived, was refused or applied, a customer moved, a
 * message changed its state, a programme was edited, or the clock was moved. Screens look again when it changes.
 */
export async function getPulse({ db, workspaceId }: Pick<Context, "db" | "workspaceId">): Promise<string> {
  const latest = (table: SQL) => sql`(select string_agg(id, ' ' order by id) from (
    select id from ${table} where workspace_id = ${workspaceId} order by id desc limit ${LATEST}) latest)`;
  const seen = (table: SQL) => sql`(select last_seen_at from ${table}
    where workspace_id = ${workspaceId} and merged_into is null order by last_seen_at desc, id desc limit 1)`;
  const { rows } = await db.execute<{ revision: string }>(sql`
    select md5(concat_ws('/',
      ${latest(sql`events`)}, ${latest(sql`rejected_events`)},
      coalesce((select event_id from pending_events where workspace_id = ${workspaceId} order by event_id limit 1), '-'),
      ${latest(sql`enrolment_moves`)}, ${latest(sql`delivery_history`)},
      ${seen(sql`people`)}, ${seen(sql`organisations`)},
      (select concat(max(updated_at), '+', count(*)) from programmes where workspace_id = ${workspaceId}),
      (select clock_offset_ms from instance))) as revision`);
  return rows[0]?.revision ?? "";
}
