import { z } from "zod";
import type { RefusalCode, SendResult } from "../schema";
import { readRetryAfter } from "./retry-after";

/** Resend's error names and their statuses. Only these, in its own shape, count as its answer. */
const known: ReadonlyMap<string, number> = new Map([
  ["concurrent_idempotent_requests", 409],
  ["daily_quota_exceeded", 429],
  ["internal_server_error", 500],
  ["invalid_access", 422],
  ["invalid_api_key", 403],
  ["invalid_attachment", 422],
  ["invalid_from_address", 422],
  ["invalid_idempotency_key", 400],
  ["invalid_idempotent_request", 409],
  ["invalid_parameter", 422],
  ["invalid_region", 422],
  ["method_not_allowed", 405],
  ["missing_api_key", 401],
  ["missing_required_field", 422],
  ["monthly_quota_exceeded", 429],
  ["not_found", 404],
  ["rate_limit_exceeded", 429],
  ["restricted_api_key", 401],
  ["security_error", 451],
  ["validation_error", 422],
]);
/** Refusals of what was asked, which Resend's own validator also answers without a name. */
const ABOUT_THE_REQUEST: ReadonlySet<number> = new Set([400, 413, 422]);
const BACK_OFF_MS = 1_000;
const QUOTA_BACK_OFF_MS = 3_600_000;

const id = z.object({ id: z.string().regex(/^[\x21-\x7e]{1,200}$/) });
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
 * What an error says about whether an email was sent. Anything may stand between us and Resend: an answer that is not in Resend's own
 * shape never counts as its refusal.
 */
export function readResendError(error: unknown, headers: Headers): NotSent {
  const { statusCode, name, message } = errorSchema.parse(error);
  const status = statusCode ?? known.get(name) ?? null;
  const detail = [`${status ?? "no answer"}`, name, message].filter((part) => part !== "").join(" ");
  const askedFor = readRetryAfter(headers);
  if (status === 429 || (status === 503 && headers?.["retry-after"]))
    return { outcome: "later", retryAfterMs: askedFor ?? usualWaitMs(name), detail };
  const unknown = { outcome: "unknown", detail, ...(askedFor && { retryAfterMs: askedFor }) } as const;
  // The first attempt is still under way: it may yet be sent.
  if (name === "concurrent_idempotent_requests") return unknown;
  if (!status || status < 400 || status >= 500 || status === 408) return unknown;
  if (known.has(name)) return { outcome: "refused", code: refusalCode(name, status), detail };
  if (name === "" && message !== "" && ABOUT_THE_REQUEST.has(status))
    return { outcome: "refused", code: "invalid_request", detail };
  return { ...unknown, detail: `Not an answer of Resend's: ${detail}` };
}

/** The ids that Resend assigned, in order; null when the answer does not have Resend's shape. */
export function readResendIds(answer: unknown): string[] | null {
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

function usualWaitMs(name: string): number {
  return name.endsWith("_quota_exceeded") ? QUOTA_BACK_OFF_MS : BACK_OFF_MS;
}
