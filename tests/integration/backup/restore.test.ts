import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { exportDatabase } from "@/db/backup/export-database";
import { readExport, writeExport } from "@/db/backup/export-file";
import { readHeader, restoreDatabase } from "@/db/backup/restore-database";
import type { Db } from "@/db/connect";
import { DAY_MS } from "@/lib/time";
import { saveIntegration } from "@/lib/workspaces/connections/integrations";
import { bareDatabase, freshDatabase, testContext } from "@/tests/support/database";
import { identify, nudge } from "@/tests/support/jobs";
import { oldExport, restored } from "@/tests/support/restored";
import { startResend } from "@/tests/support/stand-ins/resend";
import { startWorld } from "@/tests/support/world";

const folder = mkdtempSync(join(tmpdir(), "trig-export-"));
const open: { close(): Promise<void> }[] = [];
let file = 0;
/** Stays empty, whatever is tried on it. */
let bare: Awaited<ReturnType<typeof bareDatabase>>;

beforeAll(async () => {
  bare = await bareDatabase();
});

beforeEach(() => vi.stubEnv("TRIG_SECRET_KEY", "k".repeat(32)));
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const one of open.splice(0)) await one.close();
});
afterAll(async () => {
  await bare.close();
  rmSync(folder, { recursive: true });
});

const opened = <One extends { close(): Promise<void> }>(one: One): One => {
  open.push(one);
  return one;
};
async function exported(db: Db): Promise<string> {
  const path = join(folder, `${++file}.gz`);
  await writeExport(path, (write) => exportDatabase(db, "0123456789abcdef", write));
  return path;
}
const linesOf = (path: string) => gunzipSync(readFileSync(path)).toString().trimEnd().split("\n");
function written(lines: readonly string[]): string {
  const path = join(folder, `${++file}.gz`);
  writeFileSync(path, gzipSync(`${lines.join("\n")}\n`));
  return path;
}

test("a workspace with open passes restored elsewhere goes on, nothing twice", async () => {
  const resend = opened(await startResend());
  vi.stubEnv("RESEND_BASE_URL", resend.url);
  const here = opened(await freshDatabase());
  const ctx = await testContext(here.db);
  await saveIntegration(ctx, "resend", "default", { requestsPerSecond: 500 }, "re_test");
  const before = await startWorld(ctx);
  await before.goLive("job", "nudge", nudge());
  await before.send([identify("ada", { plan: "pro" }), identify("bob", { plan: "pro" })]);
  await before.walk(DAY_MS);
  await before.send([{ type: "track", userId: "bob", event: "Goal Reached" }]);
  await before.stop();

  const there = opened(await restored(await exported(here.db)));
  const after = await startWorld({ ...ctx, db: there.db, now: before.clock.now });
  await after.walk(12 * DAY_MS);
  await after.send([identify("cy", { plan: "pro" })]);
  await after.stop();
  expect(resend.messages.map(({ to, subject }) => `${to}: ${subject}`)).toEqual([
    "ada@test.test: About welcome",
    "bob@test.test: About welcome",
    "ada@test.test: About reminder-1",
    "cy@test.test: About welcome",
  ]);
  const { rows } = await there.db.execute(
    sql`select woken_by from enrolment_moves where kind <> 'entered' order by moved_at`,
  );
  expect(rows.map((row) => row.woken_by)).toEqual(["news", "alarm", "alarm"]);
  expect([...before.errors, ...after.errors]).toEqual([]);
});

test("what was restored is exported again word for word: awkward text, lists, numbers, nothing and JSON's null", async () => {
  const here = opened(await freshDatabase());
  const { workspaceId } = await testContext(here.db);
  const words = `${String.raw`a "quote", \N, \u0000, {curly}, 'single', [1,2]`}\n\r\ttabbed — 日本語 😀  `;
  const json = String.raw`[{"nul": "\u0000", "order": 1, "order": 2}]`;
  await here.db.execute(sql`insert into executor_runs (id, fn_id, events, slots, output, started_at)
    values ('run_1', ${words}, ${json}, ${sql`array['a,b', '', null, ${words}]`}, null, '2026-03-02T09:00:00.123456Z')`);
  await here.db.execute(sql`insert into ignored_values (workspace_id, customer_id, key, value, at, reason, cause)
    values (${workspaceId}, 'per_1', 'json', 'null', now(), '', '{}'), (${workspaceId}, 'per_1', 'sql', null, now(), ${words}, '{"n": 123456789012345678901234567890.10}')`);
  await here.db.execute(sql`insert into executor_steps (run_id, step_id, name, memo, completed_order)
    select 'run_1', 's' || n, 'step', json_build_object('n', n), n from generate_series(1, 1200) n`);
  await here.db.execute(
    sql`insert into announcement_outbox (name, data) values ('trig/news', '{}'), ('trig/news', '{}')`,
  );
  await here.db.execute(sql`delete from announcement_outbox`);
  await here.db.execute(sql`select nextval('executor_completion'), nextval('executor_completion')`);

  const first = await exported(here.db);
  const there = opened(await restored(first));
  expect(linesOf(await exported(there.db)).slice(1)).toEqual(linesOf(first).slice(1));
  const [next] = (
    await there.db.execute(
      sql`insert into announcement_outbox (name, data) values ('trig/news', '{}') returning id`,
    )
  ).rows;
  expect(next).toEqual({ id: 3 });
  expect((await there.db.execute(sql`select nextval('executor_completion') as n`)).rows).toEqual([{ n: 3 }]);
});

