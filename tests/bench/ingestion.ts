import { bareInsertRate } from "@/tests/bench/bare-insert";
import { postAll } from "@/tests/bench/http";
import { type Figure, figure } from "@/tests/bench/report";
import { AT_REST, type Setting, until } from "@/tests/bench/setting";
import { batchBodies, READ_EVENT, trackCall, UNREAD_EVENT } from "@/tests/bench/traffic";

const EACH = 100;
const IN_FLIGHT = 8;
/** So often each rate is measured, after once that does not count: V8 compiles what runs often, on both sides. */
const TURNS = 2;
/** So many connections leave nothing of two cores. */
const SATURATING = 2;

interface Load {
  /** How many people the events are about, in turn. */
  people: number;
  events: number;
}

/** The bare INSERT right now, rows per second: one statement after another, as a loop would write them, and with both cores busy. */
async function bareRates({ pool }: Setting, events: number): Promise<{ loop: number; saturated: number }> {
  const calls = Array.from({ length: events }, (_, at) => trackCall(at % 1_000));
  return {
    loop: await bareInsertRate(pool, calls, 1),
    saturated: await bareInsertRate(pool, calls, SATURATING),
  };
}

/** A rate held against the bare INSERT measured before and after it. */
function ratios(
  name: string,
  rate: number,
  bare: readonly { loop: number; saturated: number }[],
  atLeast: number,
): Figure[] {
  const mean = (which: "loop" | "saturated") => bare.reduce((sum, one) => sum + one[which], 0) / bare.length;
  return [
    figure(name, rate / mean("loop"), "of bare", {
      bound: { atLeast },
      note: `bare INSERT one after another: ${Math.round(mean("loop"))} rows/s`,
    }),
    figure(`${name}, both cores`, rate / mean("saturated"), "of bare", {
      note: `bare INSERT on ${SATURATING} connections: ${Math.round(mean("saturated"))} rows/s`,
    }),
  ];
}

async function sendAll({ app, writeKey }: Setting, { people, events }: Load, event: string): Promise<number> {
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
  const bare = [await bareRates(setting, load.events)];
  const rates: number[] = [];
  for (let turn = 0; turn < TURNS; turn++) {
    rates.push(await work());
    await until(setting.pool, AT_REST);
    bare.push(await bareRates(setting, load.events));
  }
  const rate = rates.length / rates.reduce((sum, one) => sum + 1 / one, 0);
  return { rate, ratios: ratios(name, rate, bare, atLeast) };
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
