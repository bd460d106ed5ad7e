import "server-only";
import { sql } from "drizzle-orm";
import { DrizzleQueryError } from "drizzle-orm/errors";
import type { Context } from "@/lib/context";
import { putOff } from "@/lib/enrolments/write/put-off";
import { keepRefused } from "@/lib/events/keep-refused";
import { decide } from "@/lib/pipeline/decide";
import { prepare } from "@/lib/pipeline/prepare";
import type { NewsEvent } from "@/lib/pipeline/schema";
import { busyCustomers, noteBusy } from "@/lib/profiles/busy-customers";
import { ChangedMeanwhile } from "@/lib/profiles/changed-meanwhile";
import { LockedOut, lockCustomers } from "@/lib/profiles/lock-customers";
import type { Entity } from "@/lib/profiles/schema";
import { HOUR_MS } from "@/lib/time";

/** Whoever is found locked is left out of the next try. */
const TRIES = 4;
const SQL_STATE = /^[0-9A-Z]{5}$/;
/** Connections, transactions, collisions, mistakes in our own statements, resources, shutdowns: nobody's data's fault. */
const NOBODYS_FAULT = /^(08|0A|25|26|28|3D|3F|40|42|53|55|57|58|F0)/;
/** What the operating system says, of a connection for example. */
const SYSTEM_CODE = /^E(?!RR_)[A-Z0-9_]+$/;

/** What speaks against the data at hand: the next try would fail likewise. Null where it may not, as while the database is away. */
export function refusalOf(error: unknown): string | null {
  if (!(error instanceof Error) || error instanceof ChangedMeanwhile) return null;
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  if (SYSTEM_CODE.test(code) || NOBODYS_FAULT.test(code)) return null;
  if (SQL_STATE.test(code)) return error.message;
  if (error.cause !== undefined) return refusalOf(error.cause);
  return error instanceof DrizzleQueryError ? null : error.message;
}

/**
 * Does something for customers together, or where that fails because of one of them for smaller and smaller parts, until the one is found
 * and set aside: the others do not pay for it. Those whom somebody else keeps locked are left out. Says for how many it was done.
 */
export async function inParts(
  ctx: Context,
  entity: Entity,
  ids: readonly string[],
  work: (part: readonly string[]) => Promise<void>,
  tries = TRIES,
): Promise<number> {
  const busy = await busyCustomers(ctx);
  const free = busy.size > 0 ? ids.filter((id) => !busy.has(id)) : ids;
  const [first] = free;
  if (first === undefined) return 0;
  try {
    await work(free);
    return free.length;
  } catch (error) {
    if (error instanceof LockedOut && tries > 1) {
      await noteBusy(ctx, error.ids);
      return inParts(ctx, entity, free, work, tries - 1);
    }
    const refusal = refusalOf(error);
    if (refusal === null) throw error;
    if (free.length === 1) {
      await quarantineCustomer(ctx, entity, first, { refusal });
      return 1;
    }
    const half = Math.ceil(free.length / 2);
    return (
      (await inParts(ctx, entity, free.slice(0, half), work)) +
      (await inParts(ctx, entity, free.slice(half), work))
    );
  }
}

/** Takes a pending event out of the way until it is tried again, and tells its sender once. */
export async function quarantineEvent(ctx: Context, event: NewsEvent, refusal: string): Promise<void> {
  const { id, type, name, source, trust, receivedAt } = event;
  await decide(ctx, async (tx) => {
    // Where not even this succeeds, it is not the event's fault.
    await prepare(tx);
    const { rows } = await tx.db.execute(sql`
      delete from pending_events where workspace_id = ${tx.workspaceId} and event_id = ${id} returning event_id`);
    if (rows.length === 0) return;
    await putAside(tx, "event", id, { refusal, mayEnter: true });
    const sentence = `It was accepted, but could not be applied: ${refusal}.`;
    const door = { workspaceId: tx.workspaceId, source, trust, receivedAt };
    await keepRefused(tx.db, door, [
      { index: 0, field: "item", sentence, excerpt: `${type} ${name ?? ""} (${id})` },
    ]);
  });
}

/** Takes a customer out of the way until the next try: their marks, wake-ups and moments to look again ask for nothing meanwhile. */
export async function quarantineCustomer(
  ctx: Context,
  entity: Entity,
  id: string,
  { refusal, mayEnter = true }: { refusal: string; mayEnter?: boolean },
): Promise<void> {
  const { workspaceId } = ctx;
  await decide(ctx, async (tx) => {
    // Where not even this succeeds, it is not the customer's fault.
    await prepare(tx);
    await lockCustomers(tx, entity, [id]);
    const { rows } = await tx.db.execute<{ may_enter: boolean }>(sql`
      delete from customer_marks where workspace_id = ${workspaceId} and entity = ${entity} and customer_id = ${id}
      returning may_enter`);
    await putOff(tx, id, triedAgainAt(tx));
    await putAside(tx, entity, id, { refusal, mayEnter: mayEnter && (rows[0]?.may_enter ?? true) });
  });
}

async function putAside(
  ctx: Context,
  kind: "event" | Entity,
  id: string,
  { refusal, mayEnter }: { refusal: string; mayEnter: boolean },
): Promise<void> {
  const now = sql`${ctx.now.toISOString()}::timestamptz`;
  await ctx.db.execute(sql`
    insert into set_aside (workspace_id, kind, id, refusal, may_enter, set_aside_at, again_at)
    values (${ctx.workspaceId}, ${kind}, ${id}, ${refusal}, ${mayEnter}, ${now}, ${triedAgainAt(ctx).toISOString()}::timestamptz)
    on conflict (workspace_id, kind, id) do update
    set refusal = excluded.refusal, again_at = excluded.again_at,
      may_enter = set_aside.may_enter and excluded.may_enter`);
}

/** When what was set aside is tried again. */
export function triedAgainAt({ now }: Pick<Context, "now">): Date {
  return new Date(now.getTime() + HOUR_MS);
}
