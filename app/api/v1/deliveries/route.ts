import { z } from "zod";
import { deliveryKinds, deliveryStatuses } from "@/lib/deliveries/schema";
import { apiRoute, query } from "@/lib/edge/api";
import { AppError } from "@/lib/errors";
import { decodeCursor } from "@/lib/insights/cursor";
import { listDeliveries } from "@/lib/insights/list-deliveries";

const filterSchema = z.object({
  kind: z.enum(deliveryKinds).optional(),
  status: z.enum(deliveryStatuses).optional(),
});

export const GET = apiRoute("viewer", async (ctx, request) => {
  const asked = filterSchema.safeParse({ kind: query(request, "kind"), status: query(request, "status") });
  if (!asked.success) throw new AppError("invalid", "There is no such kind or status of delivery.");
  const filter = {
    ...asked.data,
    jobSlug: query(request, "job"),
    actionId: query(request, "action"),
    reason: query(request, "reason"),
    customerId: query(request, "customer"),
  };
  const { rows, next } = await listDeliveries(ctx, filter, decodeCursor(query(request, "after")));
  return { deliveries: rows, next };
});
