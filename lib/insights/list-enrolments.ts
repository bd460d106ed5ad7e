import "server-only";
import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { enrolments } from "@/db/schema";
import type { Context } from "@/lib/context";
import { type Cursor, type Page, toPage } from "@/lib/insights/cursor";
import { type CustomerRef, customerOf, customersById } from "@/lib/insights/customers";

export interface OpenPass {
  id: string;
  customer: CustomerRef;
  version: number;
  stepId: string | null;
  stepSince: Date;
  enteredAt: Date;
  wakeAt: Date | null;
  goalMetAt: Date | null;
}

export interface EndedPass {
  id: string;
  customer: CustomerRef;
  status: "completed" | "exited";
  reason: string | null;
  enteredAt: Date;
  endedAt: Date;
  goalMetLateAt: Date | null;
}

/** Who is in a job now, or stands before one of its steps ("" for those with all steps behind them), the latest entered first. */
export async function listOpenPasses(
  ctx: Context,
  { programmeId, atStep }: { programmeId: string; atStep?: string | undefined },
  after: Cursor | null,
  size = 25,
): Promise<Page<OpenPass>> {
  const rows = await ctx.db
    .select()
    .from(enrolments)
    .where(
      and(
        eq(enrolments.workspaceId, ctx.workspaceId),
        eq(enrolments.programmeId, programmeId),
        sql`status = 'open'`,
        atStep === undefined
          ? undefined
          : atStep === ""
            ? isNull(enrolments.stepId)
            : eq(enrolments.stepId, atStep),
        after
          ? sql`(${enrolments.enteredAt}, ${enrolments.id}) < (${after.at.toISOString()}::timestamptz, ${after.id})`
          : undefined,
      ),
    )
    .orderBy(desc(enrolments.enteredAt), desc(enrolments.id))
    .limit(size + 1);
  const named = await withCustomers(ctx, rows);
  return toPage(named, size, (row) => ({ at: row.enteredAt, id: row.id }));
}

/** Who left a job, by completion or exit, the latest first. */
export async function listEndedPasses(
  ctx: Context,
  programmeId: string,
  after: Cursor | null,
  size = 10,
): Promise<Page<EndedPass>> {
  const rows = await ctx.db
    .select()
    .from(enrolments)
    .where(
      and(
        eq(enrolments.workspaceId, ctx.workspaceId),
        eq(enrolments.programmeId, programmeId),
        sql`status <> 'open'`,
        after
          ? sql`(${enrolments.endedAt}, ${enrolments.id}) < (${after.at.toISOString()}::timestamptz, ${after.id})`
          : undefined,
      ),
    )
    .orderBy(desc(enrolments.endedAt), desc(enrolments.id))
    .limit(size + 1);
  const named = await withCustomers(ctx, rows);
  const ended = named.flatMap((row) =>
    row.status !== "open" && row.endedAt ? [{ ...row, status: row.status, endedAt: row.endedAt }] : [],
  );
  return toPage(ended, size, (row) => ({ at: row.endedAt, id: row.id }));
}

async function withCustomers<Row extends { entity: "person" | "organisation"; customerId: string }>(
  ctx: Context,
  rows: Row[],
) {
  const customers = await customersById(ctx, rows);
  return rows.map((row) => ({ ...row, customer: customerOf(customers, row) }));
}
