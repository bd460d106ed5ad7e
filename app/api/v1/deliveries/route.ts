import { z } from "zod";
import { deliveryKinds, deliveryStatuses } from "@/lib/deliveries/schema";
import { apiRoute, query } from "@/lib/edge/api";
import { AppError } from "@/lib/errors";
import { decodeCursor } from "@/lib/insights/cursor";
import { listDeliveries } from "@/lib/insights/list-deliveries";

const instant = z.iso
  .datetime({ offset: true, error: "It must be a moment such as 2026-03-12T09:00:00Z." })
  .transform((text) => new Date(text))
  .refine((at) => at.getUTCFullYear() > 1900, "It must be a moment of our time.")
  .optional();
const oneOf = <const Names extends readonly string[]>(names: Names) =>
  z.enum(names, { error: `It must be one of ${names.join(", ")}.` }).optional();

/** What narrows the ledger, by the names of the parameters. */
const filterSchema = z.object({
  kind: oneOf(deliveryKinds),
  status: oneOf(deliveryStatuses),
  from: instant,
  before: instant,
});

export const GET = apiRoute("viewer", async (ctx, request) => {
  const given = (name: string) => query(request, name);
  const asked = filterSchema.safeParse({
    kind: given("kind"),
    status: given("status"),
    from: given("from"),
    before: given("before"),
  });
  if (!asked.success) {
    const issues = asked.error.issues.map(({ path, message }) => ({ path: path.join("."), message }));
    throw new AppError("invalid", "Deliveries cannot be narrowed like that.", issues);
  }
  const filter = {
    ...asked.data,
    jobSlug: given("job"),
    actionId: given("action"),
    reason: given("reason"),
    customerId: given("customer"),
  };
  const { rows, next } = await listDeliveries(ctx, filter, decodeCursor(given("after")));
  return { deliveries: rows, next };
});
