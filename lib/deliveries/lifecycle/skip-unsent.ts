import "server-only";
import { and, eq, inArray, isNull, type SQL } from "drizzle-orm";
import { deliveries } from "@/db/schema";
import type { Context } from "@/lib/context";
import { writeHistory } from "@/lib/deliveries/ledger/write-history";
import { type Reason, reasons } from "@/lib/deliveries/reasons";

/** Whose deliveries: the entry messages and reminders of enrolments that end, or everything of a programme that does. */
type Whose = { enrolmentIds: readonly string[] } | { programmeId: string };

/**
 * Skips the unsent deliveries of whatever ends; call it in the transaction that ends it. What a sender holds at that moment is left to its
 * check before sending. Returns how many were skipped.
 */
export async function skipUnsent(ctx: Context, whose: Whose, reason: Reason): Promise<number> {
  if ("enrolmentIds" in whose && whose.enrolmentIds.length === 0) return 0;
  const skipped = await ctx.db
    .update(deliveries)
    .set({ status: "skipped", reason, nextAttemptAt: null })
    .where(
      and(
        eq(deliveries.workspaceId, ctx.workspaceId),
        conditionOf(whose),
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

function conditionOf(whose: Whose): SQL | undefined {
  return "programmeId" in whose
    ? eq(deliveries.programmeId, whose.programmeId)
    : and(
        inArray(deliveries.enrolmentId, [...whose.enrolmentIds]),
        inArray(deliveries.moment, ["entry", "step"]),
      );
}
