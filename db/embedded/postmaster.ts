import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Folder } from "./folder";
import { findProcess } from "./process";

/**
 * The id of the server that runs on a data folder, or null. A note left by a dead server is removed even when its id now belongs
 * to a zombie or to another program, for which PostgreSQL itself would wait for ever.
 */
export function findPostmaster(folder: Folder): number | null {
  const note = join(folder.data, "postmaster.pid");
  const [first = "", dataDir = ""] = read(note).split("\n");
  const pid = Number.parseInt(first, 10);
  if (!(pid > 0)) return null;
  if (dataDir && findProcess(pid)?.command.includes(dataDir)) return pid;
  rmSync(note, { force: true });
  return null;
}

function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
