import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { env } from "@/lib/env";
import { secretKey } from "@/lib/secret-key";

afterEach(() => vi.unstubAllEnvs());

test("an empty environment is enough: embedded database, port 3000", () => {
  for (const name of ["DATABASE_URL", "TRIG_DATA_DIR", "PORT", "INNGEST_EVENT_KEY"]) vi.stubEnv(name, "");
  expect(env()).toMatchObject({ TRIG_DATA_DIR: ".data", PORT: 3000 });
  expect(env().DATABASE_URL).toBeUndefined();
});

test.each([
  ["DATABASE_URL", "mysql://root@localhost/trig", /^DATABASE_URL must start with postgres:\/\//],
  ["DATABASE_URL", "postgres://trig:a#b@localhost:5432/trig", /^DATABASE_URL is no valid address/],
  ["DATABASE_DRIVER", "mysql", /^DATABASE_DRIVER must be "pg" or "neon"/],
  ["TRIG_INSTANCE", "production", /^TRIG_INSTANCE must be "live", "demo" or "test"/],
  ["TRIG_SECRET_KEY", " ".repeat(64), /^TRIG_SECRET_KEY must be at least 32 characters/],
  ["TRIG_SECRET_KEY", "short", /^TRIG_SECRET_KEY must be at least 32 characters; `openssl/],
  ["TRIG_TRUSTED_PROXIES", "10.0.0.0/33", /^TRIG_TRUSTED_PROXIES must be addresses or networks/],
  ["TRIG_TRUSTED_PROXIES", "127.0.0.1,proxy.internal", /^TRIG_TRUSTED_PROXIES must be/],
  ["PORT", "http", /^PORT must be a port number/],
  ["RESEND_BASE_URL", "localhost:3999", /^RESEND_BASE_URL must be an address/],
])("a wrong %s is named, with the way out", (name, value, sentence) => {
  vi.stubEnv(name, value);
  expect(() => env()).toThrow(sentence);
});

test("the embedded instance makes its secret key once and keeps it to itself", () => {
  const folder = mkdtempSync(join(tmpdir(), "trig-key-"));
  vi.stubEnv("DATABASE_URL", "");
  vi.stubEnv("TRIG_SECRET_KEY", "");
  vi.stubEnv("TRIG_DATA_DIR", folder);
  const first = secretKey();
  expect(first).toHaveLength(32);
  expect(secretKey()).toEqual(first);
  expect(readdirSync(folder)).toEqual(["secret.key"]);
  expect(statSync(join(folder, "secret.key")).mode & 0o777).toBe(0o600);
  rmSync(folder, { recursive: true });
});

test("an instance with its own database is told to set its secret key", () => {
  vi.stubEnv("DATABASE_URL", "postgres://trig@localhost/trig");
  vi.stubEnv("TRIG_SECRET_KEY", "");
  expect(() => secretKey()).toThrow(/^TRIG_SECRET_KEY must be set when DATABASE_URL is/);
});
