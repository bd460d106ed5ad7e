import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { type Connection, connect } from "@/db/connect";
import { embeddedUrl } from "@/db/embedded/folder";
import type { Context } from "@/lib/context";
import { type Api, apiClient } from "@/tests/support/api";
import { type App, startApp } from "@/tests/support/app";
import { type ResendStandIn, startResend } from "@/tests/support/stand-ins/resend";
import { startSlack } from "@/tests/support/stand-ins/slack";

/** The built app on an embedded database of its own, the providers' stand-ins, and a direct connection to the same database. */
export interface Setting {
  app: App;
  api: Api;
  writeKey: string;
  resend: ResendStandIn;
  dataDir: string;
  /** The driver alone, for what is compared with it and for filling. */
  pool: pg.Pool;
  connection: Connection;
  workspaceId: string;
  /** Trig itself, as of now. */
  context(): Context;
  stop(): Promise<void>;
}

const API_KEY = "trig_api_bench_0123456789abcdef";
const WRITE_KEY = "trig_write_bench_0123456789abcdef";

/** Starts everything in a temporary folder that is deleted when it stops. */
export async function startSetting(
  options: { root?: string; instance?: "live" | "test" } = {},
): Promise<Setting> {
  const { root, instance = "live" } = options;
  const dataDir = mkdtempSync(join(tmpdir(), "trig-bench-"));
  const [resend, slack] = await Promise.all([
    startResend({ apiKey: "re_bench" }),
    startSlack({ token: "xoxb-bench", users: {} }),
  ]);
  const app = await startApp({
    ...(root && { root }),
    dataDir,
    env: {
      TRIG_INSTANCE: instance,
      TRIG_API_KEY: API_KEY,
      TRIG_WRITE_KEY: WRITE_KEY,
      TRIG_SECRET_KEY: "a secret of thirty-two characters",
      TRIG_INGEST_EVENTS_PER_SECOND: "1000000",
      RESEND_BASE_URL: resend.url,
      SLACK_API_URL: slack.url,
    },
  });
  const url = embeddedUrl(dataDir);
  const pool = new pg.Pool({ connectionString: url, max: 8 });
  // The database may be gone before the last idle connection is.
  pool.on("error", () => {});
  const connection = connect({ url, max: 8 });
  const { rows } = await pool.query<{ id: string }>("select id from workspaces");
  const workspaceId = rows[0]?.id ?? "";
  return {
    app,
    api: apiClient(app.url, API_KEY),
    writeKey: WRITE_KEY,
    resend,
    dataDir,
    pool,
    connection,
    workspaceId,
    context: () => ({ db: connection.db, workspaceId, actor: { kind: "system" }, now: new Date() }),
    async stop() {
      await pool.end();
      await connection.close();
      await app.stop();
      await Promise.all([resend.close(), slack.close()]);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Waits until a query says true, looking often enough for a time to be taken from it. */
export async function until(pool: pg.Pool, question: string, withinMs = 200_000): Promise<void> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const { rows } = await pool.query<{ done: boolean }>(`select (${question}) as done`);
    if (rows[0]?.done) return;
    if (performance.now() > deadline) throw new Error(`Waited in vain until ${question}.`);
    await new Promise((done) => setTimeout(done, 40));
  }
}

/** Nothing waits to be applied, looked at, handed over or sent, by the instance's clock, which may have been moved. */
export const AT_REST = `not exists (select from pending_events) and not exists (select from customer_marks)
  and not exists (select from announcement_outbox) and not exists (select from seeds where finished_at is null)
  and not exists (select from deliveries, instance where status = 'sending'
    or (status = 'waiting' and due_at <= now() + clock_offset_ms * interval '1 millisecond'))
  and not exists (select from executor_jobs, instance
    where due_at <= now() + (clock_offset_ms + 1000) * interval '1 millisecond')`;
