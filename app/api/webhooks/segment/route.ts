import { announceNews } from "@/inngest/announcements";
import { ingestDeps } from "@/lib/edge/ingest-deps";
import { ingestSegmentWebhook } from "@/lib/edge/ingest-webhook";
import { route } from "@/lib/edge/route";

export const runtime = "nodejs";

export const POST = route(async (request) => ingestSegmentWebhook(request, await ingestDeps(announceNews)));
