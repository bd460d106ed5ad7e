import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { type Figure, figure } from "@/tests/bench/report";
import { apiClient } from "@/tests/support/api";
import { startApp } from "@/tests/support/app";

const API_KEY = "trig_api_clock_0123456789abcdef";
const TOLD_WITHIN_MS = 60_000;
const health = z.looseObject({ at: z.string() });

/** The demo's clock, five days on for the first time in a server's life: until all that fell due on the way is done. */
export async function demoClock(): Promise<Figure[]> {
  const dataDir = mkdtempSync(join(tmpdir(), "trig-bench-"));
  const app = await startApp({ dataDir, env: { TRIG_INSTANCE: "demo", TRIG_API_KEY: API_KEY } });
  try {
    await untilTold(app.url);
    const began = performance.now();
    await apiClient(app.url, API_KEY).post("/clock", { forward: { amount: 5, unit: "days" } });
    const s = (performance.now() - began) / 1000;
    return [figure("the demo's clock, 5 days on", s, "s", { bound: { below: 2 } })];
  } finally {
    await app.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** The demo begins in the past and walks up to today. */
async function untilTold(url: string): Promise<void> {
  const deadline = Date.now() + TOLD_WITHIN_MS;
  while (Date.now() < deadline) {
    const { at } = health.parse(await (await fetch(`${url}/api/health`)).json());
    if (Date.parse(at) > Date.now() - 60_000) return;
    await new Promise((done) => setTimeout(done, 250));
  }
  throw new Error("The demo's story was not told within a minute.");
}
