import { type Figure, figure } from "@/tests/bench/report";
import { startDemo } from "@/tests/e2e/server";
import { apiClient } from "@/tests/support/api";

const API_KEY = "trig_api_clock_0123456789abcdef";

/** The demo's clock, five days on for the first time in a server's life: until all that fell due on the way is done. */
export async function demoClock(): Promise<Figure[]> {
  const { url, stop } = await startDemo({ TRIG_API_KEY: API_KEY });
  try {
    const began = performance.now();
    await apiClient(url, API_KEY).post("/clock", { forward: { amount: 5, unit: "days" } });
    const s = (performance.now() - began) / 1000;
    return [figure("the demo's clock, 5 days on", s, "s", { bound: { below: 2 } })];
  } finally {
    await stop();
  }
}
