import { announceNews } from "@/inngest/announcements";
import { ingestDeps } from "@/lib/edge/ingestion/ingest-deps";
import { ingestWebhook } from "@/lib/edge/ingestion/ingest-webhook";
import { route } from "@/lib/edge/route";

export const runtime = "nodejs";

export const POST = route<{ name: string }>(async (request, { name }) =>
  ingestWebhook(request, name, await ingestDeps(announceNews)),
);
