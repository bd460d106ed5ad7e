import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { takeExportKey } from "@/lib/edge/commands/take-export-key";
import { keyIdOf, keyOf } from "@/lib/secret-key";

const key = "0123456789abcdef".repeat(4);
const other = "f".repeat(64);
const id = keyIdOf(keyOf(key));
let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "trig-key-"));
  path = join(folder, "trig.export.gz");
  vi.stubEnv("DATABASE_URL", "");
  vi.stubEnv("TRIG_SECRET_KEY", "");
  vi.stubEnv("TRIG_DATA_DIR", join(folder, "data"));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});
const keptKey = () => readFileSync(join(folder, "data/secret.key"), "utf8");

test("a new data folder takes the key from beside the export", () => {
  writeFileSync(`${path}.key`, `${key}\n`);
  takeExportKey(path, id);
  expect(keptKey()).toBe(key);
  // Once more is the same.
  takeExportKey(path, id);
  expect(keptKey()).toBe(key);
});

test("the key may be in TRIG_SECRET_KEY instead, and must be where there is a DATABASE_URL", () => {
  vi.stubEnv("DATABASE_URL", "postgres://trig@localhost/trig");
  expect(() => takeExportKey(path, id)).toThrow(/^TRIG_SECRET_KEY must be set when DATABASE_URL is/);
  vi.stubEnv("TRIG_SECRET_KEY", key);
  takeExportKey(path, id);
  expect(existsSync(join(folder, "data"))).toBe(false);
});

test("without its key, with another one, or with a folder's own, an export is not restored and nothing is written", () => {
  expect(() => takeExportKey(path, id)).toThrow(
    /^The key to this export's secrets is missing\. Put it into /,
  );
  writeFileSync(`${path}.key`, "");
  expect(() => takeExportKey(path, id)).toThrow(/is missing/);
  writeFileSync(`${path}.key`, other);
  expect(() => takeExportKey(path, id)).toThrow(/holds the key of another export/);
  expect(existsSync(join(folder, "data"))).toBe(false);
  vi.stubEnv("TRIG_SECRET_KEY", other);
  expect(() => takeExportKey(path, id)).toThrow(
    /^TRIG_SECRET_KEY is not the key that this export's secrets were encrypted with.*add --without-secrets/,
  );
});
