import { z } from "zod";
import { webhookMappingSchema } from "@/lib/sources/schema";
import type { IntegrationKind } from "@/lib/workspaces/schema";

const sending = z.strictObject({
  /** What the provider allows this account; absent: what it allows everybody. */
  requestsPerSecond: z.number().positive().max(10_000).optional(),
});

/** The settings that a connection of each kind takes, besides its secret. */
export const integrationConfig: { [Kind in IntegrationKind]: z.ZodType<Record<string, unknown>> } = {
  resend: sending,
  slack: sending,
  segment: z.strictObject({}),
  webhook: webhookMappingSchema,
};
