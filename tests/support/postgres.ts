import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { findBinaries } from "@/db/embedded/binaries";
import { prepareCluster } from "@/db/embedded/cluster";
import { folderOf } from "@/db/embedded/folder";
import { launchPostgres } from "@/db/embedded/launch";
import { findPostmaster } from "@/db/embedded/postmaster";
import { serverUser } from "@/db/embedded/user";

/** A PostgreSQL as an operator would have it: over TCP on 127.0.0.1, with a password (SCRAM) and a role that is no superuser. */
export interface TcpPostgres {
  /** The address of its empty database. */
  url: string;
  port: number;
  pid(): number | null;
  stop(): Promise<void>;
}

const HBA = "local all all trust\nhost all all 127.0.0.1/32 scram-sha-256\n";

/** Starts a PostgreSQL of its own over TCP, with one empty database in a temporary folder that goes when it stops. */
export async function startTcpPostgres(): Promise<TcpPostgres> {
  const dataDir = mkdtempSync(join(tmpdir(), `trig-test-${process.pid}-`));
  const folder = folderOf(dataDir);
  const port = await freePort();
  const user = serverUser();
  const { initdb, postgres } = findBinaries();
  await prepareCluster(folder, initdb, user);
  writeFileSync(join(folder.data, "pg_hba.conf"), HBA);
  const { child, words } = launchPostgres(folder, postgres, user, {
    listen_addresses: "127.0.0.1",
    port: String(port),
  });
  const password = randomBytes(12).toString("hex");
  const admin = `postgres://trig@localhost:${port}/postgres?host=${encodeURIComponent(folder.socket)}`;
  while (!(await succeeds(admin, [`create role app login password '${password}'`]))) {
    if (child.exitCode !== null) throw new Error(`PostgreSQL does not start: ${words()}`);
    await pause(20);
  }
  await succeeds(admin, ["create database app owner app"]);
  const url = `postgres://app:${password}@127.0.0.1:${port}/app`;
  const pid = () => findPostmaster(folder);
  const stop = async () => {
    const running = pid();
    if (running) process.kill(running, "SIGINT");
    while (pid()) await pause(10);
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { url, port, pid, stop };
}

async function succeeds(url: string, statements: string[]): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {});
  try {
    await client.connect();
    for (const statement of statements) await client.query(statement);
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

/** A port of 127.0.0.1 that nobody uses just now. */
export function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer().once("error", fail);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      const port = typeof address === "object" && address ? address.port : 0;
      probe.close(() => done(port));
    });
  });
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));
