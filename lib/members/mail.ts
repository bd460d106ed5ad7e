import "server-only";
import { randomUUID } from "node:crypto";
import type { Db } from "@/db";
import { send } from "@/lib/channels/provider-calls";
import type { Context } from "@/lib/context";
import { findInstance } from "@/lib/workspaces/clock/clock";
import { type Connection, findConnection } from "@/lib/workspaces/connections/find-connection";
import { getWorkspace } from "@/lib/workspaces/get-workspace";
import { listWorkspaces } from "@/lib/workspaces/list-workspaces";
import { toOneLine } from "@/lib/workspaces/one-line";
import type { Workspace } from "@/lib/workspaces/schema";

/** Through what Trig writes to its own members, and as whom. */
export interface MailChannel {
  connection: Connection<"email">;
  from: string;
}

/**
 * The channel for links that stand in for a password: that of the first workspace, whose owner set the instance up. Another one's account
 * would let its owner read, and use, everybody's links. Null: it sends no email yet, or has no default sender.
 */
export async function findLinkChannel(db: Db): Promise<MailChannel | null> {
  const [first] = await listWorkspaces(db);
  return first ? channelOf(db, first) : null;
}

/** The channel for invitations to a workspace: its own. Null: the link is shown to whoever invites instead. */
export async function findInvitationChannel(ctx: Context): Promise<MailChannel | null> {
  return channelOf(ctx.db, await getWorkspace(ctx));
}

async function channelOf(db: Db, { id, settings }: Workspace): Promise<MailChannel | null> {
  if ((await findInstance(db))?.mode !== "live" || !settings.defaultSender) return null;
  const connection = await findConnection(db, id, "email");
  const { name, address } = settings.defaultSender;
  if (connection === null || connection === "closed") return null;
  return { connection, from: `"${toOneLine(name).replace(/["\\]/g, "")}" <${address}>` };
}

/** Sends one of Trig's own mails; false when the provider did not take it. */
export async function sendMail(
  { connection: { provider, credentials }, from }: MailChannel,
  mail: { to: string; subject: string; text: string; html: string },
): Promise<boolean> {
  const payload = { from, ...mail, to: [mail.to] };
  const answer = await send(credentials, { provider, payload, idempotencyKey: randomUUID() });
  if (answer.outcome !== "sent") console.error(`A mail to a member could not be sent: ${answer.detail}`);
  return answer.outcome === "sent";
}
