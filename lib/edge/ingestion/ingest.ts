import "server-only";
import { causeOf } from "@/lib/edge/cause-of";
import { corsHeaders } from "@/lib/edge/ingestion/cors";
import { type Incoming, readBody, readSaid } from "@/lib/edge/ingestion/ingest-body";
import { type IngestDeps, type Items, ingestItems, type Outcome } from "@/lib/edge/ingestion/ingest-items";
import { keyInHeader, senderOf } from "@/lib/edge/ingestion/ingest-key";
import { type ReadingRoom, readingRoom } from "@/lib/edge/ingestion/reading-room";
import { tellBatchApart } from "@/lib/edge/ingestion/tell-apart";
import { type WaitingRoom, waitingRoom } from "@/lib/edge/ingestion/waiting-room";
import { errorResponse } from "@/lib/edge/route";
import { AppError } from "@/lib/errors";
import { bounds } from "@/lib/events/bounds";
import { keepRefusedKey } from "@/lib/events/keep-refused-key";
import { callOf, isFields } from "@/lib/events/schema";
import { Unreadable } from "@/lib/events/unreadable";

/** Where a request is while its body is read, and while what it brings waits to be kept. */
export interface Rooms {
  reading: ReadingRoom;
  waiting: WaitingRoom;
}

const ofThisProcess: Rooms = { reading: readingRoom, waiting: waitingRoom };

/**
 * A call of Segment's HTTP API: durable before it is answered. A batch keeps its good items and names the bad ones (200); a single
 * bad call is a 400 that names the field; a database that is away is a 503, so that no client drops what it holds.
 */
export async function ingest(
  request: Incoming,
  segment: string,
  deps: () => Promise<IngestDeps>,
  rooms = ofThisProcess,
): Promise<Response> {
  const response = await answer(request, segment, deps, rooms).catch((error: unknown) =>
    errorResponse(error),
  );
  for (const [name, value] of Object.entries(corsHeaders(request.headers))) response.headers.set(name, value);
  return response;
}

async function answer(
  request: Incoming,
  segment: string,
  getDeps: () => Promise<IngestDeps>,
  rooms: Rooms,
): Promise<Response> {
  const call = callOf(segment);
  if (!call)
    throw new AppError(
      "not_found",
      "There is no such call: use track, identify, group, page, screen, alias or batch.",
    );
  const bytes = await readBody(request, rooms.reading);
  return rooms.waiting.wait(bytes.length, () => keep(request, call, bytes, getDeps));
}

async function keep(
  request: Incoming,
  call: NonNullable<ReturnType<typeof callOf>>,
  bytes: Uint8Array,
  getDeps: () => Promise<IngestDeps>,
): Promise<Response> {
  const { text, value: body } = readSaid(bytes, call === "batch" ? tellBatchApart : () => null);
  const deps = await getDeps();
  const presented = keyInHeader(request.headers) ?? (isFields(body) ? body.writeKey : null);
  const sender = await senderOf(deps.store, presented).catch((error: unknown) =>
    refuseKey(deps, presented, error),
  );
  if (call === "batch") return accepted(await ingestItems(deps, sender, itemsOf(body, text)));
  if (bytes.length > bounds.eventBytes.most)
    throw new AppError("too_large", `An event may have ${bounds.eventBytes.most / 1024} KB at most.`);
  return single(await ingestItems(deps, sender, { list: [body], text, type: call }));
}

// Who set up the sender finds out on Trig's screens too; what it is told does not depend on that.
async function refuseKey(deps: IngestDeps, presented: unknown, error: unknown): Promise<never> {
  if (error instanceof AppError && error.code === "unauthorised") {
    await keepRefusedKey(deps.store, presented, await deps.now()).catch((lost: unknown) =>
      console.error("A refused key could not be noted:", causeOf(lost)),
    );
  }
  throw error;
}

function itemsOf(body: unknown, text: string): Items {
  const list = isFields(body) ? listOf(body.batch) : null;
  if (!isFields(body) || !list) {
    throw new AppError("invalid", "A batch is an object with a list of events named batch.", [
      { path: "batch", message: "It must be a list of events." },
    ]);
  }
  return { list, text, sentAt: body.sentAt, context: body.context };
}

// PHP writes a list from which something was taken as an object: {"0": …, "2": …}.
function listOf(batch: unknown): unknown[] | null {
  if (Array.isArray(batch)) return batch;
  if (!isFields(batch) || batch instanceof Unreadable) return null;
  const isList = Object.keys(batch).every((name) => /^\d+$/.test(name));
  return isList ? Object.values(batch) : null;
}

/** The answer to one event alone: a refusal is an error that names its field. */
export function single(outcome: Outcome): Response {
  const [refused] = outcome.refused;
  if (!refused) return accepted(outcome);
  const issue = { path: refused.field, message: refused.sentence };
  return errorResponse(new AppError("invalid", `${refused.field}: ${refused.sentence}`, [issue]));
}

/** The answer to a batch: what was kept, what was there already, and each refused item by place, field and sentence. */
export function accepted({ accepted, duplicates, refused }: Outcome): Response {
  const rejected = refused.map(({ index, field, sentence }) => ({ index, field, message: sentence }));
  return Response.json({ success: true, accepted, duplicates, rejected });
}
