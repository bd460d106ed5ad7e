import "server-only";
import { and, asc, eq, gt, inArray, lte, or, type SQL, sql } from "drizzle-orm";
import { deliveries, enrolments, programmes } from "@/db/schema";
import { sentChannels } from "@/lib/channels/channels";
import type { Context } from "@/lib/context";
import { type PassMove, type SetOffItem, setOffWords } from "@/lib/insights/clock/set-off-words";
import { customerOf, customersById } from "@/lib/insights/customers/customers";
import { deliveryHeadline } from "@/lib/insights/deliveries/delivery-headline";

interface Span {
  /** What happened at this very moment is not told any more. */
  from: Date;
  to: Date;
  /** Messages that were already waiting then: they were decided earlier, and may have left since. */
  waiting: readonly string[];
  zone: string;
}

export interface SetOff {
  happenings: SetOffItem[];
  /** There was more than a list can hold; these are the earliest. */
  isCut: boolean;
}

const MOST = 200;
/** Several belong to one sentence. */
const MOST_DELIVERIES = 3 * MOST;

/** What a stretch of time brought to a workspace's customers, in words, the latest last. */
export async function listSetOff(ctx: Context, span: Span): Promise<SetOff> {
  const [entered, ended, decided] = await Promise.all([
    readPasses(ctx, span, "enteredAt"),
    readPasses(ctx, span, "endedAt"),
    readDeliveries(ctx, span),
  ]);
  const customers = await customersById(ctx, [
    ...entered,
    ...ended,
    ...decided,
    ...decided.flatMap(({ personId }) =>
      personId ? [{ entity: "person" as const, customerId: personId }] : [],
    ),
  ]);
  const passes = [...entered, ...ended].map((row) => ({ ...row, customer: customerOf(customers, row) }));
  const rows = decided.map(({ action, request, personId, ...row }) => ({
    ...row,
    at: row.sentAt && row.decidedAt.getTime() <= span.from.getTime() ? row.sentAt : row.decidedAt,
    headline: deliveryHeadline(action, request),
    customer: customerOf(customers, row),
    person: personId ? customerOf(customers, { entity: "person", customerId: personId }) : null,
  }));
  const told = setOffWords(passes, rows, span.zone);
  const isCut =
    entered.length > MOST || ended.length > MOST || decided.length > MOST_DELIVERIES || told.length > MOST;
  return { happenings: told.slice(0, MOST), isCut };
}

/** The messages that wait for their moment to leave. */
export async function listWaiting(ctx: Context): Promise<string[]> {
  const rows = await ctx.db
    .select({ id: deliveries.id })
    .from(deliveries)
    .where(isWaiting(ctx))
    .orderBy(asc(deliveries.dueAt))
    .limit(MOST);
  return rows.map(({ id }) => id);
}

/** Messages and notes of a workspace that have not left; a value is never waiting. */
export function isWaiting(ctx: Context): SQL | undefined {
  return and(
    eq(deliveries.workspaceId, ctx.workspaceId),
    inArray(deliveries.channel, [...sentChannels]),
    sql`${deliveries.status} = 'waiting'`,
  );
}

async function readPasses(ctx: Context, { from, to }: Span, moment: "enteredAt" | "endedAt") {
  const at = enrolments[moment];
  const rows = await ctx.db
    .select({
      enrolmentId: enrolments.id,
      status: enrolments.status,
      reason: enrolments.reason,
      at,
      entity: enrolments.entity,
      customerId: enrolments.customerId,
      kind: programmes.kind,
      slug: programmes.slug,
      name: programmes.name,
    })
    .from(enrolments)
    .innerJoin(programmes, eq(programmes.id, enrolments.programmeId))
    .where(
      and(
        eq(programmes.workspaceId, ctx.workspaceId),
        eq(enrolments.workspaceId, ctx.workspaceId),
        moment === "endedAt" ? sql`${enrolments.status} <> 'open'` : undefined,
        gt(at, from),
        lte(at, to),
      ),
    )
    .orderBy(asc(at), asc(enrolments.id))
    .limit(MOST + 1);
  return rows.flatMap(({ kind, slug, name, status, at: when, ...row }) => {
    const end = status === "completed" ? ("completion" as const) : ("exit" as const);
    const what: PassMove["what"] = moment === "enteredAt" ? "entry" : end;
    return when ? [{ ...row, what, at: when, programme: { kind, slug, name } }] : [];
  });
}

async function readDeliveries(ctx: Context, { from, to, waiting }: Span) {
  return ctx.db
    .select({
      id: deliveries.id,
      enrolmentId: deliveries.enrolmentId,
      moment: deliveries.moment,
      kind: deliveries.kind,
      status: deliveries.status,
      reason: deliveries.reason,
      recipient: deliveries.recipient,
      action: deliveries.action,
      request: deliveries.request,
      entity: deliveries.entity,
      customerId: deliveries.customerId,
      personId: deliveries.personId,
      decidedAt: deliveries.decidedAt,
      dueAt: deliveries.dueAt,
      sentAt: deliveries.sentAt,
    })
    .from(deliveries)
    .where(
      and(
        eq(deliveries.workspaceId, ctx.workspaceId),
        or(
          and(gt(deliveries.decidedAt, from), lte(deliveries.decidedAt, to)),
          waiting.length > 0
            ? and(inArray(deliveries.id, [...waiting]), sql`${deliveries.status} <> 'waiting'`)
            : undefined,
        ),
      ),
    )
    .orderBy(asc(deliveries.decidedAt), asc(deliveries.id))
    .limit(MOST_DELIVERIES + 1);
}
