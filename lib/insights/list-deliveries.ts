import "server-only";
import { and, desc, eq, or, type SQL, sql } from "drizzle-orm";
import { deliveries, programmes } from "@/db/schema";
import type { Context } from "@/lib/context";
import type { DeliveryKind, DeliveryStatus } from "@/lib/deliveries/schema";
import { type Cursor, type Page, toPage } from "@/lib/insights/cursor";
import { type CustomerRef, customerOf, customersById } from "@/lib/insights/customers";
import { deliveryHeadline } from "@/lib/insights/delivery-headline";

export interface DeliveryRow {
  id: string;
  kind: DeliveryKind;
  channel: "email" | "slack" | "record";
  status: DeliveryStatus;
  reason: string | null;
  recipient: string;
  /** The subject, the first words of the note, or what is set. */
  headline: string;
  job: { slug: string; name: string };
  customer: CustomerRef;
  decidedAt: Date;
  dueAt: Date;
  sentAt: Date | null;
}

export interface DeliveryFilter {
  jobSlug?: string | undefined;
  /** One action of that job. */
  actionId?: string | undefined;
  /** One version of that job. */
  version?: number | undefined;
  kind?: DeliveryKind | undefined;
  status?: DeliveryStatus | undefined;
  reason?: string | undefined;
  /** What went to, or was about, this customer. */
  customerId?: string | undefined;
}

/** The ledger, the latest decision first. */
export async function listDeliveries(
  ctx: Context,
  filter: DeliveryFilter,
  after: Cursor | null,
  size = 50,
): Promise<Page<DeliveryRow>> {
  const rows = await ctx.db
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
      jobSlug: programmes.slug,
      jobName: programmes.name,
    })
    .from(deliveries)
    .innerJoin(
      programmes,
      and(eq(programmes.id, deliveries.programmeId), eq(programmes.workspaceId, ctx.workspaceId)),
    )
    .where(and(eq(deliveries.workspaceId, ctx.workspaceId), ...conditions(ctx, filter), older(after)))
    .orderBy(desc(deliveries.decidedAt), desc(deliveries.id))
    .limit(size + 1);
  const customers = await customersById(ctx, rows);
  const shown = rows.map(({ jobSlug, jobName, action, request, ...row }) => ({
    ...row,
    headline: deliveryHeadline(action, request),
    job: { slug: jobSlug, name: jobName },
    customer: customerOf(customers, row),
  }));
  return toPage(shown, size, (row) => ({ at: row.decidedAt, id: row.id }));
}

function conditions(ctx: Context, filter: DeliveryFilter): (SQL | undefined)[] {
  const job = ctx.db
    .select({ id: programmes.id })
    .from(programmes)
    .where(
      and(
        eq(programmes.workspaceId, ctx.workspaceId),
        eq(programmes.kind, "job"),
        eq(programmes.slug, filter.jobSlug ?? ""),
      ),
    );
  return [
    filter.jobSlug ? eq(deliveries.programmeId, sql`(${job})`) : undefined,
    filter.actionId ? eq(deliveries.actionId, filter.actionId) : undefined,
    filter.version ? eq(deliveries.version, filter.version) : undefined,
    filter.kind ? eq(deliveries.kind, filter.kind) : undefined,
    filter.status ? eq(deliveries.status, filter.status) : undefined,
    filter.reason ? eq(deliveries.reason, filter.reason) : undefined,
    filter.customerId
      ? or(eq(deliveries.customerId, filter.customerId), eq(deliveries.personId, filter.customerId))
      : undefined,
  ];
}

function older(after: Cursor | null): SQL | undefined {
  if (!after) return undefined;
  return sql`(${deliveries.decidedAt}, ${deliveries.id}) < (${after.at.toISOString()}::timestamptz, ${after.id})`;
}
