import { afterAll, vi } from "vitest";

// What a file has changed of the process is as before for the next one.
afterAll(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  for (const name of Object.keys(globalThis))
    if (name.startsWith("trig")) Reflect.deleteProperty(globalThis, name);
});
