import { wakeTime } from "../plans/durations";
import { type Claimed, loadMemos } from "./claim";
import { fail, MOST_FAULTS, putBack, retry } from "./failures";
import { persist } from "./persist";
import { callFunction, type Op } from "./protocol";
import { completeStep, drop, endRun, progress, type Reported, release } from "./settle";
import type { WorkerSettings } from "./worker-settings";

type Next = "continue" | "reload" | "released" | "lost";

/** Drives one claimed call, and the replays that follow from it, until the run rests, ends or is another's. */
export async function work(settings: WorkerSettings, claimed: Claimed): Promise<void> {
  const { db, plans, caller } = settings;
  const plan = plans.get(claimed.fnId);
  if (!plan) return;
  const job = { ...claimed };
  const write = <T>(action: () => Promise<T>) => persist(settings.isStopping, action);
  if (!job.isOpen) return write(() => drop(db, job));
  if (job.faults >= MOST_FAULTS)
    return write(() => putBack(settings, job, "its process was lost again and again"));
  // A job of generation 0 has never been through a step: there is nothing to read.
  let known =
    job.generation === 0
      ? { memos: new Map<string, unknown>(), hasPending: false }
      : await write(() => loadMemos(db, job.runId));
  for (;;) {
    if (settings.isStopping()) return write(() => release(db, job, 0));
    const { runId, fnId, stepId, attempt, events } = job;
    const outcome = await callFunction(caller, {
      runId,
      fnId,
      stepId,
      attempt,
      events,
      maxAttempts: plan.maxAttempts,
      ...known,
    });
    if (outcome.kind === "finished") {
      await write(() => endRun(db, job, "completed", outcome.output));
      return;
    }
    if (outcome.kind === "failed") return write(() => fail(settings, job, outcome.error));
    if (outcome.kind === "broken") return write(() => putBack(settings, job, outcome.reason));
    if (outcome.kind === "retry")
      return write(() => retry(settings, plan, job, outcome.error, outcome.afterMs));
    const read = readOps(outcome.ops, settings.now());
    if ("refused" in read) return write(() => fail(settings, job, { name: "Error", message: read.refused }));
    const next = await write(() => settle(settings, job, read.steps));
    if (next === "released" || next === "lost") return;
    if (next === "reload") known = await write(() => loadMemos(db, job.runId));
    else for (const step of read.steps) if (step.memo) known.memos.set(step.stepId, step.memo);
  }
}

async function settle(settings: WorkerSettings, job: Claimed, steps: Reported[]): Promise<Next> {
  const { db, leaseMs } = settings;
  const [first] = steps;
  const isReplay = job.stepId === "step";
  const { next, generation } =
    isReplay || !first
      ? await progress(db, job, steps, leaseMs)
      : await completeStep(db, job, first.memo, leaseMs);
  Object.assign(job, { generation, stepId: "step", attempt: 0, faults: 0 });
  for (const { wakeAt } of steps) if (wakeAt) settings.onSleep(wakeAt);
  if (!isReplay || steps.some((step) => !step.memo && !step.wakeAt)) settings.onQueued(0);
  return next;
}

function readOps(ops: Op[], now: Date): { steps: Reported[] } | { refused: string } {
  const steps: Reported[] = [];
  for (const op of ops) {
    const step = readOp(op, now);
    if (!step)
      return {
        refused: `The embedded executor does not support ${op.op} (step "${op.displayName ?? op.id}").`,
      };
    steps.push(step);
  }
  return { steps };
}

function readOp(op: Op, now: Date): Reported | null {
  const step = {
    stepId: op.id,
    name: op.displayName ?? op.name ?? op.id,
    memo: null,
    wakeAt: null,
    race: false,
  };
  if (op.op === "StepRun") return { ...step, memo: { type: "data", data: op.data ?? null } };
  if (op.op === "StepFailed") return { ...step, memo: { type: "error", error: op.error } };
  if (op.op === "StepPlanned") return { ...step, race: op.opts?.parallelMode === "race" };
  const wakeAt = op.op === "Sleep" ? wakeTime(op.name ?? "", now) : null;
  return wakeAt && { ...step, wakeAt };
}
