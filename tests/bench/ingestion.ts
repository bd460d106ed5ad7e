import { bareInsertRate } from "@/tests/bench/bare-insert";
import { postAll } from "@/tests/bench/http";
import { type Figure, figure } from "@/tests/bench/report";
import { AT_REST, type Setting, until } from "@/tests/bench/setting";
import { batchBodies, READ_EVENT, trackCall, UNREAD_EVENT } from "@/tests/bench/traffic";

const EACH = 100;
const IN_FLIGHT = 8;
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

/** How many events a second are accepted in batches, against the bare INSERT measured before and after. */
export async function accepted(setting: Setting, load: Load, name = ""): Promise<Figure[]> {
  await sendAll(setting, { ...load, events: 2_000 }, UNREAD_EVENT);
  await until(setting.pool, AT_REST);
  const before = await bareRates(setting, load.events);
  const rate = await sendAll(setting, load, UNREAD_EVENT);
  await until(setting.pool, AT_REST);
  const after = await bareRates(setting, load.events);
  return [
    figure(`accepted${name}`, rate, "events/s", { note: `${IN_FLIGHT} requests of ${EACH} in flight` }),
    ...ratios(`accepted ratio${name}`, rate, [before, after], 0.5),
  ];
}

/** How many events a second are accepted and fully processed, with live jobs that read all of them, against the same bare INSERT. */
export async function processed(setting: Setting, load: Load, name = ""): Promise<Figure[]> {
  await until(setting.pool, AT_REST);
  const before = await bareRates(setting, load.events);
  const began = performance.now();
  await sendAll(setting, load, READ_EVENT);
  await until(setting.pool, AT_REST);
  const rate = (load.events * 1000) / (performance.now() - began);
  const after = await bareRates(setting, load.events);
  return [
    figure(`processed${name}`, rate, "events/s", { note: "10 live jobs read every event" }),
    ...ratios(`processed ratio${name}`, rate, [before, after], 0.2),
  ];
}
