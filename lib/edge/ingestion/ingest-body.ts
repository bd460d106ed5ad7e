import "server-only";
import { isUtf8, readUtf8 } from "@/lib/edge/ingestion/byte-text";
import { type ReadingRoom, readingRoom } from "@/lib/edge/ingestion/reading-room";
import { whyNotJson } from "@/lib/edge/ingestion/tell-apart";
import { AppError } from "@/lib/errors";
import { bounds } from "@/lib/events/bounds";
import { parseJson } from "@/lib/events/parse-json";

const MOST_BYTES_DROPPED = 10 * bounds.requestBytes.most;

/** What reading a body asks of a request, be it a web Request or one of Node's server. */
export interface Incoming {
  method: string;
  url: string;
  headers: Headers;
  body: AsyncIterable<Uint8Array> | null;
}

/** The bytes of a request, unpacked; reading stops where the limit is, however much a small packed body would become. */
export async function readBody(
  request: Pick<Incoming, "headers" | "body">,
  room: ReadingRoom = readingRoom,
): Promise<Uint8Array> {
  if (!request.body) return new Uint8Array();
  const { body } = request;
  const sent = await room.read((hasLeft) => collect(body, hasLeft));
  return unpack(sent, request.headers.get("content-encoding"));
}

/** A request's text, and what it says as JSON. */
export interface Said {
  text: string;
  value: unknown;
}

/** The JSON of a request. Where it is broken, what can be told apart of it is read by itself; null means that nothing can. */
export function readSaid(bytes: Uint8Array, tellApart: (bytes: Uint8Array) => unknown): Said {
  const said = asJson(bytes);
  if (said) return said;
  const value = tellApart(bytes);
  if (value !== null) return { text: readUtf8(bytes), value };
  const reason = isUtf8(bytes) ? "The body is not JSON." : "The body is not text in UTF-8.";
  const flaw = whyNotJson(bytes);
  if (!flaw?.field) throw new AppError("invalid", reason);
  const { field, sentence } = flaw;
  throw new AppError("invalid", `${reason} ${field}: ${sentence}`, [{ path: field, message: sentence }]);
}

function asJson(bytes: Uint8Array): Said | null {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return { text, value: parseJson(text) };
  } catch {
    return null;
  }
}

async function unpack(sent: Uint8Array, encoding: string | null): Promise<Uint8Array> {
  const name = (encoding ?? "").trim().toLowerCase();
  if (name === "" || name === "identity") return sent;
  if (name !== "gzip" && name !== "deflate") {
    throw new AppError("invalid", "Content-Encoding may be gzip, deflate or absent.");
  }
  return collect(new Blob([new Uint8Array(sent)]).stream().pipeThrough(new DecompressionStream(name)));
}

// Some of what is over the limit is read and dropped: a client hears the answer only once it has sent its request.
// An iterator is left where it stands: one that is closed would end the connection before the answer.
async function collect(body: AsyncIterable<Uint8Array>, hasLeft = () => false): Promise<Uint8Array> {
  const iterator = body[Symbol.asyncIterator]();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await nextChunk(iterator);
    if (done || hasLeft()) break;
    size += value.length;
    if (size > MOST_BYTES_DROPPED) break;
    if (size <= bounds.requestBytes.most) chunks.push(value);
  }
  if (size > bounds.requestBytes.most) throw tooLarge();
  return join(chunks, size);
}

// A stream that breaks was cut off or is not what its Content-Encoding says.
async function nextChunk(iterator: AsyncIterator<Uint8Array>) {
  try {
    return await iterator.next();
  } catch {
    throw new AppError(
      "invalid",
      "The body cannot be read: it was cut off or is not packed as its Content-Encoding says.",
    );
  }
}

function join(chunks: Uint8Array[], size: number): Uint8Array {
  const [only] = chunks;
  if (only && chunks.length === 1) return only;
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

function tooLarge(): AppError {
  return new AppError(
    "too_large",
    `A request may have ${bounds.requestBytes.most / 1024} KB at most, unpacked.`,
  );
}
