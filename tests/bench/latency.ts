import { sendEvents, since, watchProvider } from "@/tests/bench/arrivals";
import { createFloor } from "@/tests/bench/floor";
import { welcomeJob } from "@/tests/bench/jobs";
import { type Figure, figure, percentile } from "@/tests/bench/report";
import { AT_REST, type Setting, until } from "@/tests/bench/setting";

const WARM_UP_S = 4;
/** Each figure is taken of every round and the median of them told: one disturbed second decides nothing. */
const ROUNDS = 3;
const paces = [
  { perSecond: 5, events: 40, goalMs: 100 },
  { perSecond: 50, events: 250, goalMs: 250 },
];
type Pace = (typeof paces)[number];

/** One round: when its events left, and how long the bare parts took just before it, in milliseconds. */
interface Round {
  left: ReadonlyMap<string, number>;
  floorMs: number[];
}

/**
 * From the moment a request with an event leaves to the action it causes in the ledger, as committed, and to the request at the email
 * provider. Each event is of another person and brings that person into a job that writes a welcome.
 */
export async function latencies(setting: Setting): Promise<Figure[]> {
  await connectProvider(setting);
  await watchLedger(setting);
  const { arrived, stop } = watchProvider(setting);
  const floor = await createFloor(setting);
  const figures: Figure[] = [];
  let person = 0;
  for (const pace of paces) {
    const event = `Trial Started ${pace.perSecond}`;
    await goLiveWithWelcome(setting, pace.perSecond, event);
    const send = async (count: number) => {
      const left = await sendEvents(setting, { event, perSecond: pace.perSecond, first: person, count });
      person += count;
      await until(setting.pool, AT_REST);
      return left;
    };
    const bare = async () => {
      const left = await floor.send(pace.perSecond, pace.events);
      await until(setting.pool, AT_REST);
      return since(left, arrived);
    };
    await send(WARM_UP_S * pace.perSecond);
    await floor.send(pace.perSecond, WARM_UP_S * pace.perSecond);
    const rounds: Round[] = [];
    while (rounds.length < ROUNDS) rounds.push({ floorMs: await bare(), left: await send(pace.events) });
    figures.push(...(await figuresOf(setting, pace, rounds, arrived)));
  }
  stop();
  await floor.stop();
  await setting.pool.query("drop trigger bench_ledger on deliveries");
  return figures;
}

/** Connects the stand-in of the email provider, fast enough to be no limit. */
export async function connectProvider({ api }: Setting): Promise<void> {
  await api.put("/integrations/resend", { config: { requestsPerSecond: 500 }, secret: "re_bench" });
}

/** Publishes a job that welcomes whoever sends this event from now on. */
export async function goLiveWithWelcome(
  { api, pool }: Setting,
  perSecond: number,
  event: string,
): Promise<void> {
  const slug = `welcome-${perSecond}`;
  await api.put(`/jobs/${slug}`, welcomeJob(`Welcome ${perSecond}`, event));
  await api.post(`/jobs/${slug}/publish`, { mode: "from_now_on" });
  await until(pool, AT_REST);
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
  { perSecond, goalMs }: Pace,
  rounds: readonly Round[],
  arrived: ReadonlyMap<string, number>,
): Promise<Figure[]> {
  const { rows } = await pool.query<{ recipient: string; ms: number }>(
    "select recipient, (date_part('epoch', at) * 1000) as ms from bench_ledger",
  );
  const decided = new Map(rows.map(({ recipient, ms }) => [recipient, ms]));
  const median = (values: readonly number[]) => percentile(values, 0.5);
  const after = (moments: ReadonlyMap<string, number>, share: number) =>
    median(rounds.map(({ left }) => percentile(since(left, moments), share)));
  const floors = (share: number) =>
    median(
      rounds.map(({ left, floorMs }) => percentile(since(left, arrived), share) / percentile(floorMs, 0.5)),
    );
  const note = `median of ${rounds.length} rounds of ${rounds[0]?.left.size} events, from the request that brings the event`;
  const bare = median(rounds.map(({ floorMs }) => percentile(floorMs, 0.5)));
  return [
    figure(`event to ledger at ${perSecond}/s, p50`, after(decided, 0.5), "ms", { note }),
    figure(`event to ledger at ${perSecond}/s, p95`, after(decided, 0.95), "ms"),
    figure(`event to provider at ${perSecond}/s, p50`, after(arrived, 0.5), "ms"),
    figure(`event to provider at ${perSecond}/s, p95`, after(arrived, 0.95), "ms", {
      bound: { below: goalMs },
    }),
    figure(`event to provider at ${perSecond}/s, p50 in floors`, floors(0.5), "floors", {
      note: `the floor: one row, one notification, one call to the provider; ${bare.toFixed(1)} ms`,
    }),
  ];
}
