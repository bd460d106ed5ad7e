import "server-only";
import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import type { Db } from "@/db";
import { integrations } from "@/db/schema";
import { sendEmail } from "@/lib/channels/email";
import { env } from "@/lib/env";
import { findInstance } from "@/lib/workspaces/clock";
import { findIntegration } from "@/lib/workspaces/integrations";
import { listWorkspaces } from "@/lib/workspaces/list-workspaces";

/** Through what Trig writes to its own members, and as whom. */
export interface MailChannel {
  apiKey: string;
  from: string;
}

/**
 * The channel for Trig's own mails: of the given workspaces, by default all, the oldest that sends email and has a default sender. Null:
 * links are shown to whoever makes them instead.
 */
export async function findMailChannel(db: Db, among?: readonly string[]): Promise<MailChannel | null> {
  if ((await findInstance(db))?.mode !== "live") return null;
  const rows = await db
    .select({ workspaceId: integrations.workspaceId })
    .from(integrations)
    .where(eq(integrations.kind, "resend"));
  const connected = new Set(rows.map(({ workspaceId }) => workspaceId));
  for (const { id, settings } of await listWorkspaces(db)) {
    if (!connected.has(id) || !settings.defaultSender || (among && !among.includes(id))) continue;
    const found = await findIntegration(db, id, "resend");
    const { name, address } = settings.defaultSender;
    if (found?.secret)
      return { apiKey: found.secret, from: `"${name.replace(/["\\\r\n]/g, "")}" <${address}>` };
  }
  return null;
}

/** Sends one of Trig's own mails; false when the provider did not take it. */
export async function sendMail(
  { apiKey, from }: MailChannel,
  mail: { to: string; subject: string; text: string; html: string },
): Promise<boolean> {
  const { RESEND_BASE_URL } = env();
  const credentials = { apiKey, ...(RESEND_BASE_URL && { baseUrl: RESEND_BASE_URL }) };
  const answer = await sendEmail(credentials, { from, ...mail, to: [mail.to] }, randomUUID());
  if (answer.outcome !== "sent") console.error(`A mail to a member could not be sent: ${answer.detail}`);
  return answer.outcome === "sent";
}
