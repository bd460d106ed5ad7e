import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createPulseHub } from "@/lib/edge/live/pulse-hub";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function watching() {
  const revisions = new Map([["a", "a1"]]);
  const asked: string[] = [];
  const failures: unknown[] = [];
  const down = { is: false };
  const hub = createPulseHub(
    async (workspaceId) => {
      asked.push(workspaceId);
      if (down.is) throw new Error("The database is gone.");
      return revisions.get(workspaceId) ?? "";
    },
    (error) => failures.push(error),
  );
  return { hub, revisions, asked, failures, down };
}

test("fifty open screens of a workspace cost two looks a second, and none once they are closed", async () => {
  const { hub, asked } = watching();
  const stops = Array.from({ length: 50 }, () => hub.listen("a", () => {}));
  await vi.advanceTimersByTimeAsync(10_000);
  expect(asked).toHaveLength(21);
  for (const stop of stops) stop();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(asked.length).toBeLessThanOrEqual(22);
});

test("each listener hears where things stand, and what changes within a second, once", async () => {
  const { hub, revisions } = watching();
  const first: string[] = [];
  const later: string[] = [];
  hub.listen("a", (revision) => first.push(revision));
  await vi.advanceTimersByTimeAsync(2_500);
  hub.listen("a", (revision) => later.push(revision));
  expect(later).toEqual(["a1"]);
  revisions.set("a", "a2");
  await vi.advanceTimersByTimeAsync(1_000);
  expect(first).toEqual(["a1", "a2"]);
  expect(later).toEqual(["a1", "a2"]);
});

test("who has left hears nothing more, and whoever comes back later starts anew", async () => {
  const { hub, revisions } = watching();
  const heard: string[] = [];
  hub.listen("a", (revision) => heard.push(revision))();
  await vi.advanceTimersByTimeAsync(5_000);
  revisions.set("a", "a9");
  hub.listen("a", (revision) => heard.push(revision));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(heard).toEqual(["a9"]);
});

test("a database that is down for a while is asked again", async () => {
  const { hub, revisions, failures, down } = watching();
  const heard: string[] = [];
  hub.listen("a", (revision) => heard.push(revision));
  await vi.advanceTimersByTimeAsync(500);
  down.is = true;
  revisions.set("a", "a2");
  await vi.advanceTimersByTimeAsync(3_000);
  expect(failures).toHaveLength(6);
  down.is = false;
  await vi.advanceTimersByTimeAsync(1_000);
  expect(heard).toEqual(["a1", "a2"]);
});
