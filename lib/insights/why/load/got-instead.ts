import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import { deliveries } from "@/db/schema";
import type { Context } from "@/lib/context";
import type { DeliveryRow } from "@/lib/deliveries/ledger/claim";
import { customerOf, customersById } from "@/lib/insights/customers/customers";

/** A row of the ledger, with the name of whoever got the message in this customer's place. */
export type ToldDelivery = DeliveryRow & { gotBy: string | null };

/** Names those who got a message because they have the same address. */
export async function withGotInstead(ctx: Context, rows: readonly DeliveryRow[]): Promise<ToldDelivery[]> {
  const ids = rows.flatMap(({ insteadId }) => insteadId ?? []);
  if (ids.length === 0) return rows.map((row) => ({ ...row, gotBy: null }));
  const found = await ctx.db
    .select({ id: deliveries.id, entity: deliveries.entity, customerId: deliveries.customerId })
    .from(deliveries)
    .where(and(eq(deliveries.workspaceId, ctx.workspaceId), inArray(deliveries.id, ids)));
  const customers = await customersById(ctx, found);
  const names = new Map(found.map((row) => [row.id, customerOf(customers, row).name]));
  return rows.map((row) => ({ ...row, gotBy: names.get(row.insteadId ?? "") ?? null }));
}
