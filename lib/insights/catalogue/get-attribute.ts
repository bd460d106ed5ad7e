import "server-only";
import { and, desc, eq, inArray, sql } from "drizzle-orm";
import { attributeChanges, attributes, deliveries, events, ignoredValues, programmes } from "@/db/schema";
import type { Context } from "@/lib/context";
import { sourceName } from "@/lib/insights/catalogue/source-name";
import { type Cursor, type Page, toPage } from "@/lib/insights/cursor";
import { customersById } from "@/lib/insights/customers/customers";
import type { ValueType } from "@/lib/profiles/attributes/values";
import type { Cause, Entity, IgnoredValue } from "@/lib/profiles/schema";
import { eventWords } from "@/lib/words/event-words";

/** A cause with what a sentence calls it. */
export interface ToldCause extends Cause {
  words: string;
}

export interface ChangeRow {
  id: string;
  at: Date;
  old: unknown;
  new: unknown;
  cause: ToldCause;
}

export interface IgnoredRow extends Pick<IgnoredValue, "value" | "at" | "reason"> {
  cause: ToldCause;
}

export interface CatalogueEntry {
  type: ValueType;
  kind: "ingested" | "activity" | "rolled_up" | "calculated" | "trig_set";
  owner: "source" | "crm" | "trig";
  aliases: string[];
}

/** Every change of one attribute of a customer, the latest first, each with what made it. */
export async function listChanges(
  ctx: Context,
  customerId: string,
  key: string,
  after: Cursor | null,
  size = 25,
): Promise<Page<ChangeRow>> {
  const rows = await ctx.db
    .select({
      id: attributeChanges.id,
      at: attributeChanges.changedAt,
      old: attributeChanges.old,
      new: attributeChanges.new,
      cause: attributeChanges.cause,
    })
    .from(attributeChanges)
    .where(
      and(
        eq(attributeChanges.workspaceId, ctx.workspaceId),
        eq(attributeChanges.customerId, customerId),
        eq(attributeChanges.key, key),
        after
          ? sql`(${attributeChanges.changedAt}, ${attributeChanges.id}) < (${after.at.toISOString()}::timestamptz, ${after.id})`
          : undefined,
      ),
    )
    .orderBy(desc(attributeChanges.changedAt), desc(attributeChanges.id))
    .limit(size + 1);
  return toPage(await withWords(ctx, rows), size, ({ at, id }) => ({ at, id }));
}

/** The last value of an attribute that arrived and was not taken over. */
export async function findIgnored(ctx: Context, customerId: string, key: string): Promise<IgnoredRow | null> {
  const rows = await ctx.db
    .select({
      value: ignoredValues.value,
      at: ignoredValues.at,
      reason: ignoredValues.reason,
      cause: ignoredValues.cause,
    })
    .from(ignoredValues)
    .where(
      and(
        eq(ignoredValues.workspaceId, ctx.workspaceId),
        eq(ignoredValues.customerId, customerId),
        eq(ignoredValues.key, key),
      ),
    );
  const [told] = await withWords(ctx, rows);
  return told ?? null;
}

/** What the catalogue knows of an attribute; null for one that no event has brought and no action has made. */
export async function findInCatalogue(
  ctx: Context,
  entity: Entity,
  key: string,
): Promise<CatalogueEntry | null> {
  const [row] = await ctx.db
    .select({
      type: attributes.type,
      kind: attributes.kind,
      owner: attributes.owner,
      aliases: attributes.aliases,
    })
    .from(attributes)
    .where(
      and(
        eq(attributes.workspaceId, ctx.workspaceId),
        eq(attributes.entity, entity),
        eq(attributes.key, key),
      ),
    );
  return row ?? null;
}

async function withWords<Row extends { cause: Cause }>(
  ctx: Context,
  rows: Row[],
): Promise<(Row & { cause: ToldCause })[]> {
  const ids = (kind: Cause["kind"]) => [
    ...new Set(rows.flatMap(({ cause }) => (cause.kind === kind ? [cause.id] : []))),
  ];
  const words = new Map([
    ...(await eventsInWords(ctx, ids("event"))),
    ...(await actionsInWords(ctx, ids("action"))),
    ...(await peopleInWords(ctx, ids("merge"))),
  ]);
  return rows.map((row) => ({
    ...row,
    cause: { ...row.cause, words: words.get(row.cause.id) ?? row.cause.id },
  }));
}

async function eventsInWords(ctx: Context, ids: string[]): Promise<[string, string][]> {
  if (ids.length === 0) return [];
  const rows = await ctx.db
    .select({ id: events.id, type: events.type, name: events.name, source: events.source })
    .from(events)
    .where(and(eq(events.workspaceId, ctx.workspaceId), inArray(events.id, ids)));
  const sources = new Map<string, string>();
  for (const source of new Set(rows.map((row) => row.source)))
    sources.set(source, await sourceName(ctx, source));
  return rows.map((row) => [row.id, `${eventWords(row)} through ${sources.get(row.source)}`]);
}

async function actionsInWords(ctx: Context, ids: string[]): Promise<[string, string][]> {
  if (ids.length === 0) return [];
  const rows = await ctx.db
    .select({
      id: deliveries.id,
      kind: programmes.kind,
      name: programmes.name,
      actionId: deliveries.actionId,
    })
    .from(deliveries)
    .innerJoin(programmes, eq(programmes.id, deliveries.programmeId))
    .where(and(eq(deliveries.workspaceId, ctx.workspaceId), inArray(deliveries.id, ids)));
  return rows.map((row) => [row.id, `The ${row.kind} ${row.name} (${row.actionId})`]);
}

async function peopleInWords(ctx: Context, ids: string[]): Promise<[string, string][]> {
  const found = await customersById(
    ctx,
    ids.map((customerId) => ({ entity: "person" as const, customerId })),
  );
  return [...found.values()].map(({ id, name }) => [id, `${name}, who turned out to be the same person`]);
}
