// The databases of tests live for seconds. Where there is memory to spare they are kept in it: a disk takes ten times as long to make one.
import { accessSync, constants, statfsSync } from "node:fs";
import { freemem } from "node:os";

const MEMORY = "/dev/shm";
const NEEDED_BYTES = 6 * 2 ** 30;

/** From now on temporary files of this process and of those it starts lie in memory, unless there is little of it or they have a place already. */
export function keepInMemory() {
  if (process.env.TMPDIR) return;
  try {
    accessSync(MEMORY, constants.W_OK | constants.X_OK);
    const { bavail, bsize } = statfsSync(MEMORY);
    if (Math.min(bavail * bsize, freemem()) > NEEDED_BYTES) process.env.TMPDIR = MEMORY;
  } catch {
    // Not every system has such a place.
  }
}
