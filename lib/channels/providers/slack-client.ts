import "server-only";
import {
  LogLevel,
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
  WebClient,
} from "@slack/web-api";
import { z } from "zod";
import { providers } from "@/lib/channels/providers";
import type { Credentials, RefusalCode, SendResult } from "@/lib/channels/schema";
import { readRetryAfter, withinReason } from "./retry-after";

/** Whether a token can be one of Slack's: other characters fit into no HTTP header, so no request is made. */
export function isToken(token: string): boolean {
  return /^[\x21-\x7e]+$/.test(token);
}

/** A client that never retries: the sender decides when to ask again. */
export function slackClient({
  secret,
  baseUrl,
  timeoutMs = providers.slack.timeoutMs,
}: Credentials): WebClient {
  return new WebClient(secret, {
    ...(baseUrl ? { slackApiUrl: baseUrl } : {}),
    timeout: timeoutMs,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
    logLevel: LogLevel.ERROR,
    fetch: fetchSlack,
  });
}

const answerSchema = z.looseObject({ ok: z.boolean() });

/** Slack's own client takes any text that is not JSON for Slack's error, so such answers are stopped here. */
async function fetchSlack(...request: Parameters<typeof fetch>): Promise<Response> {
  const response = await fetch(...request);
  if (response.status !== 200) return response;
  const { status, headers } = response;
  const text = await response.text();
  if (!answerSchema.safeParse(parsed(text)).success) throw new Error("That was no answer of Slack's.");
  return new Response(text, { status, headers });
}

const BACK_OFF_MS = 30_000;
const AUTH =
  /^(?:not_authed|invalid_auth|account_inactive|token_revoked|token_expired|no_permission|missing_scope|org_login_required|ekm_access_denied|not_allowed_token_type)$/;
/** Slack's own words for "something broke": part of it may have happened. */
const UNCLEAR = /^(?:fatal_error|internal_error|service_unavailable|request_timeout)$/;
/** Failures before a byte of the request could leave. */
const NEVER_LEFT = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH/;

const errorBody = z.object({ ok: z.literal(false), error: z.string() });
type NotSent = Exclude<SendResult, { outcome: "sent" }>;

/** What a failed call to Slack tells us about whether it happened. */
export function readSlackError(error: unknown): NotSent {
  if (error instanceof WebAPIRateLimitedError) {
    const retryAfterMs = withinReason(error.retryAfter * 1000);
    return { outcome: "later", retryAfterMs, detail: "Slack asks us to slow down." };
  }
  if (error instanceof WebAPIPlatformError)
    return readWord(error.data.error, "Slack's answer could not be read.");
  if (error instanceof WebAPIHTTPError) return readStatus(error);
  if (error instanceof z.ZodError) return { outcome: "unknown", detail: "Slack's answer could not be read." };
  const detail = error instanceof Error ? error.message : String(error);
  if (error instanceof WebAPIRequestError) {
    const cause = error.original.cause;
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
    if (NEVER_LEFT.test(code))
      return { outcome: "later", retryAfterMs: BACK_OFF_MS, detail: `Slack cannot be reached (${code}).` };
  }
  if (/^Retry header/.test(detail)) return { outcome: "later", retryAfterMs: BACK_OFF_MS, detail };
  return { outcome: "unknown", detail };
}

/** Slack's error word, when the call failed with one. */
export function slackErrorWord(error: unknown): string | null {
  return error instanceof WebAPIPlatformError ? error.data.error : null;
}

/** An error word in Slack's own shape counts as its answer; anything else says nothing. */
function readWord(word: unknown, otherwise: string): NotSent {
  if (typeof word !== "string" || !/^[a-z0-9_]{1,200}$/.test(word))
    return { outcome: "unknown", detail: otherwise };
  const detail = `Slack answered ${word}.`;
  if (/^rate_?limited$/.test(word)) return { outcome: "later", retryAfterMs: BACK_OFF_MS, detail };
  if (UNCLEAR.test(word)) return { outcome: "unknown", detail };
  return { outcome: "refused", code: refusalCode(word), detail };
}

function refusalCode(word: string): RefusalCode {
  if (AUTH.test(word)) return "provider_auth";
  if (word === "channel_not_found" || word === "is_archived") return "channel_not_found";
  if (word === "not_in_channel" || word === "restricted_action") return "not_in_channel";
  return "invalid_request";
}

function readStatus({ statusCode, headers, body }: WebAPIHTTPError): NotSent {
  const detail = `Something before Slack answered ${statusCode}.`;
  const retryAfterMs = readRetryAfter(headers);
  if (statusCode === 503 && retryAfterMs) return { outcome: "later", retryAfterMs, detail };
  return statusCode >= 500 || statusCode === 408
    ? { outcome: "unknown", detail }
    : readWord(wordIn(body), detail);
}

function wordIn(body: unknown): unknown {
  const read = errorBody.safeParse(typeof body === "string" ? parsed(body) : body);
  return read.success ? read.data.error : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
