import { refuse } from "@/lib/edge/door";

/** The answer to a request that may not come in; null for one that may. */
export function turnAway(request: Pick<Request, "method" | "url" | "headers">): Response | null {
  const { pathname, search } = new URL(request.url);
  const refusal = refuse({
    method: request.method,
    path: pathname + search,
    host: request.headers.get("host"),
    origin: request.headers.get("origin"),
    publicUrl: process.env.TRIG_URL || undefined,
  });
  if (!refusal) return null;
  return Response.json(
    { error: { code: refusal.status === 400 ? "invalid" : "forbidden", message: refusal.sentence } },
    { status: refusal.status, headers: { "cache-control": "no-store" } },
  );
}
