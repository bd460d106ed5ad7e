import "server-only";
import { Resend } from "resend";
import {
  type BatchResult,
  type EmailPayload,
  PROVIDER_TIMEOUT_MS,
  type RefusalCode,
  type SendResult,
} from "./schema";

export interface EmailCredentials {
  apiKey: string;
  /** Absent: Resend itself. */
  baseUrl?: string;
  timeoutMs?: number;
}

const BACK_OFF_MS = 1_000;
const QUOTA_BACK_OFF_MS = 3_600_000;

/** Sends one email; asking again with the same key and the same payload within a day never sends a second one. */
export async function sendEmail(
  credentials: EmailCredentials,
  payload: EmailPayload,
  idempotencyKey: string,
): Promise<SendResult> {
  const answer = await client(credentials).emails.send(payload, options(credentials, idempotencyKey));
  if (answer.error) return readError(answer.error, answer.headers);
  if (typeof answer.data?.id === "string") return { outcome: "sent", providerId: answer.data.id };
  return { outcome: "unknown", detail: "Resend answered without an id." };
}

/** Sends up to 100 emails in one call, all or none; the key stands for exactly these messages in exactly this order. */
export async function sendEmailBatch(
  credentials: EmailCredentials,
  payloads: readonly EmailPayload[],
  idempotencyKey: string,
): Promise<BatchResult> {
  const answer = await client(credentials).batch.send([...payloads], options(credentials, idempotencyKey));
  if (answer.error) return readError(answer.error, answer.headers);
  const ids = Array.isArray(answer.data?.data) ? answer.data.data.map((message) => message.id) : [];
  if (ids.length === payloads.length) return { outcome: "sent", providerIds: ids };
  return {
    outcome: "unknown",
    detail: `Resend answered with ${ids.length} ids for ${payloads.length} messages.`,
  };
}

function client({ apiKey, baseUrl }: EmailCredentials): Resend {
  return new Resend(apiKey, baseUrl ? { baseUrl: baseUrl.replace(/\/$/, "") } : {});
}

function options({ timeoutMs = PROVIDER_TIMEOUT_MS }: EmailCredentials, idempotencyKey: string) {
  return { idempotencyKey, signal: AbortSignal.timeout(timeoutMs) };
}

type NotSent = Exclude<SendResult, { outcome: "sent" }>;

function readError(
  error: { name: string; message: string; statusCode: number | null },
  headers: Record<string, string> | null,
): NotSent {
  const { name, statusCode: status } = error;
  const detail = `${status ?? "no answer"} ${name}: ${error.message}`;
  if (status === 429) return { outcome: "later", retryAfterMs: waitMs(name, headers), detail };
  if (status === 503 && headers?.["retry-after"])
    return { outcome: "later", retryAfterMs: waitMs(name, headers), detail };
  // The first attempt is still under way: it may yet be sent.
  if (name === "concurrent_idempotent_requests") return { outcome: "unknown", detail };
  if (!status || status < 400 || status >= 500 || status === 408) return { outcome: "unknown", detail };
  return { outcome: "refused", code: refusalCode(name, status), detail };
}

function refusalCode(name: string, status: number): RefusalCode {
  if (status === 401 || name.endsWith("_api_key")) return "provider_auth";
  if (name === "invalid_idempotent_request") return "key_reused";
  if (name === "invalid_from_address" || status === 403) return "sender_refused";
  return "invalid_request";
}

function waitMs(name: string, headers: Record<string, string> | null): number {
  const seconds = Number(headers?.["retry-after"]);
  if (Number.isFinite(seconds) && seconds > 0) return seconds * 1000;
  return name.endsWith("_quota_exceeded") ? QUOTA_BACK_OFF_MS : BACK_OFF_MS;
}
