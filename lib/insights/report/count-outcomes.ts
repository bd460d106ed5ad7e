import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { deliveries } from "@/db/schema";
import type { Context } from "@/lib/context";
import type { OutcomeCount } from "@/lib/insights/report/schema";

/** What became of the deliveries of a programme, or of one version of it: by action, outcome and reason. */
export function countOutcomes(
  ctx: Context,
  programmeId: string,
  version: number | null,
): Promise<OutcomeCount[]> {
  return ctx.db
    .select({
      actionId: deliveries.actionId,
      status: deliveries.status,
      reason: deliveries.reason,
      deliveries: sql<number>`count(*)`,
    })
    .from(deliveries)
    .where(
      and(
        eq(deliveries.workspaceId, ctx.workspaceId),
        eq(deliveries.programmeId, programmeId),
        version === null ? undefined : eq(deliveries.version, version),
      ),
    )
    .groupBy(deliveries.actionId, deliveries.status, deliveries.reason)
    .orderBy(sql`count(*) desc`, deliveries.actionId);
}
