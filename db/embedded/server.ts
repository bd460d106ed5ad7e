import pg from "pg";
import { AppError } from "@/lib/errors";
import { findBinaries } from "./binaries";
import { prepareCluster } from "./cluster";
import { embeddedUrl, type Folder, folderOf } from "./folder";
import { type Launch, launchPostgres } from "./launch";
import { findPostmaster } from "./postmaster";
import { findProcess } from "./process";
import { serverUser } from "./user";

export interface ServerOptions {
  dataDir: string;
  /** Settings of postgresql.conf that differ from ours. */
  settings?: Record<string, string>;
}

/** A server that is kept running until it is stopped. */
export interface Server {
  folder: Folder;
  pid(): number | null;
  stop(): Promise<void>;
  /** The same for the last moment of a process, when nothing asynchronous runs any more. */
  stopAndWait(): void;
}

const START_WITHIN_MS = 60_000;
const STOP_WITHIN_MS = 5_000;
const LOOK_EVERY_MS = 250;
// What a server says when its predecessor is not quite gone.
const PASSING = /lock file "|shared memory block|in use/;

/** Starts PostgreSQL on a data folder, or adopts the one that runs there, and starts it again whenever it dies. */
export async function startServer({ dataDir, settings = {} }: ServerOptions): Promise<Server> {
  const folder = folderOf(dataDir);
  const binaries = findBinaries();
  const user = serverUser();
  await endOthers(folder, user.become.uid ?? process.getuid?.());
  await prepareCluster(folder, binaries.initdb, user);
  const launch = () => launchPostgres(folder, binaries.postgres, user, settings);
  await untilAnswering(folder, launch);
  return keepRunning(folder, launch);
}

// A server that an earlier start left running as another user is no server for us: it may not reach its files any more.
async function endOthers(folder: Folder, uid: number | undefined): Promise<void> {
  const pid = findPostmaster(folder);
  if (pid === null || findProcess(pid)?.uid === uid) return;
  interrupt(folder);
  for (const deadline = performance.now() + STOP_WITHIN_MS; findPostmaster(folder); await pause(10))
    if (performance.now() > deadline)
      throw new AppError(
        "unavailable",
        `The database of an earlier start does not stop: end process ${pid}.`,
      );
}

function keepRunning(folder: Folder, launch: () => Launch): Server {
  let stopping = false;
  let reviving: Promise<void> | null = null;
  const look = setInterval(() => {
    if (stopping || reviving || findPostmaster(folder)) return;
    // A failure is tried again at the next look; meanwhile every query says that the database is away.
    reviving = untilAnswering(folder, launch)
      .catch(() => {})
      .finally(() => {
        reviving = null;
      });
  }, LOOK_EVERY_MS).unref();
  const ask = () => {
    stopping = true;
    clearInterval(look);
    return interrupt(folder);
  };
  return {
    folder,
    pid: () => findPostmaster(folder),
    async stop() {
      stopping = true;
      await reviving;
      ask();
      while (findPostmaster(folder)) await pause(10);
    },
    stopAndWait() {
      const deadline = performance.now() + STOP_WITHIN_MS;
      const clock = new Int32Array(new SharedArrayBuffer(4));
      for (ask(); findPostmaster(folder) && performance.now() < deadline; ) Atomics.wait(clock, 0, 0, 10);
    },
  };
}

async function untilAnswering(folder: Folder, launch: () => Launch): Promise<void> {
  const deadline = performance.now() + START_WITHIN_MS;
  let last: Launch | null = null;
  while (performance.now() < deadline) {
    const running = findPostmaster(folder);
    if (running && (await answers(folder))) return;
    const waiting = last !== null && last.child.exitCode === null && last.child.signalCode === null;
    if (!running && !waiting) {
      if (last) await judge(last);
      last = launch();
    }
    await pause(10);
  }
  throw new AppError("unavailable", `The embedded database does not answer; see ${folder.log}`);
}

// A server that was killed, or that meets the remains of its predecessor, is tried again.
async function judge(failed: Launch): Promise<void> {
  const words = failed.words();
  if (failed.child.signalCode === null && !PASSING.test(words)) {
    throw new AppError("unavailable", `The embedded database does not start: ${words}`);
  }
  await pause(100);
}

async function answers(folder: Folder): Promise<boolean> {
  const client = new pg.Client({
    connectionString: embeddedUrl(folder.root, "postgres"),
    connectionTimeoutMillis: 5000,
  });
  client.on("error", () => {});
  try {
    await client.connect();
    await client.query("select 1");
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

// SIGINT is PostgreSQL's fast shutdown: it ends the sessions and writes everything down.
function interrupt(folder: Folder): void {
  const pid = findPostmaster(folder);
  if (!pid) return;
  try {
    process.kill(pid, "SIGINT");
  } catch {
    // It ended by itself in this very moment.
  }
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));
