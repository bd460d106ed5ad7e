import "server-only";
import { AppError } from "@/lib/errors";
import { MAX_REQUEST_BYTES } from "@/lib/events/schema";

const MOST_BYTES_DROPPED = 10 * MAX_REQUEST_BYTES;

/** The text of a request, unpacked; reading stops where the limit is, however much a small packed body would become. */
export async function readBody(request: Request): Promise<string> {
  if (!request.body) return "";
  const sent = await collect(request.body);
  const bytes = await unpack(sent, request.headers.get("content-encoding"));
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new AppError("invalid", "The body is not text in UTF-8.");
  }
}

/** The JSON of a request's text. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new AppError("invalid", "The body is not JSON.");
  }
}

async function unpack(sent: Uint8Array<ArrayBuffer>, encoding: string | null): Promise<Uint8Array> {
  const name = (encoding ?? "").trim().toLowerCase();
  if (name === "" || name === "identity") return sent;
  if (name !== "gzip" && name !== "deflate") {
    throw new AppError("invalid", "Content-Encoding may be gzip, deflate or absent.");
  }
  return collect(new Blob([sent]).stream().pipeThrough(new DecompressionStream(name)));
}

// Some of what is over the limit is read and dropped: a client hears the answer only once it has sent its request.
async function collect(body: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<Uint8Array<ArrayBuffer>> {
  const reader = body.getReader();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await nextChunk(reader);
    if (done) break;
    size += value.length;
    if (size > MOST_BYTES_DROPPED) break;
    if (size <= MAX_REQUEST_BYTES) chunks.push(value);
  }
  if (size > MAX_REQUEST_BYTES) throw tooLarge();
  return join(chunks, size);
}

// A stream that breaks was cut off or is not what its Content-Encoding says.
async function nextChunk(reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>) {
  try {
    return await reader.read();
  } catch {
    throw new AppError(
      "invalid",
      "The body cannot be read: it was cut off or is not packed as its Content-Encoding says.",
    );
  }
}

function join(chunks: Uint8Array<ArrayBuffer>[], size: number): Uint8Array<ArrayBuffer> {
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
  return new AppError("too_large", `A request may have ${MAX_REQUEST_BYTES / 1024} KB at most, unpacked.`);
}
