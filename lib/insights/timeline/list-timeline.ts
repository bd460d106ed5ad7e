import "server-only";
import { and, desc, eq, inArray, sql } from "drizzle-orm";
import {
  attributeChanges,
  deliveries,
  enrolmentMoves,
  enrolments,
  events,
  occurrences,
  programmes,
} from "@/db/schema";
import type { ActionKind } from "@/lib/actions/schema";
import type { Channel } from "@/lib/channels/schema";
import type { Context } from "@/lib/context";
import type { Reason } from "@/lib/deliveries/reasons";
import type { DeliveryStatus } from "@/lib/deliveries/schema";
import type { MoveRecord } from "@/lib/enrolments/pass";
import type { WokenBy } from "@/lib/enrolments/schema";
import { type Cursor, type Page, toPage } from "@/lib/insights/cursor";
import { deliveryHeadline } from "@/lib/insights/deliveries/delivery-headline";
import { EVERYTHING, type TimelineFilter } from "@/lib/insights/timeline/timeline-filter";
import {
  eventNames,
  type PlaceKind,
  timelinePlaces,
  type Who,
} from "@/lib/insights/timeline/timeline-places";
import type { NamedProgramme } from "@/lib/programme-kinds";
import { findStep } from "@/lib/programmes/flow";
import { definitionsAt } from "@/lib/programmes/published/definitions";
import type { Definition } from "@/lib/programmes/schema";
import { flowEntry, isAction } from "@/lib/programmes/steps";

interface Place {
  id: string;
  at: Date;
}

/** One thing that happened to, by or for a customer. */
export type TimelineEntry = Place &
  (
    | { kind: "event"; name: string; properties: Record<string, unknown>; source: string; imported: boolean }
    | {
        kind: "change";
        key: string;
        old: unknown;
        new: unknown;
        cause: { kind: "event" | "action" | "merge"; id: string };
      }
    | {
        kind: "move";
        what: MoveRecord["kind"];
        detail: Record<string, unknown>;
        /** The arm that a branch chose, in words. */
        took: string | null;
        wokenBy: WokenBy;
        job: NamedProgramme;
      }
    | {
        kind: "delivery";
        delivery: ActionKind;
        channel: Channel;
        status: DeliveryStatus;
        reason: Reason | null;
        recipient: string;
        headline: string;
        job: NamedProgramme;
      }
  );

/** Everything that happened around a customer in one stream, the latest first: what they did, what changed, their moves, what was sent. */
export async function listTimeline(
  ctx: Context,
  who: Who,
  after: Cursor | null,
  size = 40,
  filter: TimelineFilter = EVERYTHING,
): Promise<Page<TimelineEntry>> {
  const places = await ctx.db.execute<{ kind: PlaceKind; id: string; place: string; at: string | Date }>(
    timelinePlaces(ctx, who, { after, limit: size + 1, filter }),
  );
  const page = toPage(places.rows, size, ({ at, place }) => ({ at: new Date(at), id: place }));
  const ids = (...kinds: PlaceKind[]) =>
    page.rows.filter((row) => kinds.includes(row.kind)).map((row) => row.id);
  const found = await Promise.all([
    readEvents(ctx, ids("event")),
    readChanges(ctx, ids("change", "set")),
    readMoves(ctx, ids("move")),
    readDeliveries(ctx, ids("delivery")),
  ]);
  const entries = new Map(found.flat().map((entry) => [entry.id, entry]));
  return { rows: page.rows.flatMap((row) => entries.get(row.id) ?? []), next: page.next };
}

const NAMES_OFFERED = 200;

/** The names of what a customer has done: what a timeline of theirs can be narrowed to. */
export async function listEventNames(ctx: Context, who: Who): Promise<string[]> {
  const { rows } = await ctx.db.execute<{ name: string }>(
    sql`select name from (${eventNames(ctx, who)}) as named limit ${NAMES_OFFERED}`,
  );
  return rows.map(({ name }) => name);
}

async function readEvents(ctx: Context, ids: string[]): Promise<TimelineEntry[]> {
  if (ids.length === 0) return [];
  const rows = await ctx.db
    .select({
      id: events.id,
      at: events.occurredAt,
      name: occurrences.name,
      properties: events.body,
      source: events.source,
      imported: events.imported,
    })
    .from(events)
    .innerJoin(occurrences, eq(occurrences.eventId, events.id))
    .where(and(eq(events.workspaceId, ctx.workspaceId), inArray(events.id, ids)));
  return rows.map((row) => ({ kind: "event", ...row }));
}

async function readChanges(ctx: Context, ids: string[]): Promise<TimelineEntry[]> {
  if (ids.length === 0) return [];
  const rows = await ctx.db
    .select({
      id: attributeChanges.id,
      at: attributeChanges.changedAt,
      key: attributeChanges.key,
      old: attributeChanges.old,
      new: attributeChanges.new,
      cause: attributeChanges.cause,
    })
    .from(attributeChanges)
    .where(and(eq(attributeChanges.workspaceId, ctx.workspaceId), inArray(attributeChanges.id, ids)));
  return rows.map((row) => ({ kind: "change", ...row }));
}

async function readMoves(ctx: Context, ids: string[]): Promise<TimelineEntry[]> {
  if (ids.length === 0) return [];
  const rows = await ctx.db
    .select({
      id: enrolmentMoves.id,
      at: enrolmentMoves.movedAt,
      what: enrolmentMoves.kind,
      detail: enrolmentMoves.detail,
      wokenBy: enrolmentMoves.wokenBy,
      programmeId: enrolments.programmeId,
      version: enrolments.version,
      job: { kind: programmes.kind, slug: programmes.slug, name: programmes.name },
    })
    .from(enrolmentMoves)
    .innerJoin(enrolments, eq(enrolments.id, enrolmentMoves.enrolmentId))
    .innerJoin(programmes, eq(programmes.id, enrolments.programmeId))
    .where(and(eq(enrolmentMoves.workspaceId, ctx.workspaceId), inArray(enrolmentMoves.id, ids)))
    .orderBy(desc(enrolmentMoves.movedAt));
  const turned = rows.filter(({ detail }) => typeof detail.way === "string");
  const definitions = await definitionsAt(ctx, turned);
  return rows.map(({ programmeId, version, ...row }) => {
    const definition = definitions.get(programmeId)?.get(version);
    return { kind: "move", ...row, took: definition ? tookWords(definition, row.detail) : null };
  });
}

function tookWords(definition: Definition, { stepId, way }: Record<string, unknown>): string | null {
  const step = findStep(definition, stepId);
  if (!step || isAction(step) || typeof way !== "string") return null;
  return flowEntry(step).passed(step, way);
}

async function readDeliveries(ctx: Context, ids: string[]): Promise<TimelineEntry[]> {
  if (ids.length === 0) return [];
  const rows = await ctx.db
    .select({
      id: deliveries.id,
      at: deliveries.decidedAt,
      delivery: deliveries.kind,
      channel: deliveries.channel,
      status: deliveries.status,
      reason: deliveries.reason,
      recipient: deliveries.recipient,
      action: deliveries.action,
      request: deliveries.request,
      job: { kind: programmes.kind, slug: programmes.slug, name: programmes.name },
    })
    .from(deliveries)
    .innerJoin(programmes, eq(programmes.id, deliveries.programmeId))
    .where(and(eq(deliveries.workspaceId, ctx.workspaceId), inArray(deliveries.id, ids)));
  return rows.map(({ action, request, ...row }) => ({
    kind: "delivery",
    ...row,
    headline: deliveryHeadline(action, request),
  }));
}
