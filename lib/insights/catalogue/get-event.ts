import "server-only";
import { and, asc, eq, sql } from "drizzle-orm";
import { attributeChanges, events, occurrences, organisations } from "@/db/schema";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { sourceName } from "@/lib/insights/catalogue/source-name";
import { type CustomerRef, customersById } from "@/lib/insights/customers/customers";
import { whoIsNamed } from "@/lib/profiles/identity/whose-address";
import type { Entity } from "@/lib/profiles/schema";
import { eventWords } from "@/lib/words/event-words";

export interface EventDetail {
  id: string;
  /** What it is called: the name of a track call, else what kind of call it was. */
  words: string;
  type: string;
  body: Record<string, unknown>;
  context: Record<string, unknown>;
  occurredAt: Date;
  receivedAt: Date;
  /** The key or connection it came through. */
  source: string;
  trust: "server" | "browser" | "crm";
  imported: boolean;
  messageId: string;
  /** Whom it counts for. */
  customers: CustomerRef[];
  /** The attributes it changed. */
  changes: { id: string; customerId: string; key: string; old: unknown; new: unknown }[];
}

/** One event exactly as it was accepted, whom it is about, and what it changed. */
export async function getEvent(ctx: Context, id: string): Promise<EventDetail> {
  const [event] = await ctx.db
    .select()
    .from(events)
    .where(and(eq(events.workspaceId, ctx.workspaceId), eq(events.id, id)));
  if (!event) throw new AppError("not_found", "There is no such event.");
  const whom = await whomIsItAbout(ctx, event);
  const [customers, source, changes] = await Promise.all([
    customersById(ctx, whom),
    sourceName(ctx, event.source),
    Promise.all(whom.map(({ customerId }) => changesBy(ctx, customerId, event))),
  ]);
  return {
    id: event.id,
    words: eventWords(event),
    type: event.type,
    body: event.body,
    context: event.context,
    occurredAt: event.occurredAt,
    receivedAt: event.receivedAt,
    source,
    trust: event.trust,
    imported: event.imported,
    messageId: event.messageId,
    customers: [...customers.values()],
    changes: changes.flat(),
  };
}

type EventRow = typeof events.$inferSelect;
interface About {
  entity: Entity;
  customerId: string;
}

/** The person whom its names mean now, and the organisation it counts for or describes. */
async function whomIsItAbout(ctx: Context, event: EventRow): Promise<About[]> {
  const { groupId } = event;
  const mine = eq(occurrences.workspaceId, ctx.workspaceId);
  const [counted] = await ctx.db
    .select({ person: occurrences.personId, organisation: occurrences.organisationId })
    .from(occurrences)
    .where(and(mine, eq(occurrences.eventId, event.id)));
  const [group] =
    groupId === null
      ? []
      : await ctx.db
          .select({ id: organisations.id })
          .from(organisations)
          .where(and(eq(organisations.workspaceId, ctx.workspaceId), eq(organisations.groupId, groupId)));
  const person = counted?.person ?? (await whoIsNamedBy(ctx, event));
  const organisation = counted?.organisation ?? group?.id;
  return [
    ...(person ? [{ entity: "person" as const, customerId: person }] : []),
    ...(organisation ? [{ entity: "organisation" as const, customerId: organisation }] : []),
  ];
}

async function whoIsNamedBy(ctx: Context, { userId, email, anonymousId }: EventRow): Promise<string | null> {
  const named = whoIsNamed(ctx.workspaceId, {
    userId: sql`${userId}::text`,
    email: sql`${email}::text`,
    anonymousId: sql`${anonymousId}::text`,
  });
  const { rows } = await ctx.db.execute<{ person: string | null }>(sql`select ${named} as person`);
  return rows[0]?.person ?? null;
}

async function changesBy(ctx: Context, customerId: string, { id, occurredAt }: EventRow) {
  const rows = await ctx.db
    .select({
      id: attributeChanges.id,
      customerId: attributeChanges.customerId,
      key: attributeChanges.key,
      old: attributeChanges.old,
      new: attributeChanges.new,
      cause: attributeChanges.cause,
    })
    .from(attributeChanges)
    .where(
      and(
        eq(attributeChanges.workspaceId, ctx.workspaceId),
        eq(attributeChanges.customerId, customerId),
        // A value is held as of the moment of the event that brought it.
        eq(attributeChanges.changedAt, occurredAt),
      ),
    )
    .orderBy(asc(attributeChanges.key))
    .limit(200);
  return rows.filter(({ cause }) => cause.kind === "event" && cause.id === id);
}
