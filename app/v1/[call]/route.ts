import { answerCall } from "@/app/v1/answer-call";
import { allowBrowsers } from "@/lib/edge/ingestion/cors";

export const runtime = "nodejs";

export async function POST(
  request: Request,
  { params }: { params: Promise<{ call: string }> },
): Promise<Response> {
  return answerCall(request, (await params).call);
}

export function OPTIONS(request: Request): Response {
  return allowBrowsers(request.headers);
}
