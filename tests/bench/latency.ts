import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { post } from "@/tests/bench/http";
import { welcomeJob } from "@/tests/bench/jobs";
import { type Figure, figure, percentile } from "@/tests/bench/report";
import { AT_REST, type Setting, until } from "@/tests/bench/setting";
import { trackCall } from "@/tests/bench/traffic";

const WARM_UP_S = 4;
/** Each figure is taken of every round and the median of them told: one disturbed second decides nothing. */
const ROUNDS = 3;
const paces = [
  { perSecond: 5, events: 40, goalMs: 100 },
  { perSecond: 50, events: 250, goalMs: 250 },
];
const email = z.looseObject({ to: z.union([z.string(), z.array(z.string())]) });
const clock = () => performance.timeOrigin + performance.now();

/**
 * From the moment a request with an event leaves to the action it causes in the ledger, as committed, and to the request at the email
 * provider. Each event is of another person and brings that person into a job that writes a welcome.
 */
export async function latencies(setting: Setting): Promise<Figure[]> {
  const { api, pool, resend } = setting;
  await api.put("/integrations/resend", { config: { requestsPerSecond: 500 }, secret: "re_bench" });
  await watchLedger(setting);
  const arrived = new Map<string, number>();
  resend.faults.always = ({ body }) => {
    const at = clock();
    for (const to of addressesIn(body)) arrived.set(to, at);
    return null;
  };
  const figures: Figure[] = [];
  let person = 0;
  for (const pace of paces) {
    const event = `Trial Started ${pace.perSecond}`;
    const slug = `welcome-${pace.perSecond}`;
    await api.put(`/jobs/${slug}`, welcomeJob(`Welcome ${pace.perSecond}`, event));
    await api.post(`/jobs/${slug}/publish`, { mode: "from_now_on" });
    await until(pool, AT_REST);
    const warmUp = WARM_UP_S * pace.perSecond;
    await send(setting, { event, perSecond: pace.perSecond, first: person, count: warmUp });
    person += warmUp;
    const rounds: Map<string, number>[] = [];
    for (let round = 0; round < ROUNDS; round++, person += pace.events)
      rounds.push(
        await send(setting, { event, perSecond: pace.perSecond, first: person, count: pace.events }),
      );
    await until(pool, AT_REST);
    figures.push(...(await figuresOf(setting, pace, rounds, arrived)));
  }
  resend.faults.always = null;
  await pool.query("drop trigger bench_ledger on deliveries");
  return figures;
}

/** Sends events at an even pace, whatever becomes of them; says when each request left, by the person's address. */
async function send(
  { app, writeKey }: Setting,
  load: { event: string; perSecond: number; first: number; count: number },
): Promise<Map<string, number>> {
  const left = new Map<string, number>();
  const answers: Promise<void>[] = [];
  const began = clock();
  for (let at = 0; at < load.count; at++) {
    await sleep(Math.max(0, began + (at * 1000) / load.perSecond - clock()));
    const person = load.first + at;
    const body = JSON.stringify(trackCall(person, load.event));
    left.set(`user-${person}@bench.test`, clock());
    answers.push(post(app.url, { path: "/v1/track", writeKey, body }));
  }
  await Promise.all(answers);
  return left;
}

/** Notes when a row of the ledger is committed: a deferred trigger fires at that very moment. */
async function watchLedger({ pool }: Setting): Promise<void> {
  await pool.query("create table bench_ledger (recipient text, at timestamptz)");
  await pool.query(`create function bench_ledger() returns trigger language plpgsql as $$
    begin insert into bench_ledger values (new.recipient, clock_timestamp()); return null; end $$`);
  await pool.query(`create constraint trigger bench_ledger after insert on deliveries
    deferrable initially deferred for each row execute function bench_ledger()`);
}

async function figuresOf(
  { pool }: Setting,
  { perSecond, goalMs }: (typeof paces)[number],
  rounds: readonly ReadonlyMap<string, number>[],
  arrived: ReadonlyMap<string, number>,
): Promise<Figure[]> {
  const { rows } = await pool.query<{ recipient: string; ms: number }>(
    "select recipient, (date_part('epoch', at) * 1000) as ms from bench_ledger",
  );
  const decided = new Map(rows.map(({ recipient, ms }) => [recipient, ms]));
  const after = (moments: ReadonlyMap<string, number>, share: number) => {
    const since = (left: ReadonlyMap<string, number>) =>
      [...left].map(([address, at]) => {
        const moment = moments.get(address);
        if (moment === undefined) throw new Error(`What was sent for ${address} never arrived.`);
        return moment - at;
      });
    return percentile(
      rounds.map((left) => percentile(since(left), share)),
      0.5,
    );
  };
  const note = `median of ${rounds.length} rounds of ${rounds[0]?.size} events, from the request that brings the event`;
  return [
    figure(`event to ledger at ${perSecond}/s, p50`, after(decided, 0.5), "ms", { note }),
    figure(`event to ledger at ${perSecond}/s, p95`, after(decided, 0.95), "ms"),
    figure(`event to provider at ${perSecond}/s, p50`, after(arrived, 0.5), "ms"),
    figure(`event to provider at ${perSecond}/s, p95`, after(arrived, 0.95), "ms", {
      bound: { below: goalMs },
    }),
  ];
}

function addressesIn(body: string): string[] {
  const asked: unknown = JSON.parse(body);
  const messages = Array.isArray(asked) ? asked : [asked];
  return messages.flatMap((one) => [email.parse(one).to].flat());
}
