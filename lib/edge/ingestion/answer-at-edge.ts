import "server-only";
import type { Store } from "@/db";
import { overHttp } from "@/db/over-http";
import { announceOverHttp, type EventApi } from "@/lib/edge/ingestion/announce-over-http";
import { allowBrowsers } from "@/lib/edge/ingestion/cors";
import { ingest } from "@/lib/edge/ingestion/ingest";
import type { IngestDeps } from "@/lib/edge/ingestion/ingest-items";
import { createReadingRoom } from "@/lib/edge/ingestion/reading-room";
import { createWaitingRoom } from "@/lib/edge/ingestion/waiting-room";
import { EVENTS_PER_SECOND } from "@/lib/edge/rate-limit";
import { insertEvents } from "@/lib/events/insert-events";
import { businessNow } from "@/lib/workspaces/clock/clock";

/** The settings of the worker, named as in .env.example. */
export interface EdgeEnvironment extends EventApi {
  /** A database at Neon. */
  DATABASE_URL: string;
  TRIG_INGEST_EVENTS_PER_SECOND?: string | undefined;
}

/** Keeps the worker running until work is done that the answer does not wait for. */
type GoOn = (work: Promise<void>) => void;

const CALL = /^\/v1\/([A-Za-z]+)$/;
/** One for all requests, because known keys are remembered by database. */
let opened: Store | undefined;

/**
 * Answers a call of the ingestion API on an edge host. There one request cannot finish what another began, so each has limits of its own and
 * its events go in a statement of their own.
 */
export async function answerAtEdge(
  request: Request,
  environment: EdgeEnvironment,
  goOn: GoOn,
): Promise<Response> {
  if (request.method === "OPTIONS") return allowBrowsers(request.headers);
  if (request.method !== "POST")
    return new Response(null, { status: 405, headers: { Allow: "POST, OPTIONS" } });
  const [, call = ""] = CALL.exec(new URL(request.url).pathname) ?? [];
  const rooms = { reading: createReadingRoom(), waiting: createWaitingRoom() };
  return ingest(request, call, async () => depsOf(environment, goOn), rooms);
}

function depsOf(environment: EdgeEnvironment, goOn: GoOn): IngestDeps {
  opened ??= overHttp(environment.DATABASE_URL);
  const store = opened;
  return {
    store,
    keep: insertEvents,
    now: () => businessNow(store),
    onNews: (workspaceId) => goOn(announceOverHttp(environment, workspaceId)),
    eventsPerSecond: Number(environment.TRIG_INGEST_EVENTS_PER_SECOND) || EVENTS_PER_SECOND,
  };
}