test("an export is one moment of the database, whatever is written meanwhile", async () => {
  const here = opened(await freshDatabase());
  await testContext(here.db, { workspaceId: "wsp_before" });
  let pieces = 0;
  const path = join(folder, "moment.gz");
  await writeExport(path, (write) =>
    exportDatabase(here.db, "0123456789abcdef", async (text) => {
      if (++pieces === 3) await testContext(here.db, { workspaceId: "wsp_meanwhile" });
      await write(text);
    }),
  );
  expect(linesOf(path).filter((line) => line.includes("wsp_"))).toEqual([
    expect.stringContaining("wsp_before"),
  ]);
});

test("an export that is interrupted, or whose name is taken, leaves no file that looks like one", async () => {
  const path = join(folder, "interrupted.gz");
  const failing = writeExport(path, async (write) => {
    await write("half of it");
    throw new Error("the database went away");
  });
  await expect(failing).rejects.toThrow("the database went away");
  expect(() => readFileSync(path)).toThrow(/ENOENT/);
  writeFileSync(path, "somebody's");
  await expect(writeExport(path, async () => {})).rejects.toThrow(
    `${path} exists already: name another file.`,
  );
  await expect(writeExport(join(folder, "nowhere/x.gz"), async () => {})).rejects.toThrow(
    /cannot be written \(ENOENT\)/,
  );
  expect(readFileSync(path, "utf8")).toBe("somebody's");
});

const lines = linesOf(oldExport("live"));
const header = JSON.parse(lines[0] ?? "");
const change = (what: (line: string, at: number) => string) => written(lines.map(what));
const newer =
  "This export was made by a newer version of Trig: restore it with that version, or a later one.";
test.each([
  ["a file that is cut short", cut, /is not whole: it ends in the middle/],
  ["a file that is no gzip", () => plain("hello"), /is no export of Trig, or it is damaged/],
  ["a file that is not there", () => join(folder, "none.gz"), /^There is no file /],
  ["another tool's gzip", () => written(["CREATE TABLE people"]), "This file is no export of Trig."],
  ["an empty file", () => plain(""), /is no export of Trig|is not whole/],
  ["a newer format", () => written([JSON.stringify({ ...header, format: 2 })]), newer],
  [
    "a newer migration",
    () => written([JSON.stringify({ ...header, migration: { when: 9e12, hash: "" } })]),
    newer,
  ],
  [
    "rows that are missing",
    () => written(lines.filter((line) => !line.includes("Ada"))),
    /^The export is not whole: rows are missing/,
  ],
  ["an end that is missing", () => written(lines.slice(0, -1)), /^The export is not whole/],
  [
    "a value that does not fit",
    () => change((line) => line.replace('"2026-11-30 14:12:54.978+00"', '"soon"')),
    /^The export is damaged in its table \w+/,
  ],
  [
    "a row that is there twice",
    () => written(lines.flatMap((line) => (line.startsWith('["wsp_') ? [line, line] : [line]))),
    /^The export is damaged in its table /,
  ],
  [
    "a line that is no JSON",
    () => change((line, at) => (at === 9 ? "nonsense" : line)),
    /^The export is damaged/,
  ],
  [
    "a column nobody knows",
    () => change((line) => line.replace('"name":"slug"', '"name":"slogan"')),
    /has a column slogan that Trig does not know/,
  ],
  [
    "a column that is there twice",
    () => change((line) => line.replace('"columns":[', '"columns":[{"name":"id","type":"text"},')),
    /^The export is damaged in its table /,
  ],
  [
    "a row nested deeper than any",
    () =>
      change((line, at) =>
        line.startsWith("[") && at < 40 ? "[".repeat(20_000) + "]".repeat(20_000) : line,
      ),
    /^The export is damaged in its table /,
  ],
  [
    "a sequence that stands nowhere",
    () => change((line) => line.replace(/("sequences":.*?"value":)"\d+"/, '$1"99999999999999999999"')),
    /^The export is damaged where its sequence /,
  ],
])(
  "%s is refused in a sentence, and leaves the database as empty as it was",
  async (_what, make, sentence) => {
    const bare = opened(await bareDatabase());
    await expect(into(bare.db, make())).rejects.toThrow(sentence);
    const { rows } = await bare.db.execute(
      sql`select relname from pg_class where relnamespace in (select oid from pg_namespace where nspname in ('public', 'drizzle'))`,
    );
    expect(rows).toEqual([]);
  },
);

test("a row of many megabytes is read as fast as many small ones", async () => {
  const row = JSON.stringify(["é".repeat(24_000_000)]);
  const read = [];
  for await (const line of readExport(written(["{}", row, "[]"]))) read.push(line.length);
  expect(read).toEqual([2, row.length, 2]);
}, 20_000);

test("an export is restored into an empty database only", async () => {
  const used = opened(await freshDatabase());
  await expect(into(used.db, oldExport("live"))).rejects.toThrow(/^The database is not empty/);
});

async function into(db: Db, path: string) {
  const read = readExport(path);
  const { value } = await read.next();
  return restoreDatabase(db, readHeader(value), read);
}
function cut(): string {
  const path = plain(readFileSync(oldExport("live")));
  truncateSync(path, 15_000);
  return path;
}
function plain(content: string | Buffer): string {
  const path = join(folder, `${++file}.gz`);
  writeFileSync(path, content);
  return path;
}
