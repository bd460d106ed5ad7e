import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { countRuns, executorsOfEachTest, until } from "@/tests/support/executor";

const { start, db } = executorsOfEachTest();

describe("events", () => {
  it("starts nothing twice for the same event id", async () => {
    let runs = 0;
    const executor = await start(db(), (client) => [
      client.createFunction({ id: "once", triggers: [{ event: "go" }] }, async () => {
        runs += 1;
      }),
    ]);
    await executor.client.send([
      { name: "go", id: "a" },
      { name: "go", id: "a" },
      { name: "go", id: "b" },
    ]);
    await executor.client.send({ name: "go", id: "a" });
    await executor.drain();
    expect(runs).toBe(2);
  });

  it("runs a function with an idempotency key once for each value", async () => {
    const seen: unknown[] = [];
    const executor = await start(db(), (client) => [
      client.createFunction(
        { id: "once", idempotency: "event.data.order", triggers: [{ event: "go" }] },
        async ({ event }) => {
          seen.push(event.data.order);
        },
      ),
    ]);
    await executor.client.send([1, 2, 1].map((order) => ({ name: "go", data: { order } })));
    await executor.client.send({ name: "go", data: { order: 2 } });
    await executor.drain();
    expect(seen.toSorted()).toEqual([1, 2]);
  });

  it("collects events into batches, by key, full or timed out", async () => {
    const batches: string[] = [];
    const executor = await start(db(), (client) => [
      client.createFunction(
        {
          id: "batch",
          batchEvents: { maxSize: 3, timeout: "1s", key: "event.data.who" },
          triggers: [{ event: "go" }],
        },
        async ({ events }) => {
          batches.push(events.map((event) => `${event.data.who}${event.data.n}`).join(" "));
        },
      ),
    ]);
    const sent = ["a1", "b1", "a2", "a3", "a4"].map((word) => ({
      name: "go",
      data: { who: word[0], n: word[1] },
    }));
    await executor.client.send(sent);
    await until(() => batches.length === 1, "a full batch runs");
    expect(batches).toEqual(["a1 a2 a3"]);
    expect(await executor.isQuiet()).toBe(false);
    await until(() => batches.length === 3, "the others time out");
    expect(batches.slice(1).toSorted()).toEqual(["a4", "b1"]);
    await executor.client.send({ name: "go", data: { who: "c", n: 1 } });
    await executor.drain();
    expect(batches.at(-1)).toBe("c1");
  });

  it("refuses a wrong event key", async () => {
    const executor = await start(db(), () => []);
    const answer = await executor.fetch("http://embedded.local/e/wrong", {
      method: "POST",
      body: `[{"name":"go"}]`,
    });
    expect(answer.status).toBe(401);
  });

  it("takes in 500 runs at once and finishes them all", async () => {
    let steps = 0;
    const executor = await start(db(), (client) => [
      client.createFunction({ id: "many", triggers: [{ event: "go" }] }, async ({ step }) => {
        await step.run("one", () => {
          steps += 1;
        });
      }),
    ]);
    await executor.client.send(Array.from({ length: 500 }, (_, i) => ({ name: "go", data: { i } })));
    await executor.drain();
    expect(steps).toBe(500);
    expect(await countRuns(db())).toEqual({ completed: 500 });
    const { rows } = await db().execute(sql`select count(*)::int as left from executor_jobs`);
    expect(rows[0]?.left).toBe(0);
  });
});
