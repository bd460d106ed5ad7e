import "server-only";
import { causeOf } from "@/lib/edge/cause-of";
import { answerBatch, answerOne } from "@/lib/edge/ingestion/answers";
import { corsHeaders } from "@/lib/edge/ingestion/cors";
import { type Incoming, readBody, readSaid } from "@/lib/edge/ingestion/ingest-body";
import { type IngestDeps, type Items, ingestItems } from "@/lib/edge/ingestion/ingest-items";
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

/** The limits on reading bodies and on waiting for the database. */
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
  if (call === "batch") return answerBatch(await ingestItems(deps, sender, itemsOf(body, text)));
  if (bytes.length > bounds.eventBytes.most)
    throw new AppError("too_large", `An event may have ${bounds.eventBytes.most / 1024} KB at most.`);
  return answerOne(await ingestItems(deps, sender, { list: [body], text, type: call }));
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
