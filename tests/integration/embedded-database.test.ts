import { spawnSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { connect } from "@/db/connect";
import { findBinaries } from "@/db/embedded/binaries";
import { embeddedUrl, folderOf } from "@/db/embedded/folder";
import { launchPostgres } from "@/db/embedded/launch";
import { findPostmaster } from "@/db/embedded/postmaster";
import { findProcess } from "@/db/embedded/process";
import { type Server, startServer } from "@/db/embedded/server";
import { type Program, runProgram } from "../support/program";

const APP = "tests/support/own-database.ts";
let dataDir: string;
let servers: Server[];
let apps: Program[];

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), `trig-test-${process.pid}-`));
  servers = [];
  apps = [];
});
afterEach(async () => {
  for (const app of apps) await app.end("SIGKILL");
  for (const server of servers) await server.stop();
  const left = findPostmaster(folderOf(dataDir));
  if (left) process.kill(left, "SIGQUIT");
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
});

async function start(): Promise<Server> {
  const server = await startServer({ dataDir });
  servers.push(server);
  return server;
}

function startApp(how: { uid?: number; gid?: number; path?: string } = {}): Program {
  const { path = process.env.PATH, ...user } = how;
  const app = runProgram(APP, {
    env: { ...process.env, TRIG_DATA_DIR: dataDir, DATABASE_URL: "", PATH: path },
    ...user,
  });
  apps.push(app);
  return app;
}

test("the embedded server is back within seconds after it was killed, and so are open pools", async () => {
  const server = await start();
  const { db, close } = connect({ url: embeddedUrl(dataDir, "postgres"), max: 3 });
  await db.execute(sql`create table notes (id int primary key)`);
  for (let kill = 1; kill <= 3; kill++) {
    await db.execute(sql`insert into notes values (${kill})`);
    const open = [1, 2, 3].map(() =>
      db.transaction((tx) => tx.execute(sql`select pg_sleep(60)`)).catch(() => "lost"),
    );
    process.kill(server.pid() ?? 0, "SIGKILL");
    expect(await Promise.all(open)).toEqual(["lost", "lost", "lost"]);
    await expect
      .poll(
        () =>
          db.execute(sql`select count(*) as n from notes`).then(
            ({ rows }) => rows,
            () => "away",
          ),
        { timeout: 20_000 },
      )
      .toEqual([{ n: kill }]);
  }
  await close();
});

test("a server that runs already is adopted, not started twice", async () => {
  const first = await start();
  const second = await start();
  expect(second.pid()).toBe(first.pid());
});

test("the note of a dead server does not stand in the way, whoever has its number now", async () => {
  const server = await start();
  await server.stop();
  const { data } = folderOf(dataDir);
  writeFileSync(
    join(data, "postmaster.pid"),
    `${process.pid}\n${data}\n1790000000\n5432\n\n\n  1 1\nready\n`,
  );
  expect((await start()).pid()).not.toBe(process.pid);
});

test("what an interrupted first start left behind is cleared away", async () => {
  mkdirSync(join(dataDir, "postgres.new-1/base"), { recursive: true });
  await start();
  expect(existsSync(join(dataDir, "postgres.new-1"))).toBe(false);
});

test("a data folder with a long path gets its socket elsewhere", async () => {
  const long = join(dataDir, "a".repeat(90));
  const server = await startServer({ dataDir: long });
  servers.push(server);
  expect(server.folder.socket).not.toContain("aaa");
  const { db, close } = connect({ url: embeddedUrl(long, "postgres") });
  expect((await db.execute(sql`select lower('ÉCOLE') as word`)).rows).toEqual([{ word: "école" }]);
  await close();
  await server.stop();
  rmSync(server.folder.socket, { recursive: true });
});

test("a second app on the same data folder is refused in a sentence; a killed one is succeeded at once", async () => {
  const first = startApp();
  expect(await first.says).toBe("notes: 1");
  const pid = findPostmaster(folderOf(dataDir));
  const second = startApp();
  expect(await second.says).toBe(
    `Trig already runs on the data folder ${dataDir} (process ${first.child.pid}): stop it first, or set TRIG_DATA_DIR.`,
  );
  expect(await second.end("SIGTERM")).toBe(1);
  await first.end("SIGKILL");
  const third = startApp();
  expect(await third.says).toBe("notes: 2");
  expect(findPostmaster(folderOf(dataDir))).toBe(pid);
  expect(await third.end("SIGTERM")).toBe(0);
  expect(findPostmaster(folderOf(dataDir))).toBe(null);
});

test.runIf(process.getuid?.() === 0)("the embedded server also starts for an ordinary user", async () => {
  const nobody = 65534;
  chownSync(dataDir, nobody, nobody);
  const app = startApp({ uid: nobody, gid: nobody });
  expect(await app.says).toBe("notes: 1");
  expect(await app.end("SIGTERM")).toBe(0);
});

