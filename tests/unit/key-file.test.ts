import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { writeKeyFile } from "@/lib/key-file";
import { secretKey } from "@/lib/secret-key";

const key = "0123456789abcdef".repeat(4);
let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "trig-key-"));
  path = join(folder, "secret.key");
  vi.stubEnv("DATABASE_URL", "");
  vi.stubEnv("TRIG_SECRET_KEY", "");
  vi.stubEnv("TRIG_DATA_DIR", folder);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

test.each([
  ["empty", ""],
  ["cut short", key.slice(0, 63)],
  ["blank", "   \n"],
  ["full of zero bytes, as after a power cut", "\0".repeat(64)],
  ["a password somebody chose", "correct horse battery staple correct horse battery staple 123456"],
  ["a key and something behind it", `${key}\n${key}`],
])("a secret key file that is %s is refused with a sentence, and stays as it is", (_what, content) => {
  writeFileSync(path, content);
  expect(() => secretKey()).toThrow(`${path} must hold 64 hex digits and nothing else: put the file back`);
  expect(readFileSync(path, "utf8")).toBe(content);
});

test("a key that is there is used as it is", () => {
  writeFileSync(path, key);
  const first = secretKey();
  vi.stubEnv("TRIG_SECRET_KEY", key);
  expect(secretKey()).toEqual(first);
});

test("a new key appears whole under its name, is its owner's alone, and replaces none", () => {
  writeFileSync(join(folder, `secret.key.${process.pid}`), "what a start that was killed left behind");
  writeKeyFile(folder, key);
  writeKeyFile(folder, "f".repeat(64));
  expect(readFileSync(path, "utf8")).toBe(key);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder)).toEqual(["secret.key"]);
});

test("a key file that cannot be read is no reason to make another key", () => {
  rmSync(path, { force: true });
  vi.stubEnv("TRIG_DATA_DIR", join(folder, "secret.key"));
  writeFileSync(path, key);
  expect(() => secretKey()).toThrow(/cannot be read/);
  expect(existsSync(path)).toBe(true);
});
