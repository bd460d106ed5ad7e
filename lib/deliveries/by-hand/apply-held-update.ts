import "server-only";
import { and, eq } from "drizzle-orm";
import { deliveries } from "@/db/schema";
import { updateSchema } from "@/lib/actions/action-schema";
import { newValue } from "@/lib/actions/values";
import { canonicalKey } from "@/lib/attribute-names";
import type { Context } from "@/lib/context";
import type { DeliveryRow } from "@/lib/deliveries/ledger/claim";
import { writeHistory } from "@/lib/deliveries/ledger/write-history";
import { reasons } from "@/lib/deliveries/reasons";
import { AppError } from "@/lib/errors";
import { lockWorkspaceShared } from "@/lib/locks";
import { announce } from "@/lib/outbox/announce";
import { loadTypes } from "@/lib/profiles/attributes/load-types";
import { setAttribute } from "@/lib/profiles/attributes/set-attribute";
import { lockCustomers } from "@/lib/profiles/lock-customers";
import { markAround } from "@/lib/profiles/mark-customers";
import type { Customer } from "@/lib/profiles/schema";
import { writeCustomers } from "@/lib/profiles/write-customers";

/**
 * Carries out an update that the loop guard held, on the customer as they are now, and has them and everyone who reads them evaluated
 * again. Call it in a transaction; the customer is locked before the delivery, as everywhere.
 */
export async function applyHeldUpdate(
  ctx: Context,
  { id, entity, customerId }: DeliveryRow,
  check: (row: DeliveryRow) => Promise<unknown>,
): Promise<{ status: "done" | "skipped" }> {
  await lockWorkspaceShared(ctx);
  const [customer] = await lockCustomers(ctx, entity, [customerId]);
  const mine = and(eq(deliveries.workspaceId, ctx.workspaceId), eq(deliveries.id, id));
  const [row] = await ctx.db.select().from(deliveries).where(mine).for("update");
  if (row) await check(row);
  if (!row || !customer)
    throw new AppError("conflict", "This customer turned out to be another one: there is nothing to update.");

  if (!(await write(ctx, customer, row))) {
    await ctx.db.update(deliveries).set({ status: "skipped", reason: "type_mismatch" }).where(mine);
    await writeHistory(ctx, [{ deliveryId: id, what: "skipped", detail: reasons.type_mismatch }]);
    return { status: "skipped" };
  }
  await ctx.db.update(deliveries).set({ status: "done", reason: null, sentAt: ctx.now }).where(mine);
  await writeHistory(ctx, [{ deliveryId: id, what: "done", detail: "Released by hand." }]);
  return { status: "done" };
}

async function write(ctx: Context, customer: Customer, row: DeliveryRow): Promise<boolean> {
  const action = updateSchema.parse(row.action);
  const result = newValue(action, customer.attributes, ctx.now, (await loadTypes(ctx))[customer.entity]);
  if ("reason" in result) return false;
  const key = canonicalKey(action.attribute);
  // What we write now is newer than what we hold, even if another process's clock is ahead of ours.
  const at = new Date(Math.max(ctx.now.getTime(), customer.times[key] ?? 0));
  setAttribute(customer, key, result.value, at, { kind: "action", id: row.id });
  await writeCustomers(ctx, [customer]);
  const self = new Set([customer.id]);
  const nobody = new Set<string>();
  const marks =
    customer.entity === "person"
      ? { person: self, organisation: nobody, organisationsOf: self, peopleOf: nobody }
      : { person: nobody, organisation: self, organisationsOf: nobody, peopleOf: self };
  await markAround(ctx, marks, () => true);
  await announce(ctx, [{ name: "trig/news", data: { workspaceId: ctx.workspaceId } }]);
  return true;
}
