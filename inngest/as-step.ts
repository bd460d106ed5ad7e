import { NonRetriableError, RetryAfterError } from "inngest";
import { AppError } from "@/lib/errors";

/**
 * Calls verbs as the body of a function or step. What we expected to be refused is not tried again; a failed query is told by its cause alone, because
 * its parameters are customers' data and must not reach a log or a dashboard.
 */
export async function asStep<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof RetryAfterError || error instanceof NonRetriableError) throw error;
    if (error instanceof AppError && error.code !== "unavailable") throw new NonRetriableError(error.message);
    throw new Error(reasonOf(error));
  }
}

/** Why something failed, without the query that failed and what was in it. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const isQuery = error.message.startsWith("Failed query");
  if (isQuery)
    return error.cause instanceof Error ? `A query failed: ${error.cause.message}` : "A query failed.";
  return error.message;
}
