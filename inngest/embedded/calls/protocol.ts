import { z } from "zod";
import { canonicalJson, isSigned, sign } from "./signature";

export interface Caller {
  handle(request: Request): Promise<Response>;
  signingKey: string;
  appUrl: string;
}

/** One call of the SDK: replay the function ("step") or run one step of it. */
export interface Call {
  runId: string;
  fnId: string;
  stepId: string;
  attempt: number;
  maxAttempts: number;
  events: unknown[];
  /** Memos by step id, in the order in which they were completed. */
  memos: ReadonlyMap<string, unknown>;
  hasPending: boolean;
}

export type Op = z.infer<typeof op>;

/** What the SDK's answer means for the run. */
export type Outcome =
  | { kind: "finished"; output: unknown }
  | { kind: "ops"; ops: Op[] }
  | { kind: "retry"; error: unknown; afterMs: number | null }
  | { kind: "failed"; error: unknown }
  | { kind: "broken"; reason: string };

const op = z.object({
  id: z.string(),
  op: z.string(),
  name: z.string().optional(),
  displayName: z.string().optional(),
  opts: z.looseObject({ parallelMode: z.string().optional() }).nullish(),
  data: z.unknown().optional(),
  error: z.unknown().optional(),
});
const ops = z.array(op).min(1);
const sync = z.object({ functions: z.array(z.unknown()) });

/** Asks the SDK which functions there are, as a server would when an app registers. */
export async function introspect(caller: Caller): Promise<unknown[]> {
  const url = serveUrl(caller);
  const request = signedRequest(caller, url, "PUT", { url: url.href }, { "x-inngest-sync-kind": "in_band" });
  const answer = await readAnswer(caller, await caller.handle(request));
  if ("reason" in answer)
    throw new Error(`The Inngest handler could not be asked for its functions: ${answer.reason}.`);
  const read = sync.safeParse(answer.body);
  if (answer.status !== 200 || !read.success)
    throw new Error("The Inngest handler did not list its functions: in-band sync may be switched off.");
  return read.data.functions;
}

/** Makes one call and reads the answer; nothing that goes wrong on the way is thrown. */
export async function callFunction(caller: Caller, call: Call): Promise<Outcome> {
  const url = serveUrl(caller);
  url.searchParams.set("fnId", call.fnId);
  url.searchParams.set("stepId", call.stepId);
  const stack = [...call.memos.keys()];
  const body = {
    event: call.events[0],
    events: call.events,
    steps: Object.fromEntries(call.memos),
    version: -1,
    ctx: {
      run_id: call.runId,
      attempt: call.attempt,
      max_attempts: call.maxAttempts,
      disable_immediate_execution: call.hasPending,
      use_api: false,
      stack: { stack, current: stack.length },
    },
  };
  try {
    const answer = await readAnswer(
      caller,
      await caller.handle(signedRequest(caller, url, "POST", body, {})),
    );
    return "reason" in answer ? { kind: "broken", reason: answer.reason } : outcomeOf(answer);
  } catch (error) {
    return { kind: "broken", reason: error instanceof Error ? error.message : String(error) };
  }
}

interface Answer {
  status: number;
  headers: Headers;
  body: unknown;
}

function outcomeOf({ status, headers, body }: Answer): Outcome {
  const noRetry = headers.get("x-inngest-no-retry");
  if (status === 200) return { kind: "finished", output: body };
  if (status === 206) {
    const read = ops.safeParse(body);
    if (!read.success)
      return { kind: "broken", reason: "the handler answered with operations that cannot be read" };
    const [first] = read.data;
    if (first?.op === "StepError")
      return { kind: "retry", error: first.error, afterMs: retryAfterMs(headers) };
    return { kind: "ops", ops: read.data };
  }
  if (noRetry === "true") return { kind: "failed", error: body };
  if (status === 500 && noRetry === "false")
    return { kind: "retry", error: body, afterMs: retryAfterMs(headers) };
  return { kind: "broken", reason: `the handler answered ${status}: ${JSON.stringify(body).slice(0, 300)}` };
}

function retryAfterMs(headers: Headers): number | null {
  const value = headers.get("retry-after");
  if (!value) return null;
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Number.isFinite(ms) ? Math.max(0, ms) : null;
}

function serveUrl(caller: Caller): URL {
  return new URL("/api/inngest", caller.appUrl);
}

function signedRequest(
  caller: Caller,
  url: URL,
  method: string,
  content: unknown,
  headers: Record<string, string>,
): Request {
  const body = canonicalJson(content);
  return new Request(url, {
    method,
    body,
    headers: {
      ...headers,
      host: url.host,
      "content-type": "application/json",
      "x-inngest-signature": sign(body, caller.signingKey, Date.now()),
    },
  });
}

async function readAnswer(caller: Caller, response: Response): Promise<Answer | { reason: string }> {
  const text = await response.text();
  if (!response.headers.get("x-inngest-sdk"))
    return { reason: `the handler answered ${response.status} without being the Inngest SDK` };
  if (!isSigned(text, response.headers.get("x-inngest-signature"), caller.signingKey, Date.now())) {
    return { reason: `the handler's answer (${response.status}) is not signed with our key` };
  }
  try {
    const body: unknown = text === "" ? null : JSON.parse(text);
    return { status: response.status, headers: response.headers, body };
  } catch {
    return { reason: `the handler's answer (${response.status}) is no JSON` };
  }
}
