import { createHash } from "node:crypto";
import { z } from "zod";
import { isDatabaseUnavailable } from "@/db/unavailable";
import type { Log } from "../log";
import type { IncomingEvent } from "./incoming-event";

const sent = z.array(
  z.looseObject({ name: z.string().min(1), id: z.string().optional(), data: z.unknown().optional() }),
);

/** Answers what the Inngest client sends out: events at /e/<key>, and a clear refusal of everything else. */
export function createInbox(settings: {
  eventKey: string;
  take: (events: IncomingEvent[]) => Promise<void>;
  log: Log;
}): typeof globalThis.fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const { pathname } = new URL(request.url);
    if (request.method !== "POST" || !pathname.startsWith("/e/")) {
      return answer(404, `The embedded executor does not answer ${request.method} ${pathname}.`);
    }
    if (pathname !== `/e/${settings.eventKey}`) return answer(401, "The event key is not ours.");
    const read = sent.safeParse(await request.json().catch(() => null));
    if (!read.success) return answer(400, "The events cannot be read.");
    const seed = request.headers.get("x-inngest-event-id-seed") ?? crypto.randomUUID();
    const events = read.data.map((event, i) => ({
      ...event,
      id: event.id ? printable(event.id) : idFrom(seed, i),
    }));
    try {
      await settings.take(events);
      return Response.json({ ids: events.map((event) => event.id), status: 200 });
    } catch (error) {
      if (!isDatabaseUnavailable(error)) settings.log("error", "Events could not be taken in.", { error });
      return answer(503, error instanceof Error ? error.message : "The events could not be taken in.");
    }
  };
}

const answer = (status: number, error: string) => Response.json({ ids: [], status, error }, { status });
const idFrom = (seed: string, i: number) =>
  createHash("sha256").update(`${seed}|${i}`).digest("hex").slice(0, 32);
// PostgreSQL's text holds neither NUL nor half a character.
const printable = (id: string) => (!/[\0\ud800-\udfff]/u.test(id) ? id : idFrom(JSON.stringify(id), 0));
