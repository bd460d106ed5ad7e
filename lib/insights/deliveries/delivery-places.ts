import "server-only";
import { and, eq, ne, type SQL, sql } from "drizzle-orm";
import { deliveries, programmes } from "@/db/schema";
import type { ActionKind } from "@/lib/actions/schema";
import type { Context } from "@/lib/context";
import { type DeliveryStatus, deliveryStatuses } from "@/lib/deliveries/schema";
import type { Cursor } from "@/lib/insights/cursor";
import type { ProgrammeRef } from "@/lib/programme-kinds";

export interface DeliveryFilter {
  programme?: ProgrammeRef | undefined;
  /** One action of that programme. */
  actionId?: string | undefined;
  /** One version of that programme. */
  version?: number | undefined;
  kind?: ActionKind | undefined;
  status?: DeliveryStatus | undefined;
  reason?: string | undefined;
  /** What went to, or was about, this customer. */
  customerId?: string | undefined;
  /** Decided from this moment on. */
  from?: Date | undefined;
  /** Decided before this moment. */
  before?: Date | undefined;
}

export interface DeliveryPlace {
  id: string;
  at: Date;
}

const MOST_BRANCHES = 120;

/**
 * The places of a page of the ledger, the latest decision first. What is asked for is taken apart into branches that each read one index
 * in its order and no further than the page is long: a customer as whom it was about or whom it went to, a kind of a programme as its actions,
 * an action or a kind of any outcome as one branch per outcome.
 */
export async function deliveryPlaces(
  ctx: Context,
  filter: DeliveryFilter,
  after: Cursor | null,
  limit: number,
): Promise<DeliveryPlace[]> {
  const branches = await branchesOf(ctx, filter);
  if (branches.length === 0) return [];
  const bounds = [
    eq(deliveries.workspaceId, ctx.workspaceId),
    filter.from && sql`${deliveries.decidedAt} >= ${filter.from.toISOString()}::timestamptz`,
    filter.before && sql`${deliveries.decidedAt} < ${filter.before.toISOString()}::timestamptz`,
    after &&
      sql`(${deliveries.decidedAt}, ${deliveries.id}) < (${after.at.toISOString()}::timestamptz, ${after.id})`,
  ].flatMap((bound) => bound || []);
  const selects = branches.map(
    (branch) => sql`(select id, decided_at from ${deliveries} where ${and(...bounds, ...branch)}
      order by decided_at desc, id desc limit ${limit})`,
  );
  const { rows } = await ctx.db.execute<{ id: string; decided_at: string | Date }>(
    sql`select id, decided_at from (${sql.join(selects, sql` union all `)}) as found
        order by decided_at desc, id desc limit ${limit}`,
  );
  return rows.map((row) => ({ id: row.id, at: new Date(row.decided_at) }));
}

type Branch = SQL[];

async function branchesOf(ctx: Context, filter: DeliveryFilter): Promise<Branch[]> {
  const { programme, actionId, version, kind, status, reason, customerId } = filter;
  const programmeId = programme === undefined ? null : await idOf(ctx, programme);
  if (programme !== undefined && programmeId === null) return [];
  const all: Branch = [
    programmeId !== null && eq(deliveries.programmeId, programmeId),
    actionId !== undefined && eq(deliveries.actionId, actionId),
    version !== undefined && eq(deliveries.version, version),
    kind !== undefined && eq(deliveries.kind, kind),
    status !== undefined && eq(deliveries.status, status),
    reason !== undefined && sql`${deliveries.reason} = ${reason}`,
  ].flatMap((one) => one || []);
  if (customerId !== undefined)
    return [
      [...all, eq(deliveries.customerId, customerId)],
      [...all, eq(deliveries.personId, customerId), ne(deliveries.customerId, customerId)],
    ];
  if (reason !== undefined) return [all];
  const outcomes = status === undefined ? deliveryStatuses : [status];
  const byOutcome = (branch: Branch): Branch[] =>
    outcomes.map((outcome) => [...branch, eq(deliveries.status, outcome)]);
  if (programmeId === null) return kind === undefined ? [all] : byOutcome(all);
  if (actionId !== undefined) return byOutcome(all);
  if (kind === undefined && status === undefined) return [all];
  const actions = await actionsOf(ctx, programmeId, kind);
  const branches = actions.flatMap((id) => byOutcome([...all, eq(deliveries.actionId, id)]));
  return branches.length > MOST_BRANCHES ? [all] : branches;
}

async function idOf(ctx: Context, { kind, slug }: ProgrammeRef): Promise<string | null> {
  const [found] = await ctx.db
    .select({ id: programmes.id })
    .from(programmes)
    .where(
      and(eq(programmes.workspaceId, ctx.workspaceId), eq(programmes.kind, kind), eq(programmes.slug, slug)),
    );
  return found?.id ?? null;
}

/** The actions of every version of a programme, or those of a kind. An action's id never changes its kind. */
async function actionsOf(ctx: Context, programmeId: string, kind: ActionKind | undefined): Promise<string[]> {
  const { rows } = await ctx.db.execute<{ id: string }>(sql`
    select distinct action ->> 'id' as id from programme_versions v,
      unnest(array['entry', 'steps', 'completion', 'exit']) lane,
      jsonb_array_elements(coalesce(v.definition -> lane, '[]')) action
    where v.workspace_id = ${ctx.workspaceId} and v.programme_id = ${programmeId}
      and action ->> 'kind' <> 'wait' and ${kind ? sql`action ->> 'kind' = ${kind}` : sql`true`}`);
  return rows.map(({ id }) => id);
}
