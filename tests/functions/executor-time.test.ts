import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { countRuns, executorsOfEachTest, until } from "@/tests/support/executor";

const { start, db } = executorsOfEachTest();

describe("sleeps", () => {
  it("sleep by the business clock, for a duration or until a date, and wake when it is moved", async () => {
    const seen: string[] = [];
    const executor = await start(db(), (client) => [
      client.createFunction({ id: "sleeper", triggers: [{ event: "go" }] }, async ({ step }) => {
        await step.sleep("a while", "51h");
        await step.run("woke", () => seen.push("after 51 h"));
        await step.sleepUntil("the day", new Date("2026-03-10T08:00:00Z"));
        await step.run("day", () => seen.push("on the day"));
        await step.sleepUntil("long past", new Date("2020-01-01T00:00:00Z"));
        await step.run("end", () => seen.push("at once"));
      }),
    ]);
    await executor.client.send({ name: "go" });
    await executor.drain();
    expect(await executor.nextTimerAt()).toEqual(new Date("2026-03-04T12:00:00Z"));
    executor.moveTo("2026-03-04T11:59:59Z");
    await executor.drain();
    expect(seen).toEqual([]);
    executor.moveTo("2026-03-04T12:00:00Z");
    expect(await executor.isQuiet()).toBe(false);
    await executor.drain();
    expect(seen).toEqual(["after 51 h"]);
    expect(await executor.nextTimerAt()).toEqual(new Date("2026-03-10T08:00:00Z"));
    executor.moveTo("2026-04-01T00:00:00Z");
    await executor.drain();
    expect(seen).toEqual(["after 51 h", "on the day", "at once"]);
    expect(await executor.nextTimerAt()).toBeNull();
  });

  it("wakes on the moment while the clock runs by itself", async () => {
    let lateMs = 0;
    const executor = await start(
      db(),
      (client) => [
        client.createFunction({ id: "nap", triggers: [{ event: "go" }] }, async ({ step }) => {
          const due = await step.run("start", () => Date.now() + 1200);
          await step.sleepUntil("nap", new Date(due));
          await step.run("woke", () => {
            lateMs = Date.now() - due;
          });
        }),
      ],
      { now: () => new Date(), pollMs: 10_000 },
    );
    await executor.client.send({ name: "go" });
    await until(async () => (await countRuns(db())).completed === 1, "the nap ends");
    expect(lateMs).toBeGreaterThanOrEqual(0);
    expect(lateMs).toBeLessThan(500);
  });

  it("goes on with other branches while one sleeps", async () => {
    const seen: string[] = [];
    const executor = await start(db(), (client) => [
      client.createFunction({ id: "branches", triggers: [{ event: "go" }] }, async ({ step }) => {
        const quick = async () => {
          await step.run("q1", () => seen.push("q1"));
          await step.run("q2", () => seen.push("q2"));
        };
        await Promise.all([step.sleep("slow", "1d"), quick()]);
        await step.run("both", () => seen.push("both"));
      }),
    ]);
    await executor.client.send({ name: "go" });
    await executor.drain();
    expect(seen).toEqual(["q1", "q2"]);
    executor.moveTo("2026-03-03T09:00:00Z");
    await executor.drain();
    expect(seen).toEqual(["q1", "q2", "both"]);
  });
});

