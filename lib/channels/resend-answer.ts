import { z } from "zod";
import type { RefusalCode, SendResult } from "./schema";

/** How Resend says no. Only these names, in its own shape, are its word. */
const known = new Set([
  "concurrent_idempotent_requests",
  "daily_quota_exceeded",
  "internal_server_error",
  "invalid_access",
  "invalid_api_key",
  "invalid_attachment",
  "invalid_from_address",
  "invalid_idempotency_key",
  "invalid_idempotent_request",
  "invalid_parameter",
  "invalid_region",
  "method_not_allowed",
  "missing_api_key",
  "missing_required_field",
  "monthly_quota_exceeded",
  "not_found",
  "rate_limit_exceeded",
  "restricted_api_key",
  "security_error",
  "validation_error",
]);
/** Refusals of what was asked, which Resend's own validator also answers without a name. */
const ABOUT_THE_REQUEST: ReadonlySet<number> = new Set([400, 413, 422]);
const BACK_OFF_MS = 1_000;
const QUOTA_BACK_OFF_MS = 3_600_000;

const text = z.string().catch("");
const errorSchema = z
  .object({
    statusCode: z.coerce.number().int().min(100).max(599).nullable().catch(null),
    name: text,
    message: z.union([z.string(), z.array(z.string()).transform((lines) => lines.join("; "))]).catch(""),
  })
  .catch({ statusCode: null, name: "", message: "" });

type NotSent = Exclude<SendResult, { outcome: "sent" }>;
type Headers = Record<string, string> | null;

/**
 * What an error that came back for an email says about whether it was sent. Anything may stand between us and Resend: an answer that is
 * not in Resend's own shape never counts as its refusal.
 */
export function readResendError(error: unknown, headers: Headers): NotSent {
  const { statusCode: status, name, message } = errorSchema.parse(error);
  const detail = [`${status ?? "no answer"}`, name, message].filter((part) => part !== "").join(" ");
  if (status === 429 || (status === 503 && headers?.["retry-after"]))
    return { outcome: "later", retryAfterMs: waitMs(name, headers), detail };
  // The first attempt is still under way: it may yet be sent.
  if (name === "concurrent_idempotent_requests") return { outcome: "unknown", detail };
  if (!status || status < 400 || status >= 500 || status === 408) return { outcome: "unknown", detail };
  if (known.has(name)) return { outcome: "refused", code: refusalCode(name, status), detail };
  if (name === "" && message !== "" && ABOUT_THE_REQUEST.has(status))
    return { outcome: "refused", code: "invalid_request", detail };
  return { outcome: "unknown", detail: `Not an answer of Resend's: ${detail}` };
}

/** The ids that Resend gave to what it took, in order; null when its answer is not the one that it gives. */
export function readResendIds(answer: unknown): string[] | null {
  const id = z.object({ id: z.string().min(1) });
  const read = z.union([id, z.object({ data: z.array(id) })]).safeParse(answer);
  if (!read.success) return null;
  return "data" in read.data ? read.data.data.map((message) => message.id) : [read.data.id];
}

function refusalCode(name: string, status: number): RefusalCode {
  if (status === 401 || name.endsWith("_api_key")) return "provider_auth";
  if (name === "invalid_idempotent_request") return "key_reused";
  if (name === "invalid_from_address" || status === 403) return "sender_refused";
  return "invalid_request";
}

function waitMs(name: string, headers: Headers): number {
  const seconds = Number(headers?.["retry-after"]);
  if (Number.isFinite(seconds) && seconds > 0) return seconds * 1000;
  return name.endsWith("_quota_exceeded") ? QUOTA_BACK_OFF_MS : BACK_OFF_MS;
}
