import { execFile } from "node:child_process";
import {
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { AppError } from "@/lib/errors";
import type { Folder } from "./folder";
import { SERVER_ENVIRONMENT } from "./server-environment";
import type { ServerUser } from "./user";

const MAJOR = "18";

/** Makes the data folder and an empty cluster in it, or checks the one that is there. A crash half-way leaves nothing behind that looks whole. */
export async function prepareCluster(folder: Folder, initdb: string, user: ServerUser): Promise<void> {
  makeFolders(folder, user);
  if (!existsSync(folder.data)) await createCluster(folder, initdb, user);
  giveTo(user.owner, folder.data);
  const major = readFileSync(join(folder.data, "PG_VERSION"), "utf8").trim();
  if (major !== MAJOR) {
    throw new AppError(
      "conflict",
      `The data folder ${folder.root} was made by PostgreSQL ${major}; this version of Trig brings ${MAJOR}.`,
    );
  }
}

// Whoever reaches the socket is let in without a password, so nobody else may enter the folder it lies in.
function makeFolders(folder: Folder, user: ServerUser): void {
  for (const path of [folder.root, folder.socket]) {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    if (user.owner) chownSync(path, user.owner.uid, user.owner.gid);
  }
  const { uid, mode } = lstatSync(folder.socket);
  const expected = user.owner?.uid ?? process.getuid?.();
  if ((expected !== undefined && uid !== expected) || (mode & 0o077) !== 0) {
    throw new AppError(
      "conflict",
      `Other users can enter ${folder.socket}: remove that folder, then start again.`,
    );
  }
}

async function createCluster(folder: Folder, initdb: string, user: ServerUser): Promise<void> {
  for (const name of readdirSync(folder.root)) {
    if (name.startsWith("postgres.new")) rmSync(join(folder.root, name), { recursive: true, force: true });
  }
  const fresh = join(folder.root, `postgres.new-${process.pid}`);
  // The built-in locale sorts by code point like C, and knows capitals of all alphabets; it needs nothing of the system.
  const locale = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
  const words = [
    ...user.prefix,
    initdb,
    "-D",
    fresh,
    "-U",
    "trig",
    "-A",
    "trust",
    "--no-instructions",
    ...locale,
  ];
  const [command = initdb, ...args] = words;
  try {
    await promisify(execFile)(command, args, { ...user.become, env: SERVER_ENVIRONMENT, cwd: folder.root });
  } catch (error) {
    const reason =
      error instanceof Error && "stderr" in error && error.stderr
        ? String(error.stderr).trim()
        : String(error);
    throw new AppError(
      "unavailable",
      `The embedded database could not be made in ${folder.root}: ${reason} (or set DATABASE_URL)`,
    );
  }
  renameSync(fresh, folder.data);
}

function giveTo(owner: ServerUser["owner"], path: string): void {
  if (!owner || statSync(path).uid === owner.uid) return;
  for (const entry of ["", ...readdirSync(path, { recursive: true, encoding: "utf8" })]) {
    chownSync(join(path, entry), owner.uid, owner.gid);
  }
}
