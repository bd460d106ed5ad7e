import { announceNews } from "@/inngest/announcements";
import { ingestDeps } from "@/lib/edge/ingestion/ingest-deps";
import { ingestSegmentWebhook } from "@/lib/edge/ingestion/ingest-webhook";
import { route } from "@/lib/edge/route";

export const runtime = "nodejs";

export const POST = route(async (request) => ingestSegmentWebhook(request, await ingestDeps(announceNews)));
