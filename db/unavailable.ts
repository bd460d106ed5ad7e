/** What the operating system says of a connection, or of the means to open one. */
const SYSTEM_CODES = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ECONNABORTED",
  "EPIPE",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "EHOSTDOWN",
  "ENETUNREACH",
  "ENETDOWN",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EMFILE",
  "ENFILE",
]);

/** What PostgreSQL says while it, or a lock, or room for more, is not to be had just now. */
const SQL_STATES = new Set([
  // Connections.
  "08000",
  "08001",
  "08003",
  "08004",
  "08006",
  "08007",
  // Read-only: another server has taken over, or the disk is full and the host allows no more writing.
  "25006",
  // A transaction that stood still for too long, or took too long, was ended.
  "25P03",
  "25P04",
  // Something is locked by somebody else.
  "55P03",
  // Starting up, shutting down, or the statement took too long.
  "57014",
  "57P01",
  "57P02",
  "57P03",
  "57P05",
  // Reading or writing a file failed.
  "58030",
]);
/** No memory, no disk, no connections left. */
const OUT_OF_RESOURCES = /^53[0-9A-Z]{3}$/;

/** A code that our own mistakes have as well: of a pooler that closes a connection, only its words tell. */
const PROTOCOL_VIOLATION = "08P01";
const POOLER_SENTENCES =
  /(query_wait_timeout|server_login_retry|server_lifetime|server_idle_timeout|client_idle_timeout|client_login_timeout|server conn crashed|server connection crashed|server closed|cannot connect to server|connect failed|no more connections allowed|too many connections|database shutdown|pooler is shut|is shutting down)/i;

// pg and Neon's HTTP client give these no code.
const SENTENCES =
  /^(Connection terminated|Client has encountered a connection error|Client was closed and is not queryable|timeout exceeded when trying to connect|Query read timeout|Error connecting to database: |Server error \(HTTP status (429|5\d\d)\))/;

/** Whether an error means that the database could not do it just now, so that the same request may succeed later. */
export function isDatabaseUnavailable(error: unknown): boolean {
  if (typeof error !== "object" || error === null) return false;
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  const message = "message" in error && typeof error.message === "string" ? error.message : "";
  if (SYSTEM_CODES.has(code) || SQL_STATES.has(code) || OUT_OF_RESOURCES.test(code)) return true;
  if (code === PROTOCOL_VIOLATION && POOLER_SENTENCES.test(message)) return true;
  // The socket of an embedded server that is not there yet.
  if (code === "ENOENT" && "syscall" in error && error.syscall === "connect") return true;
  if (SENTENCES.test(message)) return true;
  // Drizzle wraps what the driver threw; Neon's driver throws an event that holds the error; two addresses make two errors.
  if (error instanceof AggregateError && error.errors.some(isDatabaseUnavailable)) return true;
  if ("cause" in error && isDatabaseUnavailable(error.cause)) return true;
  return "error" in error && isDatabaseUnavailable(error.error);
}
