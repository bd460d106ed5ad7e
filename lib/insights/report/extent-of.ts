import "server-only";
import { and, eq, max, min, type SQL } from "drizzle-orm";
import { enrolments } from "@/db/schema";
import type { Context } from "@/lib/context";
import type { Extent } from "@/lib/insights/report/range";

/** From a programme's first entry to now, or to the last thing that happened in it once it is archived and nothing more can. */
export async function extentOf(ctx: Context, programmeId: string, isArchived: boolean): Promise<Extent> {
  const where = (more?: SQL) =>
    and(eq(enrolments.workspaceId, ctx.workspaceId), eq(enrolments.programmeId, programmeId), more);
  const lastEnd = (status: "completed" | "exited") =>
    ctx.db
      .select({ last: max(enrolments.endedAt) })
      .from(enrolments)
      .where(where(eq(enrolments.status, status)));
  const [[entered], ...ended] = await Promise.all([
    ctx.db
      .select({ first: min(enrolments.enteredAt), last: max(enrolments.enteredAt) })
      .from(enrolments)
      .where(where()),
    lastEnd("completed"),
    lastEnd("exited"),
  ]);
  const first = entered?.first ?? null;
  if (!isArchived) return { first, last: ctx.now };
  const moments = [entered, ...ended.flat()].flatMap((row) => (row?.last ? [row.last.getTime()] : []));
  return { first, last: moments.length > 0 ? new Date(Math.max(...moments)) : ctx.now };
}
