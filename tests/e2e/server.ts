import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const READY_WITHIN_MS = 90_000;

/** One server for all stories of a run but those that move its clock: they start one of their own. */
export default async function serve(): Promise<() => Promise<void>> {
  const { url, stop } = await startDemo();
  process.env.TRIG_E2E_URL = url;
  return stop;
}

/** The built app with the demo's story played, on a free port and a data folder of its own. */
export async function startDemo(): Promise<{ url: string; stop: () => Promise<void> }> {
  const dataDir = mkdtempSync(join(tmpdir(), "trig-e2e-"));
  const port = await freePort();
  // Only Node's own modules here: Playwright loads this file without the conditions that the app's modules need.
  const bin = createRequire(import.meta.url).resolve("next/dist/bin/next");
  const app = spawn(process.execPath, [bin, "start", "-H", "127.0.0.1", "-p", String(port)], {
    env: {
      ...process.env,
      NODE_ENV: "production",
      TRIG_DATA_DIR: dataDir,
      TRIG_INSTANCE: "demo",
      PORT: String(port),
    },
    stdio: ["ignore", "inherit", "inherit"],
  });
  const stop = async () => {
    if (app.exitCode === null && app.kill("SIGTERM")) await once(app, "exit");
    rmSync(dataDir, { recursive: true, force: true });
  };
  const url = `http://127.0.0.1:${port}`;
  await untilToday(app, url).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return { url, stop };
}

/** The demo begins in the past and walks up to today. */
async function untilToday(app: ChildProcess, url: string): Promise<void> {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (Date.now() < deadline && app.exitCode === null) {
    const health: unknown = await fetch(`${url}/api/health`).then(
      (answer) => answer.json(),
      () => null,
    );
    const at =
      typeof health === "object" && health !== null && "at" in health ? Date.parse(String(health.at)) : 0;
    if (at > Date.now() - 60_000) return;
    await new Promise((done) => setTimeout(done, 250));
  }
  throw new Error(`The app with its demo was not ready within ${READY_WITHIN_MS / 1000} s; is it built?`);
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  if (typeof address !== "object" || address === null) throw new Error("There is no free port.");
  return address.port;
}
