import { z } from "zod";
import { type Cron, parseCron } from "./cron";
import { parseDuration } from "./durations";
import { type Path, parseEquals, parseMatch, parsePath } from "./expressions";

/** What the executor knows about one function, read from what the SDK says about it. */
export interface FunctionPlan {
  id: string;
  maxAttempts: number;
  events: { name: string; equals: { path: Path; text: string } | null }[];
  crons: { text: string; cron: Cron }[];
  cancels: { event: string; match: { event: Path; async: Path } | null }[];
  limits: { limit: number; key: Path | null }[];
  batch: { maxSize: number; timeoutMs: number; key: Path | null } | null;
  idempotency: Path | null;
}

const DEFAULT_RETRIES = 3;
const NEVER_SENT = ["inngest/function.finished", "inngest/function.cancelled", "inngest/function.invoked"];

const limit = z.strictObject({
  limit: z.number().int().positive(),
  key: z.string().optional(),
  scope: z.literal("fn").optional(),
});
const configured = z.looseObject({
  id: z.string(),
  name: z.string().optional(),
  triggers: z.array(z.record(z.string(), z.string().optional())),
  steps: z.record(
    z.string(),
    z.object({ retries: z.object({ attempts: z.number().optional() }).optional() }),
  ),
  idempotency: z.string().optional(),
  batchEvents: z
    .looseObject({ maxSize: z.number(), timeout: z.string(), key: z.string().optional() })
    .optional(),
  concurrency: z.unknown().optional(),
  cancel: z.array(z.looseObject({ event: z.string(), if: z.string().optional() })).optional(),
});
type Configured = z.infer<typeof configured>;
const SUPPORTED = new Set(Object.keys(configured.shape));
type Refuse = (option: string, why: string) => void;

/** Plans for all functions; throws one error that names every function and option the executor does not support. */
export function planFunctions(introspected: unknown): FunctionPlan[] {
  const problems: string[] = [];
  const plans = z
    .array(configured)
    .parse(introspected)
    .map((config) =>
      planFunction(config, (option, why) => problems.push(`Function "${config.id}": ${option} ${why}.`)),
    );
  if (problems.length > 0)
    throw new Error(`The embedded executor cannot run these functions as they are.\n${problems.join("\n")}`);
  return plans;
}

function planFunction(config: Configured, refuse: Refuse): FunctionPlan {
  for (const [option, value] of Object.entries(config)) {
    if (value !== undefined && !SUPPORTED.has(option)) refuse(`option "${option}"`, "is not supported");
  }
  const batch = planBatch(config, refuse);
  const cancels = (config.cancel ?? []).map((entry) => planCancel(entry, refuse));
  if (batch && cancels.length > 0) refuse(`option "cancelOn"`, "is not supported together with batchEvents");
  if (batch && config.idempotency)
    refuse(`option "idempotency"`, "is not supported together with batchEvents");
  return {
    id: config.id,
    maxAttempts: (config.steps.step?.retries?.attempts ?? DEFAULT_RETRIES) + 1,
    ...planTriggers(config, refuse),
    cancels,
    limits: planLimits(config, refuse),
    batch,
    idempotency: pathOf("idempotency", config.idempotency, refuse),
  };
}

function planTriggers(config: Configured, refuse: Refuse): Pick<FunctionPlan, "events" | "crons"> {
  const plan: Pick<FunctionPlan, "events" | "crons"> = { events: [], crons: [] };
  for (const { event, expression, cron, ...others } of config.triggers) {
    for (const option of Object.keys(others)) refuse(`trigger option "${option}"`, "is not supported");
    if (cron !== undefined) {
      try {
        plan.crons.push({ text: cron, cron: parseCron(cron) });
      } catch (error) {
        refuse(`cron "${cron}"`, `is not supported: ${error instanceof Error ? error.message : error}`);
      }
    }
    if (event === undefined) continue;
    if (event.includes("*")) refuse(`event "${event}"`, "is not supported: only plain names are");
    if (NEVER_SENT.includes(event))
      refuse(`event "${event}"`, "is not supported: the embedded executor never sends it");
    const equals = expression === undefined ? null : parseEquals(expression);
    if (expression !== undefined && !equals)
      refuse(`trigger if "${expression}"`, `is not supported: only event.data.x == 'text' is`);
    plan.events.push({ name: event, equals });
  }
  return plan;
}

function planCancel(
  entry: NonNullable<Configured["cancel"]>[number],
  refuse: Refuse,
): FunctionPlan["cancels"][number] {
  const { event, if: condition, ...others } = entry;
  for (const option of Object.keys(others)) refuse(`cancelOn option "${option}"`, "is not supported");
  const match = condition === undefined ? null : parseMatch(condition);
  if (condition !== undefined && !match) {
    refuse(`cancelOn if "${condition}"`, "is not supported: only event.data.x == async.data.y is");
  }
  return { event, match };
}

function planLimits(config: Configured, refuse: Refuse): FunctionPlan["limits"] {
  if (config.concurrency === undefined) return [];
  const given = typeof config.concurrency === "number" ? { limit: config.concurrency } : config.concurrency;
  const read = z.array(limit).safeParse(Array.isArray(given) ? given : [given]);
  if (read.success)
    return read.data.map((entry) => ({
      limit: entry.limit,
      key: pathOf("concurrency.key", entry.key, refuse),
    }));
  const wrong = read.error.issues
    .map((issue) => issue.path.filter((part) => typeof part === "string").join("."))
    .filter(Boolean);
  refuse(
    `option "${["concurrency", ...wrong].join(".")}"`,
    "is not supported: only a limit, a key and the scope fn are",
  );
  return [];
}

function planBatch(config: Configured, refuse: Refuse): FunctionPlan["batch"] {
  if (!config.batchEvents) return null;
  const { maxSize, timeout, key, ...others } = config.batchEvents;
  for (const option of Object.keys(others)) refuse(`option "batchEvents.${option}"`, "is not supported");
  const timeoutMs = parseDuration(timeout);
  if (timeoutMs === null) refuse(`option "batchEvents.timeout"`, `is no duration: "${timeout}"`);
  return { maxSize, timeoutMs: timeoutMs ?? 0, key: pathOf("batchEvents.key", key, refuse) };
}

function pathOf(option: string, expression: string | undefined, refuse: Refuse): Path | null {
  if (expression === undefined) return null;
  const path = parsePath(expression);
  if (!path) refuse(`option "${option}"`, `is not supported as "${expression}": only event.data.x is`);
  return path;
}
