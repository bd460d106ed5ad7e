import "server-only";
import { Resend } from "resend";
import type { EmailPayload } from "@/lib/channels/email";
import { providers } from "@/lib/channels/providers";
import type { BatchResult, Credentials, SendResult } from "@/lib/channels/schema";
import { readResendError, readResendIds } from "./resend-answer";

/** Sends one email; asking again with the same key and the same payload within a day never sends a second one. */
export async function sendEmail(
  credentials: Credentials,
  payload: EmailPayload,
  idempotencyKey: string,
): Promise<SendResult> {
  const resend = client(credentials);
  if (!resend) return UNUSABLE_KEY;
  const answer = await resend.emails.send(payload, options(credentials, idempotencyKey));
  if (answer.error) return readResendError(answer.error, answer.headers);
  const [providerId, ...others] = readResendIds(answer.data) ?? [];
  if (providerId && others.length === 0) return { outcome: "sent", providerId };
  return { outcome: "unknown", detail: "Resend answered without an id." };
}

/** Sends up to 100 emails in one call, all or none; the key stands for exactly these messages in exactly this order. */
export async function sendEmailBatch(
  credentials: Credentials,
  payloads: readonly EmailPayload[],
  idempotencyKey: string,
): Promise<BatchResult> {
  const resend = client(credentials);
  if (!resend) return UNUSABLE_KEY;
  const answer = await resend.batch.send([...payloads], options(credentials, idempotencyKey));
  if (answer.error) return readResendError(answer.error, answer.headers);
  const ids = readResendIds(answer.data) ?? [];
  if (ids.length === payloads.length) return { outcome: "sent", providerIds: ids };
  return {
    outcome: "unknown",
    detail: `Resend answered with ${ids.length} ids for ${payloads.length} messages.`,
  };
}

const UNUSABLE_KEY = {
  outcome: "refused",
  code: "provider_auth",
  detail: "The stored key cannot be a key of Resend's: connect Resend again.",
} as const;

/** Null when the key has characters that no request can carry. */
function client({ secret, baseUrl }: Credentials): Resend | null {
  if (!/^[\x21-\x7e]+$/.test(secret)) return null;
  return new Resend(secret, baseUrl ? { baseUrl: baseUrl.replace(/\/$/, "") } : {});
}

function options({ timeoutMs = providers.resend.timeoutMs }: Credentials, idempotencyKey: string) {
  // A redirect is not an answer of Resend's, and would hand the message to another server.
  return { idempotencyKey, signal: AbortSignal.timeout(timeoutMs), redirect: "manual" };
}
