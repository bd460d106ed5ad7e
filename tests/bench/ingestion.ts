import { bareInsertRate } from "@/tests/bench/bare-insert";
import { postAll } from "@/tests/bench/http";
import { type Figure, figure, percentile } from "@/tests/bench/report";
import { AT_REST, type Setting, until } from "@/tests/bench/setting";
import { batchBodies, READ_EVENT, trackCall, UNREAD_EVENT } from "@/tests/bench/traffic";

const EACH = 100;
const IN_FLIGHT = 8;
/** So often each rate is measured, after once that does not count: V8 compiles what runs often, on both sides. */
const TURNS = 3;
/** So many connections leave nothing of two cores. */
const SATURATING = 2;

interface Load {
  /** How many people the events are about, in turn. */
  people: number;
  events: number;
}

/** The bare INSERT, rows per second: one statement after another, as a loop would write them, and with both cores busy. */
interface Bare {
  loop: number;
  saturated: number;
}

async function bareRates({ pool }: Setting, events: number): Promise<Bare> {
  const calls = Array.from({ length: events }, (_, at) => trackCall(at % 1_000));
  return {
    loop: await bareInsertRate(pool, calls, 1),
    saturated: await bareInsertRate(pool, calls, SATURATING),
  };
}

const mean = (bare: readonly Bare[], which: keyof Bare) =>
  bare.reduce((sum, one) => sum + one[which], 0) / bare.length;
const median = (values: readonly number[]) => percentile(values, 0.5);

/** A turn's rate, and the bare INSERT's just before and just after it. */
interface Turn {
  rate: number;
  bare: Bare[];
}

/** Each turn's rate held against the bare INSERT around it; of the turns the median, so that one disturbed moment decides nothing. */
function ratios(name: string, turns: readonly Turn[], atLeast: number): Figure[] {
  const against = (which: keyof Bare) => median(turns.map(({ rate, bare }) => rate / mean(bare, which)));
  const bareRate = (which: keyof Bare) => Math.round(median(turns.map(({ bare }) => mean(bare, which))));
  return [
    figure(name, against("loop"), "of bare", {
      bound: { atLeast },
      note: `median of ${turns.length} turns; bare INSERT one after another: ${bareRate("loop")} rows/s`,
    }),
    figure(`${name}, both cores`, against("saturated"), "of bare", {
      note: `bare INSERT on ${SATURATING} connections: ${bareRate("saturated")} rows/s`,
    }),
  ];
}

/** Sends events in batches, several requests at a time; resolves to how many a second were accepted. */
export async function sendAll(
  { app, writeKey }: Setting,
  { people, events }: Load,
  event: string,
): Promise<number> {
  const bodies = batchBodies(events / EACH, EACH, people, event);
  const began = performance.now();
  await postAll(app.url, { path: "/v1/batch", writeKey, bodies, inFlight: IN_FLIGHT });
  return (events * 1000) / (performance.now() - began);
}

/** Work and bare INSERT in turn: what the machine does otherwise at one moment weighs on both alike. */
async function inTurn(
  setting: Setting,
  { name, load, atLeast, work }: { name: string; load: Load; atLeast: number; work: () => Promise<number> },
): Promise<{ rate: number; ratios: Figure[] }> {
  await work();
  await until(setting.pool, AT_REST);
  const turns: Turn[] = [];
  let before = await bareRates(setting, load.events);
  while (turns.length < TURNS) {
    const rate = await work();
    await until(setting.pool, AT_REST);
    const after = await bareRates(setting, load.events);
    turns.push({ rate, bare: [before, after] });
    before = after;
  }
  return { rate: median(turns.map(({ rate }) => rate)), ratios: ratios(name, turns, atLeast) };
}

/** How many events a second are accepted in batches, against the bare INSERT measured in turn. */
export async function accepted(setting: Setting, load: Load): Promise<Figure[]> {
  const work = () => sendAll(setting, load, UNREAD_EVENT);
  const measured = await inTurn(setting, { name: "accepted ratio", load, atLeast: 0.5, work });
  return [
    figure("accepted", measured.rate, "events/s", { note: `${IN_FLIGHT} requests of ${EACH} in flight` }),
    ...measured.ratios,
  ];
}

/** How many events a second are accepted and fully processed, with live jobs that read all of them, against the same bare INSERT. */
export async function processed(setting: Setting, load: Load): Promise<Figure[]> {
  const work = async () => {
    const began = performance.now();
    await sendAll(setting, load, READ_EVENT);
    await until(setting.pool, AT_REST);
    return (load.events * 1000) / (performance.now() - began);
  };
  const measured = await inTurn(setting, { name: "processed ratio", load, atLeast: 0.2, work });
  return [
    figure("processed", measured.rate, "events/s", { note: "10 live jobs read every event" }),
    ...measured.ratios,
  ];
}
