import "server-only";
import { and, eq, inArray, isNull } from "drizzle-orm";
import { deliveries } from "@/db/schema";
import type { Context } from "@/lib/context";
import { writeHistory } from "@/lib/deliveries/ledger/write-history";
import { type Reason, reasons } from "@/lib/deliveries/reasons";

/**
 * An enrolment that ends takes its unsent entry messages and reminders with it; call it in the transaction that ends it.
 * What a sender holds at that moment is left to its last look before sending. Answers with how many were cancelled.
 */
export async function skipUnsent(
  ctx: Context,
  enrolmentIds: readonly string[],
  reason: Reason,
): Promise<number> {
  if (enrolmentIds.length === 0) return 0;
  const skipped = await ctx.db
    .update(deliveries)
    .set({ status: "skipped", reason, nextAttemptAt: null })
    .where(
      and(
        eq(deliveries.workspaceId, ctx.workspaceId),
        inArray(deliveries.enrolmentId, [...enrolmentIds]),
        inArray(deliveries.moment, ["entry", "step"]),
        inArray(deliveries.status, ["waiting", "held"]),
        // One that may already have arrived is never called skipped.
        isNull(deliveries.firstAttemptAt),
      ),
    )
    .returning({ id: deliveries.id });
  await writeHistory(
    ctx,
    skipped.map(({ id }) => ({ deliveryId: id, what: "skipped", detail: reasons[reason] })),
  );
  return skipped.length;
}
