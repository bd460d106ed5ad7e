import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { AppError } from "@/lib/errors";

/** Where the parts of an embedded database live. */
export interface Folder {
  root: string;
  data: string;
  log: string;
  socket: string;
}

const SOCKET_NAME = "/.s.PGSQL.5432";
const SOCKET_PATH_LIMIT = 103;

/** The parts of a data folder; the socket moves to the temporary directory when its path would be too long for the system. */
export function folderOf(dataDir: string): Folder {
  const root = resolve(/* turbopackIgnore: true */ dataDir);
  const inside = join(root, "socket");
  const short = createHash("sha256").update(root).digest("hex").slice(0, 12);
  const socket = fits(inside) ? inside : join(tmpdir(), `trig-${short}`);
  if (!fits(socket)) {
    throw new AppError(
      "invalid",
      `The path of ${root} is too long for a socket: set TRIG_DATA_DIR to a shorter one.`,
    );
  }
  return { root, data: join(root, "postgres"), log: join(root, "postgres.log"), socket };
}

/** The address of the embedded database of a data folder, whether it runs or not. */
export function embeddedUrl(dataDir: string, database = "trig"): string {
  return `postgres://trig@localhost/${database}?host=${encodeURIComponent(folderOf(dataDir).socket)}`;
}

function fits(socketFolder: string): boolean {
  return Buffer.byteLength(socketFolder + SOCKET_NAME) <= SOCKET_PATH_LIMIT;
}
