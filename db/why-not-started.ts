import { AppError } from "@/lib/errors";
import { isDatabaseUnavailable } from "./unavailable";

/** What a start needs to know of where its data lie, to say what is wrong there. */
export interface Place {
  dataDir: string;
  /** The host of a database of one's own; absent: the embedded one. */
  databaseHost?: string | undefined;
  /** What the embedded database said last. */
  databaseWords?: string | undefined;
}

const FULL_CODES = new Set(["ENOSPC", "EDQUOT", "53100"]);
const FULL_WORDS = /No space left on device|Disk quota exceeded/i;

/** Why a process could not start, in a sentence for whoever started it; null for a mistake of ours, of which the log needs more. */
export function whyNotStarted(error: unknown, place: Place): string | null {
  const { dataDir, databaseHost, databaseWords = "" } = place;
  const isAway = isDatabaseUnavailable(error);
  // A database that cannot write its log any more goes down, and only its own words tell why.
  if (isDiskFull(error) || (isAway && FULL_WORDS.test(databaseWords))) {
    return databaseHost
      ? `The database at ${databaseHost} has no room left on its disk: make room there and start again.`
      : `There is no room left on the disk that holds ${dataDir}: a new Trig needs 500 MB there. Make room, or set TRIG_DATA_DIR to a folder on another disk, and start again.`;
  }
  if (error instanceof AppError) return error.message;
  return isAway ? "The database went away while Trig was starting: see that it runs, and start again." : null;
}

function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ("code" in error && FULL_CODES.has(String(error.code))) return true;
  return FULL_WORDS.test(error.message) || isDiskFull(error.cause);
}
