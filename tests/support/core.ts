import { type SQL, sql } from "drizzle-orm";
import { connect } from "@/db/connect";
import type { Context } from "@/lib/context";
import { deliver } from "@/lib/deliveries/sender/deliver";
import { type GoLive, publish } from "@/lib/lifecycle/publish";
import { listOpenSeeds } from "@/lib/lifecycle/seeds/list-open-seeds";
import { applyNews } from "@/lib/pipeline/news/apply-news";
import { advance } from "@/lib/pipeline/time/advance";
import { catchUp } from "@/lib/pipeline/time/catch-up";
import { lookAtDue } from "@/lib/pipeline/time/look-at-due";
import { lookAtMarked } from "@/lib/pipeline/time/look-at-marked";
import { seedBatch } from "@/lib/pipeline/time/seed-batch";
import type { ProgrammeKind } from "@/lib/programme-kinds";
import { saveDraft } from "@/lib/programmes/draft/save-draft";
import { freshDatabase, testContext } from "@/tests/support/database";
import { send } from "@/tests/support/sender";

type Call = Record<string, unknown>;
export const START = new Date("2026-03-02T09:00:00Z");
const EVERYONE: GoLive = { mode: "everyone" };
const MOST_STEPS = 5_000;

/** The core without its engine: verbs are called by hand, at a moment of the test's choosing, by as many parties as it takes. */
export async function openCore(start: Date = START) {
  const fresh = await freshDatabase();
  const { db } = fresh;
  const base = await testContext(db, { now: start });
  const clock = { now: start };
  const others: (() => Promise<void>)[] = [];
  const ctx = (): Context => ({ ...base, now: clock.now });

  /** Another process: connections of its own to the same database. */
  const party = (): Context => {
    const { db: own, close } = connect({ url: fresh.url, max: 4 });
    others.push(close);
    return { ...ctx(), db: own };
  };
  const say = (calls: readonly Call[], trust: "server" | "browser" | "crm" = "server") =>
    send(ctx(), calls, trust);
  const settle = async (as: Context = ctx()) => {
    while ((await applyNews(as)) + (await lookAtMarked(as)) > 0);
  };
  const deliverAll = async () => {
    const world = { mode: "test" as const, renderHtml: async (text: string) => text, applyNews: catchUp };
    for (const channel of ["email", "slack"] as const) while ((await deliver(ctx(), channel, world)).more);
  };
  const walkSeeds = async () => {
    for (const id of await listOpenSeeds(ctx())) while (await seedBatch(ctx(), id));
  };
  const rest = async () => {
    await walkSeeds();
    await settle();
    await deliverAll();
    await settle();
  };
  const rows = async <Row extends Record<string, unknown> = Record<string, unknown>>(query: SQL) =>
    (await db.execute<Row>(query)).rows;

  const nextMoment = async (): Promise<Date | null> => {
    const [row] = await rows<{ at: string | null }>(sql`
      select least((select min(wake_at) from enrolments where status = 'open'), (select min(due_at) from watches),
        (select min(due_at) from deliveries where status = 'waiting')) as at`);
    return row?.at ? new Date(row.at) : null;
  };
  const ring = async () => {
    while ((await lookAtDue(ctx())) > 0);
    const due = await rows<{ id: string }>(sql`
      select id from enrolments where status = 'open' and wake_at <= ${clock.now.toISOString()}::timestamptz`);
    await advance(
      ctx(),
      due.map(({ id }) => id),
      "alarm",
    );
    await rest();
  };
  /** Moves the clock forward, stopping wherever something falls due and ringing its alarm. */
  const goTo = async (to: Date | string) => {
    const target = new Date(to);
    for (let steps = 0; steps < MOST_STEPS; steps++) {
      const next = await nextMoment();
      if (!next || next.getTime() > target.getTime()) break;
      if (next.getTime() > clock.now.getTime()) clock.now = next;
      await ring();
    }
    clock.now = target;
  };
  return {
    db,
    url: fresh.url,
    clock,
    ctx,
    party,
    say,
    settle,
    deliverAll,
    walkSeeds,
    rest,
    rows,
    ring,
    goTo,
    after: (ms: number) => goTo(new Date(clock.now.getTime() + ms)),
    /** Says something and lets everything come of it. */
    tell: async (calls: readonly Call[], trust: "server" | "browser" | "crm" = "server") => {
      await say(calls, trust);
      await rest();
    },
    publish: async (slug: string, definition: Call, how: GoLive = EVERYONE, kind: ProgrammeKind = "job") => {
      await saveDraft(ctx(), { kind, slug, definition });
      return publish(ctx(), kind, slug, how);
    },
    goLive: async (slug: string, definition: Call, how: GoLive = EVERYONE, kind: ProgrammeKind = "job") => {
      await saveDraft(ctx(), { kind, slug, definition });
      const published = await publish(ctx(), kind, slug, how);
      await rest();
      return published;
    },
    /** Who is or was in what, in words: "ada nudge 1 open". */
    passes: async (slug?: string) => {
      const found = await rows<{ line: string }>(sql`
        select coalesce(p.user_id, p.email, o.group_id) || ' ' || g.slug || ' ' || e.pass || ' ' || coalesce(e.reason, e.status) as line
        from enrolments e join programmes g on g.id = e.programme_id
          left join people p on p.id = e.customer_id left join organisations o on o.id = e.customer_id
        where ${slug ? sql`g.slug = ${slug}` : sql`true`} order by g.slug, 1, e.pass`);
      return found.map(({ line }) => line);
    },
    /** The ledger in words: "ada welcome sent". */
    ledger: async (who?: string) => {
      const found = await rows<{ line: string }>(sql`
        select coalesce(p.user_id, p.email, o.group_id) || ' ' || d.action_id || ' ' || coalesce(d.reason, d.status) as line
        from deliveries d left join people p on p.id = d.customer_id left join organisations o on o.id = d.customer_id
        where ${who ? sql`coalesce(p.user_id, p.email, o.group_id) = ${who}` : sql`true`} order by d.decided_at, d.id`);
      return found.map(({ line }) => line);
    },
    attributesOf: async (userId: string): Promise<Record<string, unknown>> => {
      const [row] = await rows<{ attributes: Record<string, unknown> }>(
        sql`select attributes from people where user_id = ${userId} and merged_into is null`,
      );
      return row?.attributes ?? {};
    },
    close: async () => {
      for (const close of others) await close();
      await fresh.close();
    },
  };
}
export type Core = Awaited<ReturnType<typeof openCore>>;
