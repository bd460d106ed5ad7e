import { afterAll, beforeAll, expect, test } from "vitest";
import { getPulse } from "@/lib/insights/pulse";
import { applyNews } from "@/lib/pipeline/news/apply-news";
import { saveDraft } from "@/lib/programmes/draft/save-draft";
import { ensureInstance, moveClock } from "@/lib/workspaces/clock/clock";
import { testContext } from "../../support/database";
import { openDoor, send } from "../ingestion/door";

let door: Awaited<ReturnType<typeof openDoor>>;
beforeAll(async () => {
  door = await openDoor();
  await ensureInstance(door.db, "test");
});
afterAll(() => door.close());

const pulse = () => getPulse(door.ctx);

test("the revision stays while nothing happens, and is another one after each thing that a screen shows", async () => {
  const seen = [await pulse()];
  expect(await pulse()).toBe(seen[0]);
  const changes = async (work: () => Promise<unknown>) => {
    await work();
    const now = await pulse();
    expect(seen).not.toContain(now);
    expect(await pulse()).toBe(now);
    seen.push(now);
  };
  const call = { type: "track", userId: "ada", event: "Signed Up" };
  await changes(() => send(door.url, "batch", { batch: [call] }, door.writeKey));
  await changes(() => applyNews(door.ctx));
  await changes(() => send(door.url, "batch", { batch: [{ ...call, event: "" }] }, door.writeKey));
  await changes(() => saveDraft(door.ctx, { kind: "job", slug: "nudge", definition: { name: "Nudge" } }));
  await changes(() => moveClock(door.db, 3_600_000));
});

test("what happens in one workspace is no news in another", async () => {
  const other = await testContext(door.db);
  const before = await getPulse(other);
  await send(door.url, "batch", { batch: [{ type: "track", userId: "bo", event: "Done" }] }, door.writeKey);
  expect(await getPulse(other)).toBe(before);
});
