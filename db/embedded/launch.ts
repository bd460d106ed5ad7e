import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, readFileSync, renameSync, statSync } from "node:fs";
import type { Folder } from "./folder";
import { SERVER_ENVIRONMENT } from "./server-environment";
import type { ServerUser } from "./user";

const SETTINGS: Record<string, string> = {
  listen_addresses: "",
  port: "5432",
  unix_socket_permissions: "0700",
  max_connections: "60",
  shared_buffers: "256MB",
  work_mem: "16MB",
  random_page_cost: "1.1",
  jit: "off",
  // One machine, no standby: no reason to write more than recovery needs.
  wal_level: "minimal",
  max_wal_senders: "0",
  max_wal_size: "1GB",
  io_method: "sync",
  autovacuum_naptime: "15s",
  timezone: "UTC",
  log_timezone: "UTC",
  log_checkpoints: "off",
};
const LOG_LIMIT_BYTES = 10_000_000;

/** One try at running PostgreSQL on a data folder: the process, and what it has written to the log since. */
export interface Launch {
  child: ChildProcess;
  words(): string;
}

/** Runs PostgreSQL on a data folder, apart from our terminal, so that Ctrl-C reaches us first and the database stops last. */
export function launchPostgres(
  folder: Folder,
  postgres: string,
  user: ServerUser,
  settings: Record<string, string>,
): Launch {
  if (sizeOf(folder.log) > LOG_LIMIT_BYTES) renameSync(folder.log, `${folder.log}.old`);
  const from = sizeOf(folder.log);
  const log = openSync(folder.log, "a", 0o600);
  const all = { ...SETTINGS, ...settings, unix_socket_directories: folder.socket };
  const flags = Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const [command = postgres, ...args] = [...user.prefix, postgres, "-D", folder.data, ...flags];
  const child = spawn(command, args, {
    ...user.become,
    env: SERVER_ENVIRONMENT,
    cwd: folder.root,
    detached: true,
    stdio: ["ignore", log, log],
  });
  // That it could not be run at all shows in its exit code; without a listener it would end our process.
  child.on("error", () => {});
  child.unref();
  closeSync(log);
  return { child, words: () => readFileSync(folder.log).subarray(from).toString().trim().slice(-1000) };
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
