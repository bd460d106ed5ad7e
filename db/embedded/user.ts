import { spawnSync } from "node:child_process";
import { AppError } from "@/lib/errors";

/** How to run a program of PostgreSQL, which refuses to run as root. */
export interface ServerUser {
  /** Words put before the command. */
  prefix: string[];
  /** Whom to become; empty when nothing changes. */
  become: { uid?: number; gid?: number };
  /** Who must own the data folder; null: it is ours already. */
  owner: { uid: number; gid: number } | null;
}

const NAMESPACE = ["unshare", "--user", "--map-user=65534", "--map-group=65534", "--"];

/**
 * As an ordinary user the server runs as that user. Root gets a user namespace, in which the server believes to be nobody and no
 * file changes hands; where namespaces are forbidden, it becomes nobody and the data folder is handed over.
 */
export function serverUser(): ServerUser {
  if (process.getuid?.() !== 0) return { prefix: [], become: {}, owner: null };
  const [command = "", ...words] = NAMESPACE;
  if (spawnSync(/* turbopackIgnore: true */ command, [...words, "true"], { stdio: "ignore" }).status === 0) {
    return { prefix: NAMESPACE, become: {}, owner: { uid: 0, gid: process.getgid?.() ?? 0 } };
  }
  const nobody = { uid: idOf("-u"), gid: idOf("-g") };
  return { prefix: [], become: nobody, owner: nobody };
}

function idOf(flag: "-u" | "-g"): number {
  const id = Number.parseInt(spawnSync("id", [flag, "nobody"], { encoding: "utf8" }).stdout ?? "", 10);
  if (id > 0) return id;
  throw new AppError(
    "unavailable",
    "PostgreSQL refuses to run as root here: start Trig as an ordinary user, or set DATABASE_URL.",
  );
}
