import "server-only";
import type { SentChannel } from "@/lib/channels/channels";
import { providerCalls } from "@/lib/channels/provider-calls";
import { type ConnectedProvider, outbox, providers } from "@/lib/channels/providers";
import type { Context } from "@/lib/context";
import { type Connection, findConnection } from "@/lib/workspaces/connections/find-connection";
import type { InstanceMode } from "@/lib/workspaces/schema";

/** The connection that the deliveries of a channel go through; the outbox where there is none. */
export interface Account extends Connection {
  channel: SentChannel;
}

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;
/** Whether an instance of this kind may ask a provider at all. */
const mayUse: { readonly [Mode in InstanceMode]: (provider: ConnectedProvider) => boolean } = {
  live: () => true,
  test: isStandIn,
  demo: () => false,
};

/**
 * The account of a channel: the outbox always in a demo, without a connection, and in a test unless the provider is a stand-in.
 * "closed" is a connection whose secret cannot be opened: its messages wait, rather than pass for sent.
 */
export async function findAccount(
  ctx: Context,
  channel: SentChannel,
  mode: InstanceMode,
): Promise<Account | "closed"> {
  const found = await findConnection(ctx.db, ctx.workspaceId, channel, mayUse[mode]);
  if (found === "closed") return found;
  const requestsPerSecond = providers[outbox].usualRatePerSecond;
  return {
    ...(found ?? { id: null, provider: outbox, requestsPerSecond, credentials: { secret: "" } }),
    channel,
  };
}

function isStandIn(provider: ConnectedProvider): boolean {
  const url = providerCalls[provider].standIn();
  return url !== undefined && LOOPBACK.test(new URL(url).hostname);
}
