import "server-only";
import { and, desc, eq, gt, inArray, isNotNull, sql } from "drizzle-orm";
import {
  attributes,
  events,
  organisations,
  pendingEvents,
  people,
  rejectedEvents,
  workspaces,
} from "@/db/schema";
import type { Context } from "@/lib/context";
import { NO_WORKSPACE } from "@/lib/events/keep-refused-key";
import { maskSecrets } from "@/lib/events/mask-secrets";
import { whoIsNamed } from "@/lib/profiles/identity/whose-address";
import { MINUTE_MS } from "@/lib/time";
import { personName } from "@/lib/words/customer-name";
import { valueInWords } from "@/lib/words/value-words";

/** The last event that arrived, as Trig understood it, and what was refused lately. */
export interface Arrival {
  event: { id: string; type: string; name: string | null; at: Date; isApplied: boolean } | null;
  /** What somebody did last, among the latest calls: a job can begin with it. */
  done: string | null;
  person: { id: string; name: string; email: string | null } | null;
  attributes: { key: string; value: string }[];
  organisation: string | null;
  refused: { id: string; at: Date; sentence: string; excerpt: string }[];
}

const REFUSED_FOR_MS = 15 * MINUTE_MS;
const MOST_REFUSED = 5;
const LATEST = 200;
const MOST_ATTRIBUTES = 12;
type EventRow = typeof events.$inferSelect;

/** What somebody who has just connected a tool wants to see: did it arrive, who is it, what is known of them now; or why not. */
export async function findLastArrival(ctx: Context, zone: string): Promise<Arrival> {
  const [row] = await ctx.db
    .select()
    .from(events)
    .where(eq(events.workspaceId, ctx.workspaceId))
    .orderBy(desc(events.id))
    .limit(1);
  const [refused, done, waiting, person] = await Promise.all([
    refusedLately(ctx),
    row?.type === "track" ? row.name : row ? lastDone(ctx) : null,
    row ? ctx.db.select().from(pendingEvents).where(eq(pendingEvents.eventId, row.id)) : [],
    row ? personOf(ctx, row) : null,
  ]);
  return {
    event: row
      ? { id: row.id, type: row.type, name: row.name, at: row.receivedAt, isApplied: waiting.length === 0 }
      : null,
    done,
    person: person && { id: person.id, name: personName(person), email: person.email },
    attributes: (await sentOf(ctx, person?.attributes ?? {}))
      .slice(0, MOST_ATTRIBUTES)
      .map(([key, value]) => ({ key, value: valueInWords(value, zone) })),
    organisation: row?.groupId ? await organisationOf(ctx, row.groupId) : null,
    refused,
  };
}

async function lastDone(ctx: Context): Promise<string | null> {
  const latest = ctx.db
    .select({ id: events.id, type: events.type, name: events.name })
    .from(events)
    .where(eq(events.workspaceId, ctx.workspaceId))
    .orderBy(desc(events.id))
    .limit(LATEST)
    .as("latest");
  const [row] = await ctx.db
    .select({ name: latest.name })
    .from(latest)
    .where(and(eq(latest.type, "track"), isNotNull(latest.name)))
    .orderBy(desc(latest.id))
    .limit(1);
  return row?.name ?? null;
}

/** What was sent about somebody, without what Trig itself notes. */
async function sentOf(ctx: Context, known: Record<string, unknown>): Promise<[string, unknown][]> {
  const keys = Object.keys(known);
  if (keys.length === 0) return [];
  const rows = await ctx.db
    .select({ key: attributes.key })
    .from(attributes)
    .where(
      and(
        eq(attributes.workspaceId, ctx.workspaceId),
        eq(attributes.entity, "person"),
        eq(attributes.kind, "ingested"),
        sql`${attributes.key} = any(${sql.param(keys)}::text[])`,
      ),
    );
  const sent = new Set(rows.map(({ key }) => key));
  return Object.entries(known).filter(([key]) => sent.has(key));
}

async function personOf(ctx: Context, { userId, email, anonymousId }: EventRow) {
  const named = whoIsNamed(ctx.workspaceId, {
    userId: sql`${userId}::text`,
    email: sql`${email}::text`,
    anonymousId: sql`${anonymousId}::text`,
  });
  const [person] = await ctx.db
    .select()
    .from(people)
    .where(and(eq(people.workspaceId, ctx.workspaceId), eq(people.id, sql`(select ${named})`)));
  return person ?? null;
}

async function organisationOf(ctx: Context, groupId: string): Promise<string> {
  const [row] = await ctx.db
    .select({ attributes: organisations.attributes })
    .from(organisations)
    .where(and(eq(organisations.workspaceId, ctx.workspaceId), eq(organisations.groupId, groupId)));
  const name = row?.attributes.organization_name;
  return typeof name === "string" ? name : groupId;
}

async function refusedLately(ctx: Context): Promise<Arrival["refused"]> {
  // A key that nobody knows may have been meant for any workspace: with several, none is told of it.
  const isOnly = (await ctx.db.select({ id: workspaces.id }).from(workspaces).limit(2)).length === 1;
  const rows = await ctx.db
    .select({
      id: rejectedEvents.id,
      at: rejectedEvents.receivedAt,
      sentence: rejectedEvents.sentence,
      excerpt: rejectedEvents.excerpt,
    })
    .from(rejectedEvents)
    .where(
      and(
        inArray(rejectedEvents.workspaceId, isOnly ? [ctx.workspaceId, NO_WORKSPACE] : [ctx.workspaceId]),
        gt(rejectedEvents.receivedAt, new Date(ctx.now.getTime() - REFUSED_FOR_MS)),
      ),
    )
    .orderBy(desc(rejectedEvents.receivedAt))
    .limit(MOST_REFUSED);
  return rows.map((row) => ({ ...row, excerpt: maskSecrets(row.excerpt) }));
}
