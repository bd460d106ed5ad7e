import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { coalesce } from "@/components/shell/coalesce";
import { giveWay, isBurst, noteArrivals } from "@/inngest/arrivals";
import { notOnTheirWay } from "@/inngest/on-their-way";
import { ingestItems } from "@/lib/edge/ingestion/ingest-items";
import { TooFastError } from "@/lib/edge/rate-limit";

const AN_HOUR_MS = 3_600_000;

beforeEach(() => {
  vi.useFakeTimers();
  globalThis.trigArrivals = undefined;
  globalThis.trigErrands = undefined;
});
afterEach(() => {
  vi.useRealTimers();
});

/** What the host does when it finds out that its clock was fast: the time of day jumps, time itself goes on. */
function setClockBack() {
  vi.setSystemTime(Date.now() - AN_HOUR_MS);
}

it("a key that has sent much may send again a few seconds after the clock was set back", async () => {
  const nobody = { workspaceId: "wsp_a", source: "key_clock", trust: "server" } as const;
  const deps = { now: async () => new Date(), onNews: () => {}, eventsPerSecond: 10 };
  // Nothing of it is good, so no database is asked.
  const send = () =>
    ingestItems({ ...deps, store: JSON.parse("null") }, nobody, { list: [], text: "", type: "track" });
  for (let sent = 0; sent < 30; sent++) await send();
  await expect(send()).rejects.toThrow(TooFastError);
  setClockBack();
  vi.advanceTimersByTime(1_000);
  await send();
});

it("a burst ends although the clock was set back meanwhile, and nobody waits for it longer than they may", async () => {
  for (let bites = 0; bites < 10; bites++) {
    noteArrivals(50);
    vi.advanceTimersByTime(20);
  }
  expect(isBurst()).toBe(true);
  const waiting = giveWay(Date.now() + 2_000);
  setClockBack();
  await vi.advanceTimersByTimeAsync(200);
  expect(await waiting).toBe(true);
  expect(isBurst()).toBe(false);
});

it("a run that got lost is asked for again although the clock was set back meanwhile", () => {
  const news = { name: "trig/news", data: { workspaceId: "wsp_a" } };
  notOnTheirWay([news]);
  setClockBack();
  vi.advanceTimersByTime(2_000);
  expect(notOnTheirWay([news])).toEqual([news]);
});

it("an open screen follows along although the clock was set back meanwhile", () => {
  let refreshed = 0;
  const mine = coalesce(() => refreshed++, 2_000);
  mine.ask();
  mine.done(1);
  setClockBack();
  vi.advanceTimersByTime(400);
  mine.ask();
  expect(refreshed).toBe(2);
});
