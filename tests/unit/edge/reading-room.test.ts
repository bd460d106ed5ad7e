import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { readBody } from "@/lib/edge/ingestion/ingest-body";
import { createReadingRoom } from "@/lib/edge/ingestion/reading-room";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const waiting = () => new Promise<never>(() => {});

it("a body that trickles in without end is told after half a minute that it was too slow", async () => {
  async function* trickle() {
    for (;;) {
      yield new Uint8Array([0x20]);
      await new Promise((next) => setTimeout(next, 100));
    }
  }
  const reading = expect(readBody({ headers: new Headers(), body: trickle() })).rejects.toMatchObject({
    code: "too_slow",
  });
  await vi.advanceTimersByTimeAsync(30_000);
  await reading;
});

it("when all places are taken, whoever has been sending longest makes room for whoever comes", async () => {
  const room = createReadingRoom(2);
  const slowest = expect(room.read(waiting)).rejects.toMatchObject({ code: "too_slow" });
  await vi.advanceTimersByTimeAsync(600);
  void room.read(waiting).catch(() => {});
  await vi.advanceTimersByTimeAsync(600);
  expect(await room.read(async () => "quick")).toBe("quick");
  await slowest;
  expect(room.size()).toBe(1);
});

it("a crowd that has only just come is not cut off: the next is told to come again", async () => {
  const room = createReadingRoom(2);
  for (let n = 0; n < 2; n++) void room.read(waiting).catch(() => {});
  await expect(room.read(waiting)).rejects.toMatchObject({ code: "unavailable" });
  expect(room.size()).toBe(2);
});

it("whoever is done leaves no place taken, however it ended", async () => {
  const room = createReadingRoom(1);
  await room.read(async () => 1);
  await expect(room.read(async () => Promise.reject(new Error("cut off")))).rejects.toThrow("cut off");
  expect(room.size()).toBe(0);
});
