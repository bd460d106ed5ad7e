import { existsSync } from "node:fs";
import { defineConfig } from "@playwright/test";
import { keepInMemory } from "./tests/memory.mjs";

keepInMemory();

const installed = "/usr/bin/chromium";
const executablePath = process.env.TRIG_CHROMIUM ?? (existsSync(installed) ? installed : undefined);

/** Stories of people in a real browser, on a server of their own: tests/e2e/server.ts starts the built app with the demo. */
export default defineConfig({
  testDir: "tests/e2e",
  globalSetup: "./tests/e2e/server.ts",
  workers: 1,
  // The machine may be busy with others: what passes the second time is told as flaky.
  retries: 1,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [["list"]],
  use: {
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: ["--no-sandbox", "--disable-background-networking", "--disable-dev-shm-usage"],
    },
    screenshot: "only-on-failure",
  },
});
