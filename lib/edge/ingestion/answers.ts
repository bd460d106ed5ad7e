import "server-only";
import type { IngestResult } from "@/lib/edge/ingestion/ingest-items";
import { errorResponse } from "@/lib/edge/route";
import { AppError } from "@/lib/errors";

/** The answer to one event alone: a refusal is an error that names its field. */
export function answerOne(result: IngestResult): Response {
  const [refused] = result.refused;
  if (!refused) return answerBatch(result);
  const issue = { path: refused.field, message: refused.sentence };
  return errorResponse(new AppError("invalid", `${refused.field}: ${refused.sentence}`, [issue]));
}

/** The answer to a batch: what was kept, what was there already, and each refused item by place, field and sentence. */
export function answerBatch({ accepted, duplicates, refused }: IngestResult): Response {
  const rejected = refused.map(({ index, field, sentence }) => ({ index, field, message: sentence }));
  return Response.json({ success: true, accepted, duplicates, rejected });
}
