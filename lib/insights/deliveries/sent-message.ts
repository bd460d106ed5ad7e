import { type FrozenRequest, frozenRequestSchema } from "@/lib/channels/requests";

/** The exact request of a delivery, as the provider or the outbox got it; null while nothing has been frozen. */
export function sentMessage(request: unknown): FrozenRequest | null {
  const read = frozenRequestSchema.safeParse(request);
  return read.success ? read.data : null;
}
