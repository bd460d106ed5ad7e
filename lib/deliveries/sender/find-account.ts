import "server-only";
import { z } from "zod";
import type { EmailCredentials } from "@/lib/channels/email";
import type { SlackCredentials } from "@/lib/channels/slack-client";
import type { Context } from "@/lib/context";
import type { DeliveryChannel } from "@/lib/deliveries/schema";
import { env } from "@/lib/env";
import { findIntegration } from "@/lib/workspaces/connections/integrations";
import type { InstanceMode } from "@/lib/workspaces/schema";

/** The connection that deliveries of a channel go through. */
export type Account = { id: string; requestsPerSecond: number } & (
  | { channel: "email"; credentials: EmailCredentials }
  | { channel: "slack"; credentials: SlackCredentials }
);

const configSchema = z.object({
  requestsPerSecond: z.number().positive().max(10_000).optional().catch(undefined),
});
/** What Resend allows a team, and Slack a channel, unless they agreed on more. */
const usualRate = { email: 2, slack: 1 } as const;
const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/**
 * The account of a channel; null means the outbox: always in a demo, without a connection, and in a test unless the provider is a stand-in.
 * "closed" is a connection whose secret cannot be opened: its messages wait, rather than pass for sent.
 */
export async function findAccount(
  ctx: Context,
  channel: DeliveryChannel,
  mode: InstanceMode,
): Promise<Account | "closed" | null> {
  if (mode === "demo") return null;
  const { RESEND_BASE_URL, SLACK_API_URL } = env();
  const url = channel === "email" ? RESEND_BASE_URL : SLACK_API_URL;
  if (mode === "test" && !(url && LOOPBACK.test(new URL(url).hostname))) return null;

  const found = await findIntegration(ctx.db, ctx.workspaceId, channel === "email" ? "resend" : "slack");
  if (found?.isClosed) return "closed";
  if (!found?.secret) return null;
  const requestsPerSecond = configSchema.parse(found.config).requestsPerSecond ?? usualRate[channel];
  const { id, secret } = found;
  return channel === "email"
    ? { id, requestsPerSecond, channel, credentials: { apiKey: secret, ...(url && { baseUrl: url }) } }
    : { id, requestsPerSecond, channel, credentials: { token: secret, ...(url && { apiUrl: url }) } };
}
