import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import type { TestProject } from "vitest/node";
import { connect } from "@/db/connect";
import { embeddedUrl, folderOf } from "@/db/embedded/folder";
import { findPostmaster } from "@/db/embedded/postmaster";
import { findProcess } from "@/db/embedded/process";
import { startServer } from "@/db/embedded/server";
import { migrate } from "@/db/migrate";

declare module "vitest" {
  export interface ProvidedContext {
    /** The data folder of the server on which every test file gets a database of its own. */
    testDataDir: string;
  }
}

const PREFIX = "trig-test-";
/** Nothing in a test outlives the test, so nothing has to survive a power cut. */
const FORGETFUL = {
  fsync: "off",
  full_page_writes: "off",
  synchronous_commit: "off",
  max_connections: "300",
};

/** One PostgreSQL for all test files of a run, holding a migrated database to clone. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  removeLeftovers();
  const dataDir = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
  const server = await startServer({ dataDir, settings: FORGETFUL });
  const admin = connect({ url: embeddedUrl(dataDir, "postgres"), max: 1 });
  await admin.db.execute(sql`create database template_trig`);
  await admin.close();
  await migrate({ url: embeddedUrl(dataDir, "template_trig") });
  project.provide("testDataDir", dataDir);
  return async () => {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}

// A run that was killed leaves its server behind; its folder carries the id of the dead process.
function removeLeftovers(): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = Number.parseInt(name.slice(PREFIX.length), 10);
    if (!name.startsWith(PREFIX) || !(pid > 0) || findProcess(pid)) continue;
    const dataDir = join(tmpdir(), name);
    const server = findPostmaster(folderOf(dataDir));
    if (server) process.kill(server, "SIGQUIT");
    rmSync(dataDir, { recursive: true, force: true });
  }
}
