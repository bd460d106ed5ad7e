import "server-only";
import { and, eq, inArray, isNotNull, isNull } from "drizzle-orm";
import { deliveries, enrolmentMoves, enrolments, pauses, programmes } from "@/db/schema";
import { activityAttributes } from "@/lib/attribute-names";
import { type Context, within } from "@/lib/context";
import { writeHistory } from "@/lib/deliveries/ledger/write-history";
import { reasons } from "@/lib/deliveries/reasons";
import { newId } from "@/lib/ids";
import { lockWorkspaceExclusive } from "@/lib/locks";
import { announce } from "@/lib/outbox/announce";
import { setAttribute } from "@/lib/profiles/attributes/set-attribute";
import { lockCustomers } from "@/lib/profiles/lock-customers";
import { markCustomers } from "@/lib/profiles/mark-customers";
import { writeCustomers } from "@/lib/profiles/write-customers";
import type { ProgrammeKind } from "@/lib/programme-kinds";
import { auditProgramme } from "@/lib/programmes/audit-programme";
import { lockProgrammeRow, type ProgrammeRow } from "@/lib/programmes/draft/get-programme";

const CUSTOMERS_AT_ONCE = 1_000;

/** Ends a programme for good: whoever is in it leaves without exit actions, and what was not sent is not sent any more. */
export async function archive(
  ctx: Context,
  kind: ProgrammeKind,
  slug: string,
): Promise<{ ended: number; skipped: number }> {
  return ctx.db.transaction(async (tx) => {
    const inside = within(ctx, tx);
    await lockWorkspaceExclusive(inside);
    const row = await lockProgrammeRow(inside, kind, slug);
    if (row.status === "archived") return { ended: 0, skipped: 0 };
    const mine = and(eq(programmes.workspaceId, ctx.workspaceId), eq(programmes.id, row.id));
    await tx.update(programmes).set({ status: "archived", updatedAt: ctx.now }).where(mine);
    await tx
      .update(pauses)
      .set({ resumedAt: ctx.now })
      .where(
        and(
          eq(pauses.workspaceId, ctx.workspaceId),
          eq(pauses.programmeId, row.id),
          isNull(pauses.resumedAt),
        ),
      );
    await auditProgramme(inside, "programme.archived", row);
    const ended = await endPasses(inside, row);
    await giveUpHeld(inside, row.id);
    return { ended, skipped: await skipAllUnsent(inside, row.id) };
  });
}

async function endPasses(ctx: Context, row: ProgrammeRow): Promise<number> {
  const ended = await ctx.db
    .update(enrolments)
    .set({ status: "exited", reason: "archived", endedAt: ctx.now, wakeAt: null, stepId: null })
    .where(
      and(
        eq(enrolments.workspaceId, ctx.workspaceId),
        eq(enrolments.programmeId, row.id),
        eq(enrolments.status, "open"),
      ),
    )
    .returning({ id: enrolments.id, customerId: enrolments.customerId });
  const sorted = ended.sort((a, b) => (a.customerId < b.customerId ? -1 : 1));
  for (let from = 0; from < sorted.length; from += CUSTOMERS_AT_ONCE) {
    await tellAbout(ctx, row, sorted.slice(from, from + CUSTOMERS_AT_ONCE));
  }
  return ended.length;
}

async function tellAbout(
  ctx: Context,
  row: ProgrammeRow,
  ended: readonly { id: string; customerId: string }[],
): Promise<void> {
  const { workspaceId, now } = ctx;
  const customers = await lockCustomers(
    ctx,
    row.target,
    ended.map(({ customerId }) => customerId),
  );
  const { currentlyMember } = activityAttributes(row);
  for (const customer of customers) setAttribute(customer, currentlyMember, false, now, null);
  await writeCustomers(ctx, customers);
  await markCustomers(
    ctx,
    row.target,
    customers.map(({ id }) => id),
  );
  await ctx.db.insert(enrolmentMoves).values(
    ended.map(({ id }) => ({
      id: newId("mov"),
      workspaceId,
      enrolmentId: id,
      kind: "exited" as const,
      detail: { reason: "archived" },
      wokenBy: "operator" as const,
      movedAt: now,
    })),
  );
  await announce(
    ctx,
    ended.map(({ id }) => ({ name: "trig/enrolment.ended", data: { workspaceId, enrolmentId: id } })),
  );
  await announce(ctx, [{ name: "trig/news", data: { workspaceId } }]);
}

async function skipAllUnsent(ctx: Context, programmeId: string): Promise<number> {
  const skipped = await ctx.db
    .update(deliveries)
    .set({ status: "skipped", reason: "archived", nextAttemptAt: null })
    .where(
      and(
        eq(deliveries.workspaceId, ctx.workspaceId),
        eq(deliveries.programmeId, programmeId),
        inArray(deliveries.status, ["waiting", "held"]),
        // One that may already have arrived is never called skipped.
        isNull(deliveries.firstAttemptAt),
      ),
    )
    .returning({ id: deliveries.id });
  await writeHistory(
    ctx,
    skipped.map(({ id }) => ({ deliveryId: id, what: "skipped", detail: reasons.archived })),
  );
  return skipped.length;
}

/** What a pause held although it may have arrived has nobody left to ask what became of it. */
async function giveUpHeld(ctx: Context, programmeId: string): Promise<void> {
  const givenUp = await ctx.db
    .update(deliveries)
    .set({ status: "unconfirmed", reason: "unconfirmed" })
    .where(
      and(
        eq(deliveries.workspaceId, ctx.workspaceId),
        eq(deliveries.programmeId, programmeId),
        eq(deliveries.status, "held"),
        isNotNull(deliveries.firstAttemptAt),
      ),
    )
    .returning({ id: deliveries.id });
  const detail = "The job was archived before anybody knew whether the message had arrived.";
  await writeHistory(
    ctx,
    givenUp.map(({ id }) => ({ deliveryId: id, what: "unconfirmed", detail })),
  );
}
