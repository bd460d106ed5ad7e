import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const READY_WITHIN_MS = 90_000;
/** With which a demo's figures are asked for. */
export const DEMO_API_KEY = "trig_api_of_the_demo_0123456789";

/** One server for all stories of a run but those that move its clock: they start one of their own. */
export default async function serve(): Promise<() => Promise<void>> {
  const { url, stop } = await startDemo();
  process.env.TRIG_E2E_URL = url;
  return stop;
}

export interface Started {
  url: string;
  /** With which this instance is claimed; "" where that is nobody's to do. */
  setUpToken: string;
  dataDir: string;
  stop: () => Promise<void>;
}

/** The built app with the demo's story played, on a free port and a data folder of its own. */
export async function startDemo(env: Record<string, string> = {}): Promise<Started> {
  const demo = await startInstance("demo", { TRIG_API_KEY: DEMO_API_KEY, ...env });
  await untilToday(demo.url).catch(async (error: unknown) => {
    await demo.stop();
    throw error;
  });
  return demo;
}

/** The built app, fresh, on a free port and a data folder of its own. */
export async function startInstance(
  mode: "demo" | "live",
  env: Record<string, string> = {},
): Promise<Started> {
  const dataDir = mkdtempSync(join(tmpdir(), "trig-e2e-"));
  const port = await freePort();
  // Only Node's own modules here: Playwright loads this file without the conditions that the app's modules need.
  const app = spawn(process.execPath, ["--max-semi-space-size=64", "app/server.mjs"], {
    env: {
      ...process.env,
      TRIG_DATA_DIR: dataDir,
      TRIG_INSTANCE: mode,
      PORT: String(port),
      ...env,
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  app.stdout?.on("data", (piece: Buffer) => {
    said += piece;
  });
  const stop = async () => {
    if (app.exitCode === null && app.kill("SIGTERM")) await once(app, "exit");
    rmSync(dataDir, { recursive: true, force: true });
  };
  const url = `http://127.0.0.1:${port}`;
  await untilAnswers(app, url).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return { url, dataDir, setUpToken: /set-up token (\S+)/.exec(said)?.[1] ?? "", stop };
}

async function untilAnswers(app: ChildProcess, url: string): Promise<void> {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (Date.now() < deadline && app.exitCode === null) {
    if (await fetch(`${url}/api/health`).catch(() => null)) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`The app did not answer within ${READY_WITHIN_MS / 1000} s; is it built?`);
}

/** The demo begins in the past and walks up to today. */
async function untilToday(url: string): Promise<void> {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (Date.now() < deadline) {
    const headers = { authorization: `Bearer ${DEMO_API_KEY}` };
    const health: unknown = await fetch(`${url}/api/health`, { headers }).then(
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