describe("cancelOn", () => {
  it("cancels only the sleeping runs whose value matches, and none that start later", async () => {
    const seen: unknown[] = [];
    const executor = await start(db(), (client) => [
      client.createFunction(
        {
          id: "wait",
          cancelOn: [{ event: "left", match: "data.id" }],
          triggers: [{ event: "go" }, { event: "left" }],
        },
        async ({ event, step }) => {
          await step.sleep("wait", "1d");
          await step.run("done", () => seen.push(`${event.name} ${event.data.id}`));
        },
      ),
    ]);
    await executor.client.send([1, 2, "1"].map((id) => ({ name: "go", data: { id } })));
    await executor.drain();
    await executor.client.send({ name: "left", data: { id: 1 } });
    await executor.drain();
    expect(await countRuns(db())).toEqual({ cancelled: 1, running: 3 });
    executor.moveTo("2026-03-03T09:00:00Z");
    await executor.drain();
    expect(seen.toSorted()).toEqual(["go 1", "go 2", "left 1"]);
  });

  it("discards the result of a step that was under way", async () => {
    const seen: string[] = [];
    let letGo = () => {};
    const executor = await start(db(), (client) => [
      client.createFunction(
        { id: "wait", cancelOn: [{ event: "left" }], triggers: [{ event: "go" }] },
        async ({ step }) => {
          await step.run(
            "long",
            () =>
              new Promise<void>((done) => {
                seen.push("long");
                letGo = done;
              }),
          );
          await step.run("after", () => seen.push("after"));
        },
      ),
    ]);
    await executor.client.send({ name: "go" });
    await until(() => seen.length === 1, "the step runs");
    await executor.client.send({ name: "left" });
    letGo();
    await executor.drain();
    expect(seen).toEqual(["long"]);
    expect(await countRuns(db())).toEqual({ cancelled: 1 });
  });

  it("cancels 500 runs by 500 events, and starts none whose cancellation came along with it", async () => {
    const executor = await start(db(), (client) => [
      client.createFunction(
        {
          id: "wait",
          cancelOn: [{ event: "left", if: "async.data.who == event.data.person" }],
          triggers: [{ event: "go" }],
        },
        async ({ step }) => {
          await step.sleep("wait", "1d");
        },
      ),
    ]);
    const people = Array.from({ length: 500 }, (_, i) => `person ${i}`);
    await executor.client.send(people.map((person) => ({ name: "go", data: { person } })));
    await executor.drain();
    await executor.client.send([
      { name: "go", data: { person: "person 7" } },
      ...people.map((who) => ({ name: "left", data: { who } })),
      { name: "go", data: { person: "person 8" } },
    ]);
    await executor.drain();
    expect(await countRuns(db())).toEqual({ cancelled: 500, running: 1 });
    const { rows } = await db().execute(
      sql`select (select count(*)::int from executor_cancels) as watched, (select count(*)::int from executor_steps) as steps`,
    );
    expect(rows).toEqual([{ watched: 1, steps: 1 }]);
  });
});

describe("crons", () => {
  const hourly = (seen: string[]) => (client: Parameters<Parameters<typeof start>[1]>[0]) => [
    client.createFunction(
      { id: "hourly", triggers: [{ cron: "TZ=Europe/London 0 * * * *" }] },
      async ({ event }) => {
        seen.push(new Date(event.ts ?? 0).toISOString());
      },
    ),
  ];

  it("fire only the latest tick when the clock jumps, once among two processes", async () => {
    const seen: string[] = [];
    const clock = { now: new Date("2026-03-02T09:30:00Z") };
    const one = await start(db(), hourly(seen), { clock });
    const two = await start(db(), hourly(seen), { clock });
    await one.drain();
    expect(seen).toEqual([]);
    for (const at of ["2026-03-02T09:59:59Z", "2026-03-02T10:00:00Z", "2026-03-05T15:20:00Z"]) {
      clock.now = new Date(at);
      await Promise.all([one.drain(), two.drain()]);
    }
    expect(seen).toEqual(["2026-03-02T10:00:00.000Z", "2026-03-05T15:00:00.000Z"]);
  });

  it("fire what was missed while no process ran", async () => {
    const seen: string[] = [];
    const first = await start(db(), hourly(seen));
    await first.drain();
    await first.stop();
    const second = await start(db(), hourly(seen), { clock: { now: new Date("2026-03-02T12:10:00Z") } });
    await second.drain();
    expect(seen).toEqual(["2026-03-02T12:00:00.000Z"]);
  });

  it("go on after the clock was set back", async () => {
    const seen: string[] = [];
    const executor = await start(db(), hourly(seen), {
      clock: { now: new Date("2026-03-20T09:30:00Z") },
    });
    for (const at of ["2026-03-20T10:00:00Z", "2026-03-02T09:30:00Z", "2026-03-02T10:01:00Z"]) {
      executor.moveTo(at);
      await executor.drain();
    }
    expect(seen).toEqual(["2026-03-20T10:00:00.000Z", "2026-03-02T10:00:00.000Z"]);
  });
});
