import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { enrolments } from "@/db/schema";
import type { Context } from "@/lib/context";
import type { EndReason } from "@/lib/enrolments/end-reasons";

/** How many passes of a programme are alike: on the same version, standing or ended in the same way. */
export interface PassTally {
  version: number;
  status: "open" | "completed" | "exited";
  reason: EndReason | null;
  /** Of open ones. */
  stepId: string | null;
  customers: number;
}

/** Every pass of a programme counted, so that all figures of a report come from one reading and add up. */
export function tallyPasses(ctx: Context, programmeId: string): Promise<PassTally[]> {
  return ctx.db
    .select({
      version: enrolments.version,
      status: enrolments.status,
      reason: enrolments.reason,
      stepId: enrolments.stepId,
      customers: sql<number>`count(*)`,
    })
    .from(enrolments)
    .where(and(eq(enrolments.workspaceId, ctx.workspaceId), eq(enrolments.programmeId, programmeId)))
    .groupBy(enrolments.version, enrolments.status, enrolments.reason, enrolments.stepId);
}
