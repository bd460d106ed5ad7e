import "server-only";
import { getWatchedDatabase, isDatabaseUnavailable } from "@/db";
import { apiContext } from "@/lib/edge/api";
import { route } from "@/lib/edge/route";
import { AppError } from "@/lib/errors";
import { instanceHealth } from "@/lib/insights/health/instance-health";
import type { Health } from "@/lib/insights/health/schema";

/** Monitors wait a few seconds at most: whatever hangs, they hear from us before that. */
const ANSWERS_WITHIN_MS = 3_000;

/**
 * Answers monitors: 200, or 503 while the database is down or silent. A stranger learns the status alone; an API key gets the figures and
 * sentences of its own workspace too.
 */
export function healthRoute(engine: () => Health["engine"], withinMs = ANSWERS_WITHIN_MS) {
  return route(async (request) => {
    try {
      return (await Promise.race([look(request, engine()), passed(withinMs)])) ?? failing();
    } catch (error) {
      const isAway = error instanceof AppError ? error.code === "unavailable" : isDatabaseUnavailable(error);
      if (!isAway) throw error;
      return failing();
    }
  });
}

async function look(request: Request, engine: Health["engine"]): Promise<Response> {
  const db = await getWatchedDatabase();
  const caller = request.headers.has("authorization") ? await apiContext(db, request) : null;
  const { workspaces, ...whole } = await instanceHealth(db, engine);
  if (!caller) return Response.json({ status: whole.status });
  const own = workspaces.filter(({ workspaceId }) => workspaceId === caller.workspaceId);
  return Response.json({ ...whole, workspaces: own.map(({ workspaceId: _, ...told }) => told) });
}

const failing = () => Response.json({ status: "failing" }, { status: 503 });

function passed(ms: number): Promise<null> {
  return new Promise((done) => setTimeout(done, ms, null).unref());
}
