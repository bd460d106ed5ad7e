import "server-only";
import type { Context } from "@/lib/context";
import { type CustomerRef, customerOf, customersById } from "@/lib/insights/customers/customers";
import { findCustomer } from "@/lib/insights/why/load/find-customer";

/** The person or organisation that a name means: a person by id, user ID or email, else an organisation by id or group ID. */
export async function findWho(ctx: Context, name: string): Promise<CustomerRef | null> {
  const found = (await findCustomer(ctx, "person", name)) ?? (await findCustomer(ctx, "organisation", name));
  if (!found) return null;
  const row = { entity: found.entity, customerId: found.id };
  return customerOf(await customersById(ctx, [row]), row);
}
