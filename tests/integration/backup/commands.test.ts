import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, expect, test } from "vitest";
import { folderOf } from "@/db/embedded/folder";
import { findPostmaster } from "@/db/embedded/postmaster";
import { countRowsIn, oldExport, oldKey } from "@/tests/support/restored";

const folder = mkdtempSync(join(tmpdir(), `trig-test-${process.pid}-`));
afterAll(() => rmSync(folder, { recursive: true, maxRetries: 20, retryDelay: 50 }));

/** What a command prints on the data folder `data`, or what it says against it. */
async function run(command: "export" | "restore", ...args: string[]): Promise<string> {
  const program = [
    "--conditions=react-server",
    "--import",
    "tsx",
    `lib/edge/commands/${command}.ts`,
    ...args,
  ];
  const env = { ...process.env, TRIG_DATA_DIR: join(folder, "data"), DATABASE_URL: "", TRIG_SECRET_KEY: "" };
  try {
    return (await promisify(execFile)(process.execPath, program, { env })).stdout;
  } catch (error) {
    return error instanceof Error && "stderr" in error ? String(error.stderr) : String(error);
  }
}

test("`npm run restore` fills a new data folder, its key included, `npm run export` writes it all out again, with the key beside it", async () => {
  const data = join(folder, "data");
  const path = join(folder, "again.gz");
  expect(await run("export", path)).toBe(
    `There is no database in ${data}: say where it is in TRIG_DATA_DIR.\n`,
  );
  expect(await run("restore", oldExport("live"))).toMatch(
    /^447 rows are restored, as they were at 2026-11-30T/,
  );
  expect(readFileSync(join(data, "secret.key"), "utf8")).toBe(oldKey("live"));
  expect(await run("export", path)).toMatch(
    /^\d+ rows of \d+ tables are in .*\nThe key to its secrets is in /,
  );
  expect(readFileSync(`${path}.key`, "utf8")).toBe(oldKey("live"));
  const files = [path, `${path}.key`, join(data, "secret.key")];
  expect(files.map((file) => statSync(file).mode & 0o777)).toEqual([0o600, 0o600, 0o600]);
  // Present addresses stand on their people alone since.
  const { identities, ...kept } = countRowsIn(oldExport("live"));
  expect(identities).toBeGreaterThan(0);
  expect(countRowsIn(path)).toMatchObject(kept);
  expect(await run("export", path)).toMatch(/again\.gz.* exists already: name another file\.\n$/);
  expect(await run("restore", path)).toMatch(/^The database is not empty/);
  expect(findPostmaster(folderOf(data))).toBe(null);
  expect(existsSync(join(data, "app.lock"))).toBe(false);
});
