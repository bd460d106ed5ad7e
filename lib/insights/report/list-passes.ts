import "server-only";
import { and, desc, eq, gte, isNull, lt, type SQL, sql } from "drizzle-orm";
import { enrolmentMoves, enrolments } from "@/db/schema";
import type { Context } from "@/lib/context";
import { type Cursor, type Page, toPage } from "@/lib/insights/cursor";
import { type CustomerRef, customerOf, customersById } from "@/lib/insights/customers/customers";
import type { PassFilter } from "@/lib/insights/report/pass-filter";
import { daysToMoments } from "@/lib/insights/report/time-buckets";

/** One customer's time in a programme. */
export type PassRow = Pick<
  typeof enrolments.$inferSelect,
  | "id"
  | "version"
  | "pass"
  | "status"
  | "reason"
  | "stepId"
  | "stepSince"
  | "enteredAt"
  | "endedAt"
  | "wakeAt"
  | "goalMetAt"
  | "goalMetLateAt"
> & { customer: CustomerRef };

export interface PassesOf {
  programmeId: string;
  filter: PassFilter;
  /** Whose days the filter's days are. */
  zone: string;
}

/** The customers behind a figure of a report, the latest first: by entry, or by the end for those who completed or exited. */
export async function listPasses(
  ctx: Context,
  wanted: PassesOf,
  after: Cursor | null,
  size = 50,
): Promise<Page<PassRow>> {
  const at = placeOf(wanted.filter);
  const rows = await ctx.db
    .select()
    .from(enrolments)
    .where(
      and(
        matching(ctx, wanted),
        after
          ? sql`(${at}, ${enrolments.id}) < (${after.at.toISOString()}::timestamptz, ${after.id})`
          : undefined,
      ),
    )
    .orderBy(desc(at), desc(enrolments.id))
    .limit(size + 1);
  const customers = await customersById(ctx, rows);
  const named = rows.map((row) => ({ ...row, customer: customerOf(customers, row) }));
  return toPage(named, size, (row) => ({
    at: (hasEnded(wanted.filter) && row.endedAt) || row.enteredAt,
    id: row.id,
  }));
}

/** How many customers stand behind a figure of a report. */
export async function countPasses(ctx: Context, wanted: PassesOf): Promise<number> {
  const [row] = await ctx.db
    .select({ customers: sql<number>`count(*)` })
    .from(enrolments)
    .where(matching(ctx, wanted));
  return row?.customers ?? 0;
}

/** Who left a programme last, by completion or exit. */
export async function listLeft(
  ctx: Context,
  wanted: { programmeId: string; version: number | null; zone: string },
  size = 6,
): Promise<PassRow[]> {
  const { programmeId, zone } = wanted;
  const of = (show: "completed" | "exited") =>
    listPasses(
      ctx,
      { programmeId, zone, filter: { show, version: wanted.version ?? undefined } },
      null,
      size,
    );
  const [completed, exited] = await Promise.all([of("completed"), of("exited")]);
  const endOf = ({ endedAt }: PassRow) => endedAt?.getTime() ?? 0;
  return [...completed.rows, ...exited.rows].sort((a, b) => endOf(b) - endOf(a)).slice(0, size);
}

function hasEnded({ show }: PassFilter): boolean {
  return show === "completed" || show === "exited";
}

function placeOf(filter: PassFilter) {
  return hasEnded(filter) ? enrolments.endedAt : enrolments.enteredAt;
}

function matching(ctx: Context, { programmeId, filter, zone }: PassesOf): SQL | undefined {
  const { show, version, reason, step, passed, days, took } = filter;
  const at = placeOf(filter);
  const span = days ? daysToMoments(days, zone) : { from: null, to: null };
  const length = sql`${enrolments.endedAt} - ${enrolments.enteredAt}`;
  return and(
    eq(enrolments.workspaceId, ctx.workspaceId),
    eq(enrolments.programmeId, programmeId),
    // A partial index is found by its own words only, not through a parameter.
    show === "open" ? sql`${enrolments.status} = 'open'` : undefined,
    hasEnded(filter) ? sql`${enrolments.status} = ${show} and ${enrolments.status} <> 'open'` : undefined,
    version === undefined ? undefined : eq(enrolments.version, version),
    reason && eq(enrolments.reason, reason),
    step === undefined ? undefined : step === "" ? isNull(enrolments.stepId) : eq(enrolments.stepId, step),
    passed && wentThrough(passed),
    span.from ? gte(at, span.from) : undefined,
    span.to ? lt(at, span.to) : undefined,
    took && took.fromMs > 0 ? sql`${length} >= ${`${took.fromMs} ms`}::interval` : undefined,
    took && took.toMs !== null ? sql`${length} < ${`${took.toMs} ms`}::interval` : undefined,
  );
}

/** Asked of one pass after the other, by its own moves: joined, the planner would read everybody's. */
function wentThrough({ step, way }: NonNullable<PassFilter["passed"]>): SQL {
  const onThatWay = way === undefined ? sql`` : sql`and detail ->> 'way' = ${way}`;
  return sql`(select true from ${enrolmentMoves} where enrolment_id = ${enrolments.id}
    and kind = 'step' and detail ->> 'stepId' = ${step} ${onThatWay} limit 1)`;
}
