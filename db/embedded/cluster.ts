import { execFile } from "node:child_process";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { AppError } from "@/lib/errors";
import type { Folder } from "./folder";
import { giveTo, makeFolders } from "./ownership";
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

async function createCluster(folder: Folder, initdb: string, user: ServerUser): Promise<void> {
  for (const name of readdirSync(folder.root)) {
    if (name.startsWith("postgres.new")) rmSync(join(folder.root, name), { recursive: true, force: true });
  }
  const place = join(folder.root, `postgres.new-${process.pid}`);
  const fresh = join(place, "data");
  for (const path of [place, fresh]) mkdirSync(path, { mode: 0o700 });
  if (user.making) {
    // While initdb makes it as one of many who may be nobody, only its own group comes near.
    chownSync(place, 0, user.making.gid);
    chmodSync(place, 0o710);
    chownSync(fresh, user.making.uid, user.making.gid);
  }
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
    await promisify(execFile)(command, args, {
      ...(user.making ?? user.become),
      env: SERVER_ENVIRONMENT,
      cwd: place,
    });
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
  giveTo(user.owner, fresh);
  renameSync(fresh, folder.data);
  rmSync(place, { recursive: true });
}
