import "server-only";
import { getKeyedDatabase } from "@/db";
import type { IngestDeps } from "@/lib/edge/ingestion/ingest-items";
import { EVENTS_PER_SECOND } from "@/lib/edge/rate-limit";
import { env } from "@/lib/env";
import { businessNow } from "@/lib/workspaces/clock/clock";

/** What arrival needs, from this process's database and environment; the route says whom news is told to. */
export async function ingestDeps(onNews: IngestDeps["onNews"]): Promise<IngestDeps> {
  const store = await getKeyedDatabase();
  return { store, now: () => businessNow(store), onNews, eventsPerSecond: eventsPerSecond() };
}

let limit: number | undefined;
function eventsPerSecond(): number {
  limit ??= env().TRIG_INGEST_EVENTS_PER_SECOND ?? EVENTS_PER_SECOND;
  return limit;
}
