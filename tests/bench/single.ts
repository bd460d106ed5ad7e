import { postAll } from "@/tests/bench/http";
import { type Figure, figure, percentile } from "@/tests/bench/report";
import { AT_REST, type Setting, until } from "@/tests/bench/setting";
import { trackCall, UNREAD_EVENT } from "@/tests/bench/traffic";

const REQUESTS = 6_000;
const IN_FLIGHT = 16;

/** Requests of one event each, a second, and how long one takes among them. */
export async function singleEvents({ app, writeKey, pool }: Setting, people: number): Promise<Figure[]> {
  const bodies = Array.from({ length: REQUESTS }, (_, at) =>
    JSON.stringify(trackCall(at % people, UNREAD_EVENT)),
  );
  const ask = (some: readonly string[]) =>
    postAll(app.url, { path: "/v1/track", writeKey, bodies: some, inFlight: IN_FLIGHT });
  await ask(bodies.slice(0, 500));
  await until(pool, AT_REST);
  const began = performance.now();
  const taken = await ask(bodies.slice(500));
  const rate = (taken.length * 1000) / (performance.now() - began);
  await until(pool, AT_REST);
  return [
    figure("single-event requests", rate, "/s", {
      bound: { atLeast: 428 },
      note: `${IN_FLIGHT} in flight, each durable before its answer; p95 ${Math.round(percentile(taken, 0.95))} ms`,
    }),
  ];
}
