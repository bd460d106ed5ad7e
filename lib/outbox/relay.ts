import "server-only";
import { sql } from "drizzle-orm";
import type { Db } from "@/db";
import { AppError } from "@/lib/errors";
import { goesFirst } from "@/lib/outbox/announce";

const BATCH = 500;
/** An engine that has not taken announcements by then is frozen, or the way to it is cut. */
const SENT_WITHIN_MS = 10_000;
/** Whoever took announcements and has not told what became of them by then is dead: others take them. */
const TAKEN_FOR_MS = 30_000;

export interface OutboxRow {
  id: number;
  name: string;
  data: Record<string, unknown>;
}
type Send = (rows: readonly OutboxRow[]) => Promise<void>;

interface Relay {
  now: Promise<number>;
  /** Whoever asks meanwhile shares this one: it sees what they have committed. */
  next: Promise<number> | null;
}

// Route bundles and the start-up bundle each have a copy of this module; a process has one relay.
declare global {
  var trigRelays: WeakMap<Db, Relay> | undefined;
}

/**
 * Hands committed announcements to the engine, messages that may leave first, the others in their order, and forgets those it took. One
 * relay at a time in a process, and no transaction while it speaks to the engine: a frozen engine costs ten seconds, never the database.
 * One that was handed over twice carries the same id. Returns how many were handed over.
 */
export function relayAnnouncements(db: Db, send: Send, withinMs = SENT_WITHIN_MS): Promise<number> {
  globalThis.trigRelays ??= new WeakMap();
  const relays = globalThis.trigRelays;
  const running = relays.get(db);
  if (running) {
    running.next ??= running.now.catch(() => 0).then(() => begin());
    return running.next;
  }
  return begin();

  function begin(): Promise<number> {
    const relay: Relay = { now: relayAll(db, send, withinMs), next: null };
    relays.set(db, relay);
    const over = () => {
      if (!relay.next) relays.delete(db);
    };
    relay.now.then(over, over);
    return relay.now;
  }
}

/** What a dead process had taken is taken again at once. Only where no other process works on the database. */
export async function takeOverAnnouncements(db: Db): Promise<void> {
  await db.execute(sql`update announcement_outbox set taken_until = null where taken_until is not null`);
}

async function relayAll(db: Db, send: Send, withinMs: number): Promise<number> {
  for (let relayed = 0; ; ) {
    const rows = await take(db);
    if (rows.length === 0) return relayed;
    const ids = sql`any(${sql.param(rows.map(({ id }) => id))}::bigint[])`;
    try {
      await within(withinMs, send(rows));
    } catch (error) {
      // They are free again by themselves where not even this can be said.
      await db
        .execute(sql`update announcement_outbox set taken_until = null where id = ${ids}`)
        .catch(() => undefined);
      throw error;
    }
    await db.execute(
      sql`${WITHOUT_WAITING} delete from announcement_outbox where id = ${ids} and exists (select from hasty)`,
    );
    relayed += rows.length;
    if (rows.length < BATCH) return relayed;
  }
}

// What a power cut undoes of this is done again, and nobody notices: so it does not wait for the disk.
const WITHOUT_WAITING = sql`with hasty as materialized (select set_config('synchronous_commit', 'off', true))`;

async function take(db: Db): Promise<OutboxRow[]> {
  const free = sql`(taken_until is null or taken_until <= clock_timestamp())`;
  const first = sql`name = ${sql.raw(`'${goesFirst}'`)}`;
  const { rows } = await db.execute<{ id: number; name: string; data: Record<string, unknown> }>(sql`
    ${WITHOUT_WAITING}, urgent as materialized (
      select id from announcement_outbox where ${first} and ${free} order by id limit ${BATCH} for update skip locked
    ), others as materialized (
      select id from announcement_outbox where not (${first}) and ${free} order by id
      limit ${BATCH} - (select count(*) from urgent) for update skip locked
    )
    update announcement_outbox set taken_until = clock_timestamp() + ${TAKEN_FOR_MS} * interval '1 millisecond'
    where id in (select id from urgent union all select id from others) and exists (select from hasty)
    returning id, name, data`);
  const isUrgent = ({ name }: OutboxRow) => (name === goesFirst ? 0 : 1);
  return rows.sort((a, b) => isUrgent(a) - isUrgent(b) || a.id - b.id);
}

function within<Answer>(ms: number, work: Promise<Answer>): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, fail) => {
    const error = new AppError("unavailable", `The engine has not answered within ${ms / 1_000} s.`);
    timer = setTimeout(fail, ms, error);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
