import { NonRetriableError, RetryAfterError } from "inngest";
import { describe, expect, it } from "vitest";
import { countRuns, executorsOfEachTest, until } from "@/tests/support/executor";

const { start, db } = executorsOfEachTest();

describe("steps", () => {
  it("runs every step once and hands its result on, whatever characters it holds", async () => {
    const done: unknown[] = [];
    const executor = await start(db(), (client) => [
      client.createFunction({ id: "chain", triggers: [{ event: "go" }] }, async ({ event, step }) => {
        const first = await step.run("first", () => {
          done.push("first");
          return { text: "a\u0000b\ud800c", n: event.data.n, "10": 1, "9": 2 };
        });
        const second = await step.run("second", () => {
          done.push("second");
          return first;
        });
        for (const i of [1, 2]) await step.run("again", () => done.push(`again ${i}`));
        done.push(second);
      }),
    ]);
    await executor.client.send({ name: "go", data: { n: 7 } });
    await executor.drain();
    expect(done).toEqual([
      "first",
      "second",
      "again 1",
      "again 2",
      { text: "a\u0000b\ud800c", n: 7, "10": 1, "9": 2 },
    ]);
    expect(await countRuns(db())).toEqual({ completed: 1 });
  });

  it("runs parallel steps, one failing twice, and goes on once all are done", async () => {
    const calls: string[] = [];
    const executor = await start(db(), (client) => [
      client.createFunction({ id: "fan", triggers: [{ event: "go" }] }, async ({ step }) => {
        await step.run("before", () => calls.push("before"));
        const [a, b, c] = await Promise.all([
          step.run("a", () => calls.push("a") && "A"),
          step.run("b", () => {
            calls.push("b");
            if (calls.filter((call) => call === "b").length < 3) throw new Error("not yet");
            return "B";
          }),
          step.run("c", () => calls.push("c") && "C"),
        ]);
        await step.run("after", () => calls.push(`after ${a}${b}${c}`));
      }),
    ]);
    await executor.client.send({ name: "go" });
    await until(async () => (await countRuns(db())).completed === 1, "the run ends");
    expect(calls.toSorted()).toEqual(["a", "after ABC", "b", "b", "b", "before", "c"]);
  });

  it("goes on after many parallel steps that end at the same moment", async () => {
    const calls: number[] = [];
    const executor = await start(db(), (client) => [
      client.createFunction({ id: "fan", triggers: [{ event: "go" }] }, async ({ step }) => {
        const sum = await Promise.all(
          Array.from({ length: 20 }, (_, i) => step.run(`s${i}`, () => calls.push(i) && i)),
        );
        await step.run("sum", () => calls.push(sum.reduce((a, b) => a + b, 0)));
      }),
    ]);
    await executor.client.send(Array.from({ length: 5 }, () => ({ name: "go" })));
    await executor.drain();
    expect(await countRuns(db())).toEqual({ completed: 5 });
    expect(calls.length).toBe(105);
    expect(calls.filter((n) => n === 190).length).toBe(5);
  });

  it("goes on as soon as the first of racing steps is done", async () => {
    const seen: string[] = [];
    let letGo = () => {};
    const slow = new Promise<string>((done) => {
      letGo = () => done("slow");
    });
    const executor = await start(db(), (client) => [
      client.createFunction({ id: "race", triggers: [{ event: "go" }] }, async ({ step, group }) => {
        const winner = await group.parallel({ mode: "race" }, () =>
          Promise.race([step.run("slow", () => slow), step.run("fast", () => "fast")]),
        );
        await step.run("winner", () => seen.push(winner));
      }),
    ]);
    await executor.client.send({ name: "go" });
    await until(() => seen.length === 1, "the race is decided");
    letGo();
    await executor.drain();
    expect(seen).toEqual(["fast"]);
    expect(await countRuns(db())).toEqual({ completed: 1 });
  });

  it("sends events from a step, which start other functions", async () => {
    const seen: unknown[] = [];
    const executor = await start(db(), (client) => [
      client.createFunction({ id: "one", triggers: [{ event: "go" }] }, async ({ step }) => {
        await step.sendEvent("tell", [
          { name: "next", data: { n: 1 } },
          { name: "next", data: { n: 2 } },
          { name: "nobody listens" },
        ]);
      }),
      client.createFunction({ id: "two", triggers: [{ event: "next" }] }, async ({ event }) => {
        seen.push(event.data.n);
      }),
    ]);
    await executor.client.send({ name: "go" });
    await executor.drain();
    expect(seen.toSorted()).toEqual([1, 2]);
  });
});

