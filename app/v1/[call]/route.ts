import { announceNews } from "@/inngest/announcements";
import { allowBrowsers, ingest } from "@/lib/edge/ingest";
import { ingestDeps } from "@/lib/edge/ingest-deps";
import { turnAway } from "@/lib/edge/turn-away";

export const runtime = "nodejs";

export async function POST(
  request: Request,
  { params }: { params: Promise<{ call: string }> },
): Promise<Response> {
  const { call } = await params;
  return turnAway(request) ?? ingest(request, call, () => ingestDeps(announceNews));
}

export function OPTIONS(): Response {
  return allowBrowsers();
}
