import { z } from "zod";
import { actionKinds } from "@/lib/actions/kinds";
import { deliveryStatuses } from "@/lib/deliveries/schema";
import { apiRoute, readQuery } from "@/lib/edge/api";
import { decodeCursor } from "@/lib/insights/cursor";
import { listDeliveries } from "@/lib/insights/deliveries/list-deliveries";

const instant = z.iso
  .datetime({ offset: true, error: "It must be a moment such as 2026-03-12T09:00:00Z." })
  .transform((text) => new Date(text))
  .refine((at) => at.getUTCFullYear() > 1900, "It must be a moment of our time.")
  .optional();
const oneOf = <const Names extends readonly string[]>(names: Names) =>
  z.enum(names, { error: `It must be one of ${names.join(", ")}.` }).optional();

const text = z.string().optional();

/** What narrows the ledger, by the names of the parameters. */
const filterSchema = z.object({
  kind: oneOf(actionKinds),
  status: oneOf(deliveryStatuses),
  from: instant,
  before: instant,
  job: text,
  action: text,
  reason: text,
  customer: text,
  after: text,
});

export const GET = apiRoute("viewer", async (ctx, request) => {
  const { job, action, customer, after, ...filter } = readQuery(request, filterSchema);
  const programme = job === undefined ? undefined : { kind: "job" as const, slug: job };
  const named = { programme, actionId: action, customerId: customer };
  const { rows, next } = await listDeliveries(ctx, { ...filter, ...named }, decodeCursor(after));
  return { deliveries: rows, next };
});
