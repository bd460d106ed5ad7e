const CODES = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
  "57P01",
  "57P02",
  "57P03",
  "53300",
  "08000",
  "08001",
  "08003",
  "08004",
  "08006",
  "08P01",
]);
// pg gives these no code.
const SENTENCES =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|Query read timeout)/;

/** Whether an error means that the database could not be reached just now, so that the same request may succeed later. */
export function isDatabaseUnavailable(error: unknown): boolean {
  if (typeof error !== "object" || error === null) return false;
  if ("code" in error && typeof error.code === "string" && CODES.has(error.code)) return true;
  // The socket of an embedded server that is not there yet.
  if ("code" in error && error.code === "ENOENT" && "syscall" in error && error.syscall === "connect")
    return true;
  if ("message" in error && typeof error.message === "string" && SENTENCES.test(error.message)) return true;
  // Drizzle wraps what the driver threw; Neon's driver throws an event that holds the error; two addresses make two errors.
  if (error instanceof AggregateError && error.errors.some(isDatabaseUnavailable)) return true;
  if ("cause" in error && isDatabaseUnavailable(error.cause)) return true;
  return "error" in error && isDatabaseUnavailable(error.error);
}
