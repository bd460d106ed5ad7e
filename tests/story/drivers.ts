import { startTcpPostgres } from "@/tests/support/postgres";
import { startWsProxy } from "@/tests/support/ws-proxy";

export const drivers = ["embedded", "pg", "neon"] as const;
export type Driver = (typeof drivers)[number];

/** The environment that makes the app use a driver, and how to put away what was started for it. */
export async function prepareDriver(
  driver: Driver,
): Promise<{ env: Record<string, string>; stop(): Promise<void> }> {
  if (driver === "embedded") return { env: {}, stop: async () => undefined };
  const postgres = await startTcpPostgres();
  if (driver === "pg")
    return { env: { DATABASE_URL: postgres.url, DATABASE_DRIVER: "pg" }, stop: postgres.stop };
  const proxy = await startWsProxy();
  return {
    env: { DATABASE_URL: postgres.url, DATABASE_DRIVER: "neon", NEON_WS_PROXY: proxy.address },
    stop: async () => {
      await proxy.stop();
      await postgres.stop();
    },
  };
}
