import "server-only";
import { and, eq } from "drizzle-orm";
import { deliveries, enrolments, programmes } from "@/db/schema";
import { isSent } from "@/lib/channels/channels";
import { type Context, within } from "@/lib/context";
import { applyHeldUpdate } from "@/lib/deliveries/by-hand/apply-held-update";
import { type Resending, resendingOf } from "@/lib/deliveries/by-hand/resending";
import { announceDue } from "@/lib/deliveries/ledger/announce-due";
import type { DeliveryRow } from "@/lib/deliveries/ledger/claim";
import { writeHistory } from "@/lib/deliveries/ledger/write-history";
import { reasons } from "@/lib/deliveries/reasons";
import { AppError } from "@/lib/errors";
import { audit } from "@/lib/workspaces/audit/audit";

/** A fresh start: rendered anew and, where there was an attempt before, under a new key. */
const afresh = { request: null, firstAttemptAt: null, providerId: null, batchId: null };

/**
 * Sends what was refused, came too late, was held by the loop guard, or is unconfirmed. An unconfirmed one is repeated under its old key
 * while the provider still knows it; after that only if the caller accepts that it may arrive twice. A held update is carried out.
 */
export async function sendAgain(
  ctx: Context,
  deliveryId: string,
  options: { mayArriveTwice?: boolean | undefined } = {},
): Promise<{ status: "waiting" | "done" | "skipped" }> {
  return ctx.db.transaction(async (tx) => {
    const inside = within(ctx, tx);
    const mine = and(eq(deliveries.workspaceId, ctx.workspaceId), eq(deliveries.id, deliveryId));
    const [found] = await tx.select().from(deliveries).where(mine);
    if (!found) throw new AppError("not_found", "There is no such delivery.");
    await audit(inside, {
      what: "delivery.sent_again",
      subject: { id: deliveryId, name: found.recipient },
      detail: options,
    });
    if (!isSent(found.channel)) {
      return applyHeldUpdate(inside, found, async (row) => accept(await resendingFor(inside, row), options));
    }
    const [row = found] = await tx.select().from(deliveries).where(mine).for("update");
    const kind = accept(await resendingFor(inside, row), options);
    const isAnew = kind === "afresh" || (row.status === "unconfirmed" && options.mayArriveTwice);
    await tx
      .update(deliveries)
      .set({
        ...(isAnew ? afresh : {}),
        status: "waiting",
        reason: null,
        nextAttemptAt: null,
        dueAt: ctx.now,
      })
      .where(mine);
    await writeHistory(inside, [
      { deliveryId, what: "sent_again", detail: row.reason ? reasons[row.reason] : "" },
    ]);
    await announceDue(inside, [row]);
    return { status: "waiting" };
  });
}

async function resendingFor(ctx: Context, row: DeliveryRow): Promise<Resending> {
  const [programme] = await ctx.db
    .select({ kind: programmes.kind, status: programmes.status })
    .from(programmes)
    .where(and(eq(programmes.workspaceId, ctx.workspaceId), eq(programmes.id, row.programmeId)));
  if (!programme) throw new AppError("not_found", "There is no such delivery.");
  const [enrolment] = await ctx.db
    .select({ status: enrolments.status, reason: enrolments.reason, goalMetAt: enrolments.goalMetAt })
    .from(enrolments)
    .where(and(eq(enrolments.workspaceId, ctx.workspaceId), eq(enrolments.id, row.enrolmentId)));
  const { kind, status } = programme;
  const state = { kind, programme: status, enrolment: enrolment ?? null };
  return resendingOf(row, state, new Date());
}

function accept(resending: Resending, options: { mayArriveTwice?: boolean | undefined }) {
  if (resending.kind === "no") throw new AppError("conflict", resending.sentence);
  if (resending.kind === "twice" && !options.mayArriveTwice)
    throw new AppError("conflict", "It may have arrived already. Send it again only if it may arrive twice.");
  return resending.kind;
}
