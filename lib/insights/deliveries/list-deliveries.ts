import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import { deliveries, programmes } from "@/db/schema";
import type { ActionKind } from "@/lib/actions/schema";
import type { Channel } from "@/lib/channels/schema";
import type { Context } from "@/lib/context";
import type { Reason } from "@/lib/deliveries/reasons";
import type { DeliveryStatus } from "@/lib/deliveries/schema";
import { type Cursor, type Page, toPage } from "@/lib/insights/cursor";
import { type CustomerRef, customerOf, customersById } from "@/lib/insights/customers/customers";
import { deliveryHeadline } from "@/lib/insights/deliveries/delivery-headline";
import { type DeliveryFilter, deliveryPlaces } from "@/lib/insights/deliveries/delivery-places";
import type { NamedProgramme } from "@/lib/programme-kinds";

export interface DeliveryRow {
  id: string;
  kind: ActionKind;
  channel: Channel;
  status: DeliveryStatus;
  reason: Reason | null;
  recipient: string;
  /** The subject, the first words of the note, or what is set. */
  headline: string;
  job: NamedProgramme;
  customer: CustomerRef;
  decidedAt: Date;
  dueAt: Date;
  sentAt: Date | null;
}

/** The ledger, the latest decision first. */
export async function listDeliveries(
  ctx: Context,
  filter: DeliveryFilter,
  after: Cursor | null,
  size = 50,
): Promise<Page<DeliveryRow>> {
  const { rows: places, next } = toPage(
    await deliveryPlaces(ctx, filter, after, size + 1),
    size,
    (row) => row,
  );
  const ids = places.map(({ id }) => id);
  if (ids.length === 0) return { rows: [], next };
  const found = await ctx.db
    .select({
      id: deliveries.id,
      kind: deliveries.kind,
      channel: deliveries.channel,
      status: deliveries.status,
      reason: deliveries.reason,
      recipient: deliveries.recipient,
      action: deliveries.action,
      request: deliveries.request,
      entity: deliveries.entity,
      customerId: deliveries.customerId,
      decidedAt: deliveries.decidedAt,
      dueAt: deliveries.dueAt,
      sentAt: deliveries.sentAt,
      programme: { kind: programmes.kind, slug: programmes.slug, name: programmes.name },
    })
    .from(deliveries)
    .innerJoin(
      programmes,
      and(eq(programmes.id, deliveries.programmeId), eq(programmes.workspaceId, ctx.workspaceId)),
    )
    .where(and(eq(deliveries.workspaceId, ctx.workspaceId), inArray(deliveries.id, ids)));
  const customers = await customersById(ctx, found);
  const shown = new Map(
    found.map(({ programme, action, request, ...row }) => [
      row.id,
      {
        ...row,
        headline: deliveryHeadline(action, request),
        job: programme,
        customer: customerOf(customers, row),
      },
    ]),
  );
  return { rows: ids.flatMap((id) => shown.get(id) ?? []), next };
}

/** Whether the ledger holds anything that a filter lets through. */
export async function hasDeliveries(ctx: Context, filter: DeliveryFilter): Promise<boolean> {
  return (await deliveryPlaces(ctx, filter, null, 1)).length > 0;
}
