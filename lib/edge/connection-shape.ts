import { z } from "zod";
import { type ConnectionShape, connectionOf, connectionSecret } from "@/lib/channels/providers";
import { webhookMappingSchema } from "@/lib/sources/schema";
import { type IntegrationKind, type SourceKind, sourceKinds } from "@/lib/workspaces/schema";

const sources: { [Kind in SourceKind]: ConnectionShape } = {
  segment: { secret: connectionSecret, config: z.strictObject({}) },
  webhook: { secret: connectionSecret, config: webhookMappingSchema },
};

/** What connecting a tool takes: its secret and its settings. */
export function connectionShape(kind: IntegrationKind): ConnectionShape {
  return isSource(kind) ? sources[kind] : connectionOf(kind);
}

function isSource(kind: IntegrationKind): kind is SourceKind {
  return sourceKinds.some((one) => one === kind);
}
