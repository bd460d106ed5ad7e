import { getKeyedDatabase } from "@/db";
import { env, serverlessHost } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { embeddedEngine, engineMode, isAlone } from "./client";
import { engineNow, followClock } from "./clock";
import { createExecutor } from "./embedded/executor";
import { handleEngineCall } from "./handlers";

/** Starts what drives the functions in this process, unless an Inngest server does. */
export async function startEngine(): Promise<void> {
  if (engineMode() === "inngest") return;
  const engine = embeddedEngine();
  if (engine.executor) return;
  const host = serverlessHost();
  if (host) {
    throw new AppError(
      "unavailable",
      `A serverless host (${host} is set) has no process for the embedded engine to live in: set INNGEST_EVENT_KEY and INNGEST_SIGNING_KEY.`,
    );
  }
  // The SDK lists the whole environment several times a call; of a plain object that costs next to nothing.
  process.env = { ...process.env };
  await followClock();
  const appUrl = env().TRIG_URL ?? `http://127.0.0.1:${env().PORT}`;
  const executor = createExecutor({
    ...engine.keys,
    db: await getKeyedDatabase(),
    appUrl: `${appUrl}/api/inngest`,
    handle: (request) => handleEngineCall(request),
    now: engineNow,
    isAlone: isAlone(),
    log: (level, message, fields) => console[level](`[engine] ${message}`, ...(fields ? [fields] : [])),
  });
  engine.executor = executor;
  await executor.start();
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void executor.stop());
}
