import "server-only";
import { isDatabaseUnavailable } from "@/db/unavailable";
import { causeOf } from "@/lib/edge/cause-of";
import { TooFastError } from "@/lib/edge/rate-limit";
import { AppError, type ErrorCode } from "@/lib/errors";

export interface RouteOptions {
  /** The status of what was understood and is wrong: 422 where a definition has problems, else 400. */
  invalid?: 400 | 422;
}

const STATUS: { [Code in ErrorCode]: number } = {
  invalid: 400,
  unauthorised: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  too_fast: 429,
  too_slow: 408,
  unavailable: 503,
};
const RETRY_AFTER_SECONDS = 2;

/** A route handler of ours: what it throws becomes one shape of answer, and only a bug becomes a 500. */
export function route<Params = Record<string, never>>(
  handler: (request: Request, params: Params) => Promise<Response>,
  options: RouteOptions = {},
): (request: Request, segment: { params: Promise<Params> }) => Promise<Response> {
  return async (request, segment) => {
    try {
      return unstored(await handler(request, await segment.params));
    } catch (error) {
      return errorResponse(error, options);
    }
  };
}

/** No browser or proxy may keep what was answered to one caller. */
function unstored(answer: Response): Response {
  if (!answer.headers.has("cache-control")) answer.headers.set("cache-control", "no-store");
  return answer;
}

/** What a program is told of an error: the code it can act on, the sentence a person can; of a bug only a reference to the log. */
export function errorResponse(error: unknown, options: RouteOptions = {}): Response {
  if (error instanceof AppError) return expected(error, options);
  if (isDatabaseUnavailable(error)) {
    return expected(
      new AppError("unavailable", "The database cannot be reached just now: send the same again."),
      options,
    );
  }
  const reference = crypto.randomUUID();
  console.error(`Error ${reference}:`, causeOf(error));
  const message = `Something went wrong on our side. The log has it under ${reference}.`;
  return unstored(Response.json({ error: { code: "internal", message, reference } }, { status: 500 }));
}

function expected(error: AppError, options: RouteOptions): Response {
  const { code, message, issues } = error;
  const status = code === "invalid" ? (options.invalid ?? STATUS.invalid) : STATUS[code];
  const headers = new Headers();
  if (code === "too_fast" || code === "unavailable") {
    const seconds = String(error instanceof TooFastError ? error.retryAfterSeconds : RETRY_AFTER_SECONDS);
    headers.set("Retry-After", seconds);
    headers.set("X-RateLimit-Reset", seconds);
  }
  const told = { error: { code, message, ...(issues.length > 0 && { issues }) } };
  return unstored(Response.json(told, { status, headers }));
}
