import { announceNews } from "@/inngest/announcements";
import { ingest } from "@/lib/edge/ingestion/ingest";
import type { Incoming } from "@/lib/edge/ingestion/ingest-body";
import { ingestDeps } from "@/lib/edge/ingestion/ingest-deps";
import { turnAway } from "@/lib/edge/turn-away";

/** Answers a call of the ingestion API, whoever received it: Next's route, or this process's server by itself. */
export async function answerCall(request: Incoming, call: string): Promise<Response> {
  return turnAway(request) ?? ingest(request, call, () => ingestDeps(announceNews));
}
