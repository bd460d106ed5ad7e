import { randomUUID } from "node:crypto";
import { z } from "zod";
import {
  createFaults,
  type Faults,
  type Reply,
  type StandInAnswer,
  type StandInRequest,
  startServer,
  withFault,
} from "./server";

/** A message that truly went out, as the provider was asked for it. */
export interface SentEmail {
  id: string;
  from: string;
  to: string[];
  subject: string;
  text: string | null;
  html: string | null;
  headers: Record<string, string>;
  idempotencyKey: string | null;
  /** Real time, milliseconds. */
  at: number;
}

export interface ResendStandIn {
  url: string;
  /** Every message that went out, in order. Two entries for one delivery are two mails in someone's inbox. */
  messages: SentEmail[];
  /** Every request that arrived, whatever came of it. */
  requests: StandInRequest[];
  faults: Faults;
  close(): Promise<void>;
}

const DAY_MS = 86_400_000;
const ADDRESS = /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/;
const NAMED_ADDRESS = /^(?:"(?:[^"\\\r\n]|\\.)*"|[^"<>\r\n]+)\s*<([^<>]+)>$/;

const email = z.looseObject({
  from: z.string(),
  to: z.union([z.string(), z.array(z.string()).min(1).max(50)]),
  subject: z.string(),
  text: z.string().optional(),
  html: z.string().optional(),
  headers: z.record(z.string(), z.string()).optional(),
});

/** Behaves like Resend where it matters: keys, checks, one message per idempotency key for a day. */
export async function startResend(
  options: { port?: number; apiKey?: string; verifiedDomains?: string[]; nowMs?: () => number } = {},
): Promise<ResendStandIn> {
  const { apiKey = "re_test", verifiedDomains, nowMs = Date.now } = options;
  const messages: SentEmail[] = [];
  const requests: StandInRequest[] = [];
  const faults = createFaults();
  const answered = new Map<string, { body: string; answer: StandInAnswer; at: number }>();
  const underWay = new Set<string>();

  async function handle(request: StandInRequest): Promise<Reply> {
    requests.push(request);
    const refusal = refuseRequest(request, apiKey);
    if (refusal) return refusal;
    const header = request.headers["idempotency-key"];
    const key = typeof header === "string" ? header : null;
    if (key !== null && (key === "" || key.length > 256)) {
      return problem(
        400,
        "invalid_idempotency_key",
        "The idempotency key must be between 1 and 256 characters.",
      );
    }
    const slot = key === null ? null : `${request.path} ${key}`;
    const known = slot === null ? undefined : answered.get(slot);
    if (known && nowMs() - known.at < DAY_MS) {
      if (known.body === request.body) return withFault(faults.take(request), () => known.answer, failure);
      return problem(
        409,
        "invalid_idempotent_request",
        "Same idempotency key used with a different request payload.",
      );
    }
    if (slot !== null && underWay.has(slot)) {
      return problem(
        409,
        "concurrent_idempotent_requests",
        "Same idempotency key used while original request is still in progress.",
      );
    }
    const asked = readEmails(request, verifiedDomains);
    if (!Array.isArray(asked)) return asked;
    const act = () => {
      const ids = asked.map((message) => record(message, key));
      const body = request.path === "/emails" ? { id: ids[0] } : { data: ids.map((id) => ({ id })) };
      const answer = { status: 200, body };
      if (slot !== null) answered.set(slot, { body: request.body, answer, at: nowMs() });
      return answer;
    };
    if (slot !== null) underWay.add(slot);
    try {
      return await withFault(faults.take(request), act, failure);
    } finally {
      if (slot !== null) underWay.delete(slot);
    }
  }

  function record(message: z.infer<typeof email>, idempotencyKey: string | null): string {
    const { from, to, subject, text = null, html = null, headers = {} } = message;
    const id = randomUUID();
    messages.push({
      id,
      from,
      to: [to].flat(),
      subject,
      text,
      html,
      headers,
      idempotencyKey,
      at: Date.now(),
    });
    return id;
  }

  const server = await startServer(handle, options.port);
  return { ...server, messages, requests, faults };
}

function problem(
  status: number,
  name: string,
  message: string,
  headers?: Record<string, string>,
): StandInAnswer {
  return { status, headers, body: { statusCode: status, name, message } };
}

function failure(status: number): unknown {
  const name =
    status === 429 ? "rate_limit_exceeded" : status >= 500 ? "internal_server_error" : "validation_error";
  return problem(status, name, `The stand-in was told to answer ${status}.`).body;
}

function refuseRequest({ method, path, headers }: StandInRequest, apiKey: string): StandInAnswer | null {
  if (path !== "/emails" && path !== "/emails/batch")
    return problem(404, "not_found", "The requested endpoint does not exist.");
  if (method !== "POST")
    return problem(405, "method_not_allowed", "Method is not allowed for the requested path.");
  if (!headers.authorization)
    return problem(401, "missing_api_key", "Missing API key in the authorization header.");
  if (headers.authorization !== `Bearer ${apiKey}`)
    return problem(403, "invalid_api_key", "API key is invalid.");
  return null;
}

function readEmails(
  { path, body }: StandInRequest,
  verifiedDomains?: string[],
): z.infer<typeof email>[] | StandInAnswer {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return problem(400, "validation_error", "The request body is not valid JSON.");
  }
  const parsed = (
    path === "/emails" ? email.transform((one) => [one]) : z.array(email).min(1).max(100)
  ).safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return problem(
      422,
      "missing_required_field",
      `${issue?.path.join(".") ?? "body"}: ${issue?.message ?? "invalid"}`,
    );
  }
  for (const message of parsed.data) {
    const refusal = refuseEmail(message, verifiedDomains);
    if (refusal) return refusal;
  }
  return parsed.data;
}

function refuseEmail(
  { from, to, subject, text, html }: z.infer<typeof email>,
  verifiedDomains?: string[],
): StandInAnswer | null {
  const sender = addressOf(from);
  if (!sender) return problem(422, "invalid_from_address", "Invalid `from` field.");
  if (verifiedDomains && !verifiedDomains.includes(sender.split("@")[1] ?? "")) {
    return problem(403, "validation_error", `The ${sender.split("@")[1]} domain is not verified.`);
  }
  if (![to].flat().every(addressOf)) return problem(422, "validation_error", "Invalid `to` field.");
  if (subject === "") return problem(422, "missing_required_field", "Missing `subject` field.");
  if (text === undefined && html === undefined)
    return problem(422, "missing_required_field", "Missing `html` or `text` field.");
  return null;
}

function addressOf(written: string): string | null {
  const address = NAMED_ADDRESS.exec(written)?.[1] ?? written;
  return ADDRESS.test(address) ? address : null;
}
