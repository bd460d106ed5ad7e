import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { freePort } from "@/tests/support/postgres";

const ourRoot = fileURLToPath(new URL("../..", import.meta.url));
const START_WITHIN_MS = 60_000;
/** As `npm start` has them. */
const NODE_FLAGS = ["--max-semi-space-size=64"];

export interface AppOptions {
  /** The folder of the build: this one, or a checkout of another commit. */
  root?: string;
  dataDir: string;
  env?: Record<string, string>;
  port?: number;
}

/** The built app as a process of its own. */
export interface App {
  url: string;
  port: number;
  pid: number;
  /** What it printed. */
  words(): string;
  untilHealthy(): Promise<void>;
  stop(): Promise<void>;
  /** SIGKILL: it gets no chance to finish anything. */
  kill(): Promise<void>;
}

/** Starts the built app on a free port and waits until it is healthy. */
export async function startApp(options: AppOptions): Promise<App> {
  const app = await launchApp(options);
  await app.untilHealthy();
  return app;
}

/** The same without waiting. */
export async function launchApp({
  root = ourRoot,
  dataDir,
  env = {},
  port: wanted,
}: AppOptions): Promise<App> {
  const port = wanted ?? (await freePort());
  const child = spawn(process.execPath, [...NODE_FLAGS, "app/server.mjs"], {
    cwd: root,
    env: { ...process.env, TRIG_DATA_DIR: dataDir, PORT: String(port), ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let printed = "";
  const keep = (piece: Buffer) => {
    printed = (printed + piece.toString()).slice(-50_000);
  };
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  // Whoever started it may be interrupted; the app then ends by itself, and its database with it.
  const end = () => child.kill("SIGTERM");
  process.once("exit", end);
  child.once("exit", () => process.off("exit", end));
  const url = `http://127.0.0.1:${port}`;
  const endBy = (signal: NodeJS.Signals) => async () => {
    if (child.exitCode === null && child.signalCode === null) {
      const gone = new Promise((done) => child.once("exit", done));
      child.kill(signal);
      await gone;
    }
  };
  return {
    url,
    port,
    pid: child.pid ?? 0,
    words: () => printed,
    untilHealthy: () => untilHealthy(child, url, () => printed),
    stop: endBy("SIGTERM"),
    kill: endBy("SIGKILL"),
  };
}

async function untilHealthy(child: ChildProcess, url: string, words: () => string): Promise<void> {
  const deadline = Date.now() + START_WITHIN_MS;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`The app ended while it started:\n${words()}`);
    const answer = await fetch(`${url}/api/health`).catch(() => null);
    await answer?.arrayBuffer();
    if (answer?.ok) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  child.kill("SIGKILL");
  throw new Error(`The app was not healthy within ${START_WITHIN_MS / 1000} s:\n${words()}`);
}
