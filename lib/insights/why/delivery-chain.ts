import "server-only";
import { and, asc, eq, inArray } from "drizzle-orm";
import { deliveries, enrolmentMoves, enrolments, events, programmes } from "@/db/schema";
import type { Context } from "@/lib/context";
import { predictOutcomes } from "@/lib/deliveries/check/predict-outcomes";
import { decisiveRows, isMessageOfPass, messageBefore } from "@/lib/deliveries/ledger/message-before";
import { AppError } from "@/lib/errors";
import { customerOf, customersById } from "@/lib/insights/customers/customers";
import { deliveryHeadline } from "@/lib/insights/deliveries/delivery-headline";
import { withGotInstead } from "@/lib/insights/why/load/got-instead";
import { type ChainLink, chainOf } from "@/lib/insights/why/words/chain";
import { definitionsOf } from "@/lib/programmes/published/definitions";
import { eventWords } from "@/lib/words/event-words";
import type { Workspace } from "@/lib/workspaces/schema";

/** What led to a delivery, link by link: the entry and what brought it, the move that decided it, what was asked then, and what became of it or will. */
export async function deliveryChain(
  ctx: Context,
  id: string,
  { workspace, zone }: { workspace: Workspace; zone: string },
): Promise<ChainLink[]> {
  const mine = eq(deliveries.workspaceId, ctx.workspaceId);
  const [found] = await ctx.db
    .select({
      row: deliveries,
      programme: { kind: programmes.kind, name: programmes.name },
      enrolment: enrolments,
    })
    .from(deliveries)
    .innerJoin(programmes, eq(programmes.id, deliveries.programmeId))
    .leftJoin(enrolments, eq(enrolments.id, deliveries.enrolmentId))
    .where(and(mine, eq(programmes.workspaceId, ctx.workspaceId), eq(deliveries.id, id)));
  if (!found) throw new AppError("not_found", "There is no such delivery.");
  const { row, programme, enrolment } = found;
  const moves = await ctx.db
    .select()
    .from(enrolmentMoves)
    .where(
      and(eq(enrolmentMoves.workspaceId, ctx.workspaceId), eq(enrolmentMoves.enrolmentId, row.enrolmentId)),
    )
    .orderBy(asc(enrolmentMoves.movedAt), asc(enrolmentMoves.id));
  const siblings = await ctx.db
    .select()
    .from(deliveries)
    .where(and(mine, eq(deliveries.enrolmentId, row.enrolmentId)))
    .orderBy(asc(deliveries.decidedAt), asc(deliveries.id));
  const news = moves.flatMap(({ detail }) => newsOf(detail));
  const [definitions, customers, names, fates] = await Promise.all([
    definitionsOf(ctx, row.programmeId, [row.version]),
    customersById(ctx, [row]),
    namesOf(ctx, news),
    predictOutcomes(ctx, [row], workspace),
  ]);
  const place = siblings.findIndex(({ actionId }) => actionId === row.actionId);
  const before = siblings.slice(0, place).filter(isMessageOfPass);
  const [previous = before.at(-1)] = decisiveRows(before);
  const [told = { ...row, gotBy: null }] = await withGotInstead(ctx, [row]);
  return chainOf({
    row: told,
    programme,
    who: customerOf(customers, row).shortName,
    pass: enrolment?.pass ?? 1,
    definition: definitions.get(row.version) ?? null,
    moves: moves.map(({ id: moveId, kind, detail, wokenBy, movedAt }) => ({
      id: moveId,
      kind,
      detail,
      wokenBy,
      at: movedAt,
      events: newsOf(detail).flatMap((event) => names.get(event) ?? []),
    })),
    previous: previous
      ? {
          headline: deliveryHeadline(previous.action, previous.request),
          sentAt: messageBefore(before)?.sentAt ?? null,
        }
      : null,
    fate: fates.get(row.id) ?? null,
    zone,
  });
}

function newsOf({ news }: Record<string, unknown>): string[] {
  return Array.isArray(news) ? news.filter((one) => typeof one === "string") : [];
}

async function namesOf(ctx: Context, ids: string[]): Promise<Map<string, { id: string; words: string }>> {
  if (ids.length === 0) return new Map();
  const rows = await ctx.db
    .select({ id: events.id, type: events.type, name: events.name })
    .from(events)
    .where(and(eq(events.workspaceId, ctx.workspaceId), inArray(events.id, [...new Set(ids)])));
  return new Map(rows.map((row) => [row.id, { id: row.id, words: eventWords(row) }]));
}
