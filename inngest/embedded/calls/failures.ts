import { ingest } from "../intake/ingest";
import type { FunctionPlan } from "../plans/configuration";
import type { Claimed } from "./claim";
import { endRun, release } from "./settle";
import type { WorkerSettings } from "./worker-settings";

/** Leases lost and calls unanswered in a row, after which a run is given up. */
export const MOST_FAULTS = 20;
const LONGEST_BACKOFF_MS = 600_000;

/** Ends a run as failed and tells whoever listens, its onFailure first of all, in one transaction. */
export async function fail(settings: WorkerSettings, job: Claimed, cause: unknown): Promise<void> {
  const error = errorFields(cause);
  const failed = {
    function_id: job.fnId,
    run_id: job.runId,
    error,
    event: job.events[0],
    events: job.events,
  };
  const ended = await settings.db.transaction(async (tx) => {
    if (!(await endRun(tx, job, "failed", error))) return false;
    await ingest(
      tx,
      [...settings.plans.values()],
      [
        {
          id: `${job.runId}.failed`,
          name: "inngest/function.failed",
          data: failed,
          ts: settings.now().getTime(),
        },
      ],
    );
    return true;
  });
  if (!ended) return;
  settings.log("error", `A run of ${job.fnId} failed: ${error.message}`, { runId: job.runId });
  settings.onQueued(0);
}

/** The function or a step of it threw: again after a while, until its attempts are used up. */
export async function retry(
  settings: WorkerSettings,
  plan: FunctionPlan,
  job: Claimed,
  cause: unknown,
  afterMs: number | null,
): Promise<void> {
  const attempt = job.attempt + 1;
  if (attempt >= plan.maxAttempts) return fail(settings, job, cause);
  const delayMs = afterMs ?? backoffMs(settings, job.attempt);
  await release(settings.db, { ...job, attempt, faults: 0 }, delayMs);
  const message = `A run of ${job.fnId} failed and is tried again in ${Math.round(delayMs)} ms: ${errorFields(cause).message}`;
  settings.log("warn", message, { runId: job.runId, attempt });
  settings.onQueued(delayMs);
}

/** The call never got an answer of the SDK: that is our fault, not the function's, and costs it no attempt. */
export async function putBack(settings: WorkerSettings, job: Claimed, reason: string): Promise<void> {
  const faults = job.faults + 1;
  if (faults >= MOST_FAULTS)
    return fail(settings, job, { name: "Error", message: `Given up after ${faults} faults: ${reason}` });
  const delayMs = backoffMs(settings, job.faults);
  await release(settings.db, { ...job, faults }, delayMs);
  settings.log("error", `A call of ${job.fnId} got no usable answer: ${reason}`, {
    runId: job.runId,
    faults,
  });
  settings.onQueued(delayMs);
}

const backoffMs = (settings: WorkerSettings, failures: number) =>
  Math.min(LONGEST_BACKOFF_MS, settings.firstBackoffMs * 3 ** failures);

function errorFields(cause: unknown): { name: string; message: string; [field: string]: unknown } {
  if (typeof cause !== "object" || cause === null) return { name: "Error", message: String(cause) };
  const fields: Record<string, unknown> = { ...cause };
  const { name, message, error } = fields;
  return {
    ...fields,
    name: typeof name === "string" ? name : "Error",
    message: typeof message === "string" ? message : typeof error === "string" ? error : "Unknown error",
  };
}
