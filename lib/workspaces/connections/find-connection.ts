import "server-only";
import { z } from "zod";
import type { Db } from "@/db";
import type { SentChannel } from "@/lib/channels/channels";
import { providerCalls } from "@/lib/channels/provider-calls";
import {
  type ConnectedProvider,
  isConnected,
  type ProviderOf,
  providers,
  providersOf,
} from "@/lib/channels/providers";
import type { Credentials } from "@/lib/channels/schema";
import { findIntegration } from "@/lib/workspaces/connections/integrations";

/** The connection through which the messages of a channel leave. */
export interface Connection<C extends SentChannel = SentChannel> {
  /** The integration's; null where the provider needs no connection. */
  id: string | null;
  provider: ProviderOf<C>;
  requestsPerSecond: number;
  credentials: Credentials;
}

const configSchema = z.object({
  requestsPerSecond: z.number().positive().max(10_000).optional().catch(undefined),
});

/**
 * The connection that a workspace sends a channel's messages through; null when it has none. "closed" is one whose secret cannot be opened:
 * its messages wait, rather than pass for sent.
 */
export async function findConnection<C extends SentChannel>(
  db: Db,
  workspaceId: string,
  channel: C,
  mayUse: (provider: ConnectedProvider) => boolean = () => true,
): Promise<Connection<C> | "closed" | null> {
  for (const provider of providersOf(channel).filter(isConnected)) {
    if (!mayUse(provider)) continue;
    const found = await findIntegration(db, workspaceId, provider);
    if (found?.isClosed) return "closed";
    if (!found?.secret) continue;
    const { usualRatePerSecond, timeoutMs } = providers[provider];
    const baseUrl = providerCalls[provider].standIn();
    return {
      id: found.id,
      provider,
      requestsPerSecond: configSchema.parse(found.config).requestsPerSecond ?? usualRatePerSecond,
      credentials: { secret: found.secret, timeoutMs, ...(baseUrl && { baseUrl }) },
    };
  }
  return null;
}
