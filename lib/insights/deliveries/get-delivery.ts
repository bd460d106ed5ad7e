import "server-only";
import { and, asc, eq } from "drizzle-orm";
import { deliveries, deliveryHistory, enrolments, programmes } from "@/db/schema";
import { actionSchema } from "@/lib/actions/action-schema";
import type { Action } from "@/lib/actions/schema";
import type { FrozenRequest } from "@/lib/channels/requests";
import type { Context } from "@/lib/context";
import { type Resending, resendingOf } from "@/lib/deliveries/by-hand/resending";
import type { HistoryKind } from "@/lib/deliveries/history";
import { isReason, reasons } from "@/lib/deliveries/reasons";
import { AppError } from "@/lib/errors";
import { type CustomerRef, customerOf, customersById } from "@/lib/insights/customers/customers";
import { deliveryHeadline } from "@/lib/insights/deliveries/delivery-headline";
import { sentMessage } from "@/lib/insights/deliveries/sent-message";
import type { NamedProgramme } from "@/lib/programme-kinds";

type Row = typeof deliveries.$inferSelect;

export interface HistoryEntry {
  id: string;
  what: HistoryKind;
  detail: string;
  at: Date;
}

export interface Delivery
  extends Pick<
    Row,
    | "id"
    | "kind"
    | "channel"
    | "status"
    | "reason"
    | "recipient"
    | "actionId"
    | "moment"
    | "version"
    | "attempts"
    | "decidedAt"
    | "dueAt"
    | "sentAt"
    | "nextAttemptAt"
    | "providerId"
    | "enrolmentId"
  > {
  job: NamedProgramme;
  customer: CustomerRef;
  /** Whom a message went to, when it is not the customer itself. */
  person: CustomerRef | null;
  headline: string;
  action: Action | null;
  sent: FrozenRequest | null;
  history: HistoryEntry[];
  /** Whether somebody may have it sent by hand. */
  again: Resending;
}

/** One row of the ledger with the message exactly as it went and everything that happened to it. */
export async function getDelivery(ctx: Context, id: string): Promise<Delivery> {
  const [found] = await ctx.db
    .select({
      row: deliveries,
      job: { kind: programmes.kind, slug: programmes.slug, name: programmes.name },
      programme: programmes.status,
      enrolment: enrolments,
    })
    .from(deliveries)
    .innerJoin(
      programmes,
      and(eq(programmes.id, deliveries.programmeId), eq(programmes.workspaceId, ctx.workspaceId)),
    )
    .leftJoin(
      enrolments,
      and(eq(enrolments.id, deliveries.enrolmentId), eq(enrolments.workspaceId, ctx.workspaceId)),
    )
    .where(and(eq(deliveries.workspaceId, ctx.workspaceId), eq(deliveries.id, id)));
  if (!found) throw new AppError("not_found", "There is no such delivery.");
  const { row } = found;
  const toPerson =
    row.personId && row.personId !== row.customerId
      ? { entity: "person" as const, customerId: row.personId }
      : null;
  const [customers, history] = await Promise.all([
    customersById(ctx, toPerson ? [row, toPerson] : [row]),
    ctx.db
      .select({
        id: deliveryHistory.id,
        what: deliveryHistory.what,
        detail: deliveryHistory.detail,
        at: deliveryHistory.at,
      })
      .from(deliveryHistory)
      .where(and(eq(deliveryHistory.workspaceId, ctx.workspaceId), eq(deliveryHistory.deliveryId, id)))
      .orderBy(asc(deliveryHistory.at), asc(deliveryHistory.id)),
  ]);
  const action = actionSchema.safeParse(row.action);
  return {
    ...row,
    job: found.job,
    customer: customerOf(customers, row),
    person: toPerson ? customerOf(customers, toPerson) : null,
    headline: deliveryHeadline(row.action, row.request),
    action: action.success ? action.data : null,
    sent: sentMessage(row.request),
    // What was archived by an earlier version says so by its code.
    history: history.map((entry) => ({
      ...entry,
      detail: isReason(entry.detail) ? reasons[entry.detail] : entry.detail,
    })),
    again: resendingOf(row, { ...found, kind: found.job.kind }, new Date()),
  };
}
