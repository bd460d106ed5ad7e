import { engineMode } from "@/inngest/client";
import { checkHealth } from "@/lib/edge/health";

export const dynamic = "force-dynamic";

/** Answers monitors: 200 with the figures, 503 only when the database is down. */
export async function GET(): Promise<Response> {
  const health = await checkHealth(engineMode());
  return Response.json(health, {
    status: health.database === "down" ? 503 : 200,
    headers: { "cache-control": "no-store" },
  });
}
