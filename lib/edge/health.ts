import "server-only";
import { getDatabase, isDatabaseUnavailable } from "@/db";
import { apiContext } from "@/lib/edge/api";
import { route } from "@/lib/edge/route";
import { AppError } from "@/lib/errors";
import type { Health } from "@/lib/insights/health";
import { instanceHealth } from "@/lib/insights/instance-health";

/**
 * Answers monitors: 200, or 503 while the database is down. A stranger learns the status alone; an API key gets the figures and
 * sentences of its own workspace too.
 */
export function healthRoute(engine: () => Health["engine"]) {
  return route(async (request) => {
    try {
      const db = await getDatabase();
      const caller = request.headers.has("authorization") ? await apiContext(db, request) : null;
      const { workspaces, ...whole } = await instanceHealth(db, engine());
      if (!caller) return Response.json({ status: whole.status });
      const own = workspaces.filter(({ workspaceId }) => workspaceId === caller.workspaceId);
      return Response.json({ ...whole, workspaces: own.map(({ workspaceId: _, ...told }) => told) });
    } catch (error) {
      const isAway = error instanceof AppError ? error.code === "unavailable" : isDatabaseUnavailable(error);
      if (!isAway) throw error;
      return Response.json({ status: "failing" }, { status: 503 });
    }
  });
}
