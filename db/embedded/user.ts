import { spawnSync } from "node:child_process";
import { AppError } from "@/lib/errors";

interface Identity {
  uid: number;
  gid: number;
}

/** How to run a program of PostgreSQL, which refuses to run as root. */
export interface ServerUser {
  /** Words put before the command. */
  prefix: string[];
  /** Whom the server becomes; empty when nothing changes. */
  become: { uid?: number; gid?: number };
  /** Whom initdb becomes, where that is somebody else: it wants a user that has a name. */
  making: Identity | null;
  /** Who must own the data; null: it is ours already. */
  owner: Identity | null;
}

const NAMESPACE = ["unshare", "--user", "--map-user=65534", "--map-group=65534", "--"];
/** Neither distributions nor systemd give these to anybody, and containers know them too. */
const UNUSED = Array.from({ length: 14 }, (_, i) => 65_533 - i);

/**
 * As an ordinary user the server runs as that user. Root gets a user namespace, in which the server believes to be nobody and no
 * file changes hands. Where namespaces are forbidden, it becomes a user that nothing else runs as, and the data is handed over: as nobody it
 * would be open to whatever else runs as nobody.
 */
export function serverUser(): ServerUser {
  if (process.getuid?.() !== 0) return { prefix: [], become: {}, making: null, owner: null };
  const [command = "", ...words] = NAMESPACE;
  if (spawnSync(/* turbopackIgnore: true */ command, [...words, "true"], { stdio: "ignore" }).status === 0) {
    return { prefix: NAMESPACE, become: {}, making: null, owner: { uid: 0, gid: process.getgid?.() ?? 0 } };
  }
  const id = UNUSED.find((candidate) => !idOf(String(candidate)) && mayBecome(candidate));
  const nobody = idOf("nobody");
  if (!id || !nobody)
    throw new AppError(
      "unavailable",
      "PostgreSQL refuses to run as root here: start Trig as an ordinary user, or set DATABASE_URL.",
    );
  const own = { uid: id, gid: id };
  // The group keeps what is being made from others that run as nobody.
  return { prefix: [], become: own, making: { uid: nobody, gid: id }, owner: own };
}

function idOf(user: string): number | null {
  const { status, stdout } = spawnSync("id", ["-u", user], { encoding: "utf8" });
  const id = Number.parseInt(stdout ?? "", 10);
  return status === 0 && id > 0 ? id : null;
}

function mayBecome(id: number): boolean {
  return spawnSync("/bin/sh", ["-c", ":"], { uid: id, gid: id, cwd: "/", stdio: "ignore" }).status === 0;
}
