import "server-only";
import { and, eq } from "drizzle-orm";
import { programmes } from "@/db/schema";
import { activityAttributes } from "@/lib/attribute-names";
import { type Context, within } from "@/lib/context";
import { giveUpHeld } from "@/lib/deliveries/lifecycle/give-up-held";
import { skipUnsent } from "@/lib/deliveries/lifecycle/skip-unsent";
import { type Ended, endPasses } from "@/lib/enrolments/write/end-passes";
import { closePause } from "@/lib/lifecycle/close-pause";
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
    await closePause(inside, row.id);
    await auditProgramme(inside, "programme.archived", row);
    const ended = await endAll(inside, row);
    await giveUpHeld(inside, row.id);
    return { ended, skipped: await skipUnsent(inside, { programmeId: row.id }, "archived") };
  });
}

async function endAll(ctx: Context, row: ProgrammeRow): Promise<number> {
  const ended = await endPasses(ctx, { programmeId: row.id }, { reason: "archived", wokenBy: "operator" });
  const sorted = ended.sort((a, b) => (a.customerId < b.customerId ? -1 : 1));
  for (let from = 0; from < sorted.length; from += CUSTOMERS_AT_ONCE) {
    await tellAbout(ctx, row, sorted.slice(from, from + CUSTOMERS_AT_ONCE));
  }
  return ended.length;
}

async function tellAbout(ctx: Context, row: ProgrammeRow, ended: readonly Ended[]): Promise<void> {
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
  await announce(
    ctx,
    ended.map(({ id }) => ({ name: "trig/enrolment.ended", data: { workspaceId, enrolmentId: id } })),
  );
  await announce(ctx, [{ name: "trig/news", data: { workspaceId } }]);
}