describe("failures", () => {
  it("retries until the attempts are used up, then calls onFailure with the event that started it", async () => {
    const attempts: number[] = [];
    const failures: unknown[] = [];
    const executor = await start(db(), (client) => [
      client.createFunction(
        {
          id: "bad",
          retries: 2,
          triggers: [{ event: "go" }],
          onFailure: ({ event, error }) => {
            failures.push([event.data.event.data, error.message, event.data.function_id]);
          },
        },
        async ({ step, attempt }) => {
          await step.run("fails", () => {
            attempts.push(attempt);
            throw new Error("no luck");
          });
        },
      ),
      client.createFunction(
        {
          id: "other",
          triggers: [{ event: "never" }],
          onFailure: () => {
            failures.push("other");
          },
        },
        async () => {},
      ),
    ]);
    await executor.client.send({ name: "go", data: { who: "Ada" } });
    await until(() => failures.length > 0, "onFailure is called");
    await executor.drain();
    expect(attempts).toEqual([0, 1, 2]);
    expect(failures).toEqual([[{ who: "Ada" }, "no luck", "app-bad"]]);
    expect(await countRuns(db())).toEqual({ failed: 1, completed: 1 });
  });

  it("fails a function that throws outside of steps after its retries", async () => {
    const attempts: number[] = [];
    const executor = await start(db(), (client) => [
      client.createFunction({ id: "bad", retries: 1, triggers: [{ event: "go" }] }, async ({ attempt }) => {
        attempts.push(attempt);
        throw new Error("outside");
      }),
    ]);
    await executor.client.send({ name: "go" });
    await until(async () => (await countRuns(db())).failed === 1, "the run fails");
    expect(attempts).toEqual([0, 1]);
  });

  it("is quiet while a call that failed waits to be tried again, and says how soon that is", async () => {
    let calls = 0;
    const executor = await start(db(), (client) => [
      client.createFunction({ id: "once-more", triggers: [{ event: "go" }] }, async () => {
        if (++calls === 1) throw new RetryAfterError("later", 1_500);
      }),
    ]);
    await executor.client.send({ name: "go" });
    await until(() => calls === 1, "it was called");
    await executor.drain();
    expect(await executor.isQuiet()).toBe(true);
    expect(await executor.retriesWithin(60_000)).toBe(true);
    expect(await executor.retriesWithin(1)).toBe(false);
    await until(async () => (await countRuns(db())).completed === 1, "it was tried again");
    expect(await executor.retriesWithin(60_000)).toBe(false);
  });

  it("does not retry a NonRetriableError, and lets the function catch what a step threw", async () => {
    const seen: string[] = [];
    const executor = await start(db(), (client) => [
      client.createFunction({ id: "stubborn", triggers: [{ event: "go" }] }, async ({ step }) => {
        const why = await step
          .run("no", () => {
            seen.push("tried");
            throw new NonRetriableError("never");
          })
          .catch((error: Error) => error.message);
        await step.run("on", () => seen.push(String(why)));
        throw new NonRetriableError("the end");
      }),
    ]);
    await executor.client.send({ name: "go" });
    await executor.drain();
    expect(seen).toEqual(["tried", "never"]);
    expect(await countRuns(db())).toEqual({ failed: 1 });
  });

  it("waits as long as a RetryAfterError asks, in real time", async () => {
    const at: number[] = [];
    const executor = await start(db(), (client) => [
      client.createFunction({ id: "later", triggers: [{ event: "go" }] }, async ({ step }) => {
        await step.run("later", () => {
          at.push(Date.now());
          if (at.length === 1) throw new RetryAfterError("busy", 1000);
        });
      }),
    ]);
    await executor.client.send({ name: "go" });
    await until(() => at.length === 1, "it was tried");
    await executor.drain();
    executor.moveTo("2026-09-01T00:00:00Z");
    await until(() => at.length === 2, "it was tried again");
    expect((at[1] ?? 0) - (at[0] ?? 0)).toBeGreaterThan(950);
  });

  it("fails a run that uses what the executor cannot do, by name", async () => {
    const failures: string[] = [];
    const executor = await start(db(), (client) => [
      client.createFunction(
        {
          id: "waits",
          triggers: [{ event: "go" }],
          onFailure: ({ error }) => {
            failures.push(error.message);
          },
        },
        async ({ step }) => {
          await step.waitForEvent("patiently", { event: "other", timeout: "1d" });
        },
      ),
    ]);
    await executor.client.send({ name: "go" });
    await executor.drain();
    expect(failures).toEqual([`The embedded executor does not support WaitForEvent (step "patiently").`]);
  });
});