describe.runIf(process.getuid?.() === 0)("where root has no user namespaces", () => {
  const nobody = { uid: 65534, gid: 65534 };
  /** A PATH on which nothing makes a namespace. */
  const path = () => {
    const bin = join(dataDir, "bin");
    mkdirSync(bin, { recursive: true });
    const id = ["/usr/bin/id", "/bin/id"].find((candidate) => existsSync(candidate)) ?? "";
    if (!existsSync(join(bin, "id"))) symlinkSync(id, join(bin, "id"));
    return bin;
  };
  /** What another process of nobody is answered when it tries to come near the database. */
  const asNobody = () => {
    const { socket, data, root } = folderOf(dataDir);
    const tries = `
      const fs = require("node:fs"), net = require("node:net");
      const said = [];
      const attempt = (work) => { try { work(); said.push("let in"); } catch (error) { said.push(error.code); } };
      attempt(() => fs.readFileSync(${JSON.stringify(join(data, "PG_VERSION"))}));
      attempt(() => fs.writeFileSync(${JSON.stringify(join(data, "pg_hba.conf"))}, ""));
      attempt(() => fs.readdirSync(${JSON.stringify(socket)}));
      attempt(() => fs.rmSync(${JSON.stringify(join(root, "secret.key"))}));
      attempt(() => process.kill(${findPostmaster(folderOf(dataDir))}, 0));
      net.connect(${JSON.stringify(join(socket, ".s.PGSQL.5432"))})
        .on("connect", () => { console.log([...said, "let in"].join()); process.exit(); })
        .on("error", (error) => console.log([...said, error.code].join()));`;
    return spawnSync(process.execPath, ["-e", tries], {
      ...nobody,
      cwd: "/",
      encoding: "utf8",
    }).stdout.trim();
  };
  const refused = "EACCES,EACCES,EACCES,EACCES,EPERM,EACCES";

  test("the server is nobody's: another process that runs as nobody gets neither to its socket nor to its files, nor stops it", async () => {
    const app = startApp({ path: path() });
    expect(await app.says).toBe("notes: 1");
    expect([0, nobody.uid]).not.toContain(statSync(folderOf(dataDir).data).uid);
    writeFileSync(join(dataDir, "secret.key"), "f".repeat(64), { mode: 0o600 });
    expect(asNobody()).toBe(refused);
    expect(await app.end("SIGTERM")).toBe(0);
    // And back again, once there are namespaces: the folder changes hands.
    const later = startApp();
    expect(await later.says).toBe("notes: 2");
    expect(statSync(folderOf(dataDir).data).uid).toBe(0);
    expect(asNobody()).toBe(refused);
  });

  test("a folder that an earlier version handed to nobody is taken back, and its server, if it still runs, with it", async () => {
    const first = startApp();
    expect(await first.says).toBe("notes: 1");
    expect(await first.end("SIGTERM")).toBe(0);
    const folder = folderOf(dataDir);
    for (const entry of ["", ...readdirSync(dataDir, { recursive: true, encoding: "utf8" })])
      chownSync(join(dataDir, entry), nobody.uid, nobody.gid);
    const user = { prefix: [], become: nobody, making: null, owner: nobody };
    launchPostgres(folder, findBinaries().postgres, user, {});
    await expect.poll(() => existsSync(join(folder.socket, ".s.PGSQL.5432")), { timeout: 20_000 }).toBe(true);
    writeFileSync(join(dataDir, "secret.key"), "f".repeat(64), { mode: 0o600 });

    const app = startApp({ path: path() });
    expect(await app.says).toBe("notes: 2");
    expect([0, nobody.uid]).not.toContain(findProcess(findPostmaster(folder) ?? 0)?.uid);
    expect(asNobody()).toBe(refused);
  });

  test("a socket's folder that somebody else laid where ours would be is not entered", async () => {
    const above = dataDir;
    chmodSync(above, 0o711);
    dataDir = join(above, "a".repeat(90));
    const { socket } = folderOf(dataDir);
    const trap = `${socket}.trap`;
    mkdirSync(trap);
    chownSync(trap, nobody.uid, nobody.gid);
    symlinkSync(trap, socket);
    const app = startApp({ path: path() });
    expect(await app.says).toBe("notes: 1");
    expect(statSync(trap).uid).toBe(nobody.uid);
    expect(readdirSync(trap)).toEqual([]);
    writeFileSync(join(dataDir, "secret.key"), "f".repeat(64), { mode: 0o600 });
    expect(asNobody()).toBe(refused);
    expect(await app.end("SIGTERM")).toBe(0);
    for (const left of [trap, socket, above]) rmSync(left, { recursive: true });
  });
});
