import { readFileSync } from "node:fs";
import { sql } from "drizzle-orm";
import { Inngest } from "inngest";
import { serve } from "inngest/edge";
import type { Db } from "@/db/connect";
import { functionsFor } from "@/inngest";
import { embeddedClientOptions, makeEmbeddedKeys } from "@/inngest/embedded/client-options";
import { createExecutor } from "@/inngest/embedded/executor";
import type { Runtime } from "@/inngest/runtime";
import type { Context } from "@/lib/context";
import { type GoLive, publish } from "@/lib/lifecycle/publish";
import { relayAnnouncements } from "@/lib/outbox/relay";
import { catchUp } from "@/lib/pipeline/time/catch-up";
import { hasWork, nextDue } from "@/lib/pipeline/time/next-due";
import type { ProgrammeKind } from "@/lib/programme-kinds";
import { saveDraft } from "@/lib/programmes/draft/save-draft";
import { send } from "@/tests/support/sender";

export const demoJob = (slug: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../lib/demo/jobs/${slug}.json`, import.meta.url), "utf8"));

export interface WorldOptions {
  now?: Date;
  /** Which announcements get lost on the way to the engine. */
  loses?: (name: string) => boolean;
}

const MINUTE_MS = 60_000;

/** Trig as it runs: the real functions on the embedded engine over this database, with a clock that is moved by hand. */
export async function startWorld(ctx: Context, { loses = () => false }: WorldOptions = {}) {
  const { db, workspaceId } = ctx;
  const clock = { now: ctx.now };
  const keys = makeEmbeddedKeys();
  const errors: string[] = [];
  const executor = createExecutor({
    ...keys,
    db,
    handle: (request) => handler(request),
    appUrl: "http://127.0.0.1:3000",
    now: () => clock.now,
    log: (level, message, fields) => {
      if (level !== "info") errors.push(`${message} ${JSON.stringify(fields ?? {})}`);
    },
    firstBackoffMs: 10,
    pollMs: 50,
  });
  const silent = { info() {}, warn() {}, error() {}, debug() {} };
  const client = new Inngest({ id: "trig", logger: silent, ...embeddedClientOptions(keys, executor.fetch) });
  const contextNow = (): Context => ({ ...ctx, now: clock.now });
  const runtime: Runtime = {
    contextOf: async () => contextNow(),
    listWorkspaceIds: async () => [workspaceId],
    giveWay: async () => false,
    hasBegun: () => undefined,
    relay: () =>
      relayAnnouncements(db, async (rows) => {
        const kept = rows.filter(({ name }) => !loses(name));
        if (kept.length > 0)
          await client.send(
            kept.map(({ id, name, data }) => ({ id: `${data.workspaceId}-${id}`, name, data })),
          );
      }),
    ports: async () => ({
      mode: "test",
      renderHtml: async (text) => `<p>${text}</p>`,
      applyNews: catchUp,
    }),
    prune: async () => undefined,
  };
  const handler = serve({ client, functions: functionsFor(client, runtime) });
  await executor.start();

  const announceNews = async () => {
    if (!loses("trig/news")) await client.send({ name: "trig/news", data: { workspaceId } });
  };
  const quiet = async (isDone = () => hasWork(db, clock.now).then((busy) => !busy)) => {
    const deadline = Date.now() + 30_000;
    while (Date.now() < deadline) {
      await runtime.relay();
      await executor.drain();
      if (await isDone()) return;
      await new Promise((done) => setTimeout(done, 5));
    }
    throw new Error(`The world did not come to rest.\n${errors.join("\n")}`);
  };
  const jump = async (to: Date) => {
    clock.now = to;
    executor.kick();
    await executor.drain();
  };
  return {
    clock,
    executor,
    errors,
    runtime,
    handler,
    contextNow,
    quiet,
    /** Sends calls through the checks of ingestion and waits until everything they set off is done. */
    async send(calls: readonly Record<string, unknown>[], trust: "server" | "browser" | "crm" = "server") {
      await send(contextNow(), calls, trust);
      await announceNews();
      await quiet();
    },
    async goLive(kind: ProgrammeKind, slug: string, definition: unknown, how: GoLive = { mode: "everyone" }) {
      const saved = await saveDraft(contextNow(), { kind, slug, definition });
      const published = await publish(contextNow(), kind, slug, how);
      await quiet();
      return { saved, published };
    },
    /** Moves the clock forward, stopping wherever something falls due. */
    async walk(byMs: number) {
      const to = new Date(clock.now.getTime() + byMs);
      for (;;) {
        await quiet();
        const stops = [await executor.nextTimerAt(), ceilToMinute(await nextDue(db, clock.now))];
        const next = stops.filter((stop) => stop !== null).sort((a, b) => a.getTime() - b.getTime())[0];
        if (!next || next.getTime() >= to.getTime()) break;
        await jump(next.getTime() > clock.now.getTime() ? next : clock.now);
        await quiet();
      }
      await jump(to);
      await quiet();
    },
    jump,
    async stop() {
      await executor.stop();
    },
  };
}

function ceilToMinute(moment: Date | null): Date | null {
  return moment && new Date(Math.ceil(moment.getTime() / MINUTE_MS) * MINUTE_MS);
}

/** What the ledger holds, in the order in which it was decided. */
export async function ledger(db: Db, customerId?: string) {
  const { rows } = await db.execute<{
    who: string;
    action: string;
    status: string;
    reason: string | null;
    sent: string | null;
  }>(sql`
    select coalesce(p.user_id, d.customer_id) as who, d.action_id as action, d.status, d.reason, d.sent_at::text as sent
    from deliveries d left join people p on p.id = d.customer_id
    where ${customerId ? sql`d.customer_id = ${customerId}` : sql`true`}
    order by d.decided_at, d.id`);
  return rows;
}
