import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { countRuns, executorsOfEachTest, until } from "@/tests/support/executor";
import { runProgram } from "@/tests/support/program";

const LANES: [{ key: string; limit: number }] = [{ key: "event.data.lane", limit: 1 }];
const { start, db, url } = executorsOfEachTest();

it("takes over a killed process's run at once when it is alone on the database, however long the lease", async () => {
  const program = runProgram("tests/support/executor-program.ts", {
    env: { ...process.env, DATABASE_URL: url() },
  });
  const executor = await start(
    db(),
    (client) => [
      client.createFunction({ id: "slow", triggers: [{ event: "go" }] }, async ({ step }) => {
        await step.run("first", () => "by the process that lives");
        await step.run("second", () => "by the process that lives");
      }),
    ],
    { isStarted: false, isAlone: true },
  );
  await executor.client.send({ name: "go" });
  expect(await program.says).toBe("in the second step");
  await program.end("SIGKILL");
  await db().execute(sql`update executor_jobs set leased_until = clock_timestamp() + interval '1 hour'`);

  await executor.start();
  await until(async () => (await countRuns(db())).completed === 1, "the run is taken over");
});

it("keeps to its limits and its order when calls begin at once, and lets what waits go on when one ends", async () => {
  const began: number[] = [];
  const goOn: (() => void)[] = [];
  let atOnce = 0;
  let most = 0;
  const executor = await start(
    db(),
    (client) => [
      client.createFunction(
        { id: "one-a-lane", triggers: [{ event: "go" }], concurrency: LANES },
        async ({ event }) => {
          began.push(event.data.n);
          most = Math.max(most, ++atOnce);
          await new Promise<void>((done) => goOn.push(done));
          atOnce--;
        },
      ),
    ],
    { isAlone: true, concurrency: 8, pollMs: 60_000 },
  );
  for (const n of [1, 2, 3]) await executor.client.send({ name: "go", data: { n, lane: "a" } });
  for (const done of [1, 2, 3]) {
    await until(async () => goOn.length === 1, `call ${done} is under way`);
    expect(began).toHaveLength(done);
    goOn.shift()?.();
  }
  await until(async () => (await countRuns(db())).completed === 3, "all of them are done");
  expect({ began, most }).toEqual({ began: [1, 2, 3], most: 1 });
  const { rows } = await db().execute(sql`select from executor_jobs`);
  expect(rows).toEqual([]);
});

it("begins what came together with an event that was seen before, without waiting for a look around", async () => {
  const began: number[] = [];
  const executor = await start(
    db(),
    (client) => [
      client.createFunction(
        { id: "one-a-lane", triggers: [{ event: "go" }], concurrency: [{ limit: 1 }] },
        async ({ event }) => {
          began.push(event.data.n);
        },
      ),
    ],
    { isAlone: true, pollMs: 60_000 },
  );
  const first = { id: "seen", name: "go", data: { n: 1 } };
  await executor.client.send(first);
  await until(async () => (await countRuns(db())).completed === 1, "the first is done");
  await executor.client.send([first, { name: "go", data: { n: 2 } }]);
  await until(async () => (await countRuns(db())).completed === 2, "the second is done");
  expect(began).toEqual([1, 2]);
});

it("lets what waits for a place go on when one is free, and what waits for a limit when that one is", async () => {
  const goOn = new Map<string, () => void>();
  const executor = await start(
    db(),
    (client) => [
      client.createFunction(
        { id: "one-a-lane", triggers: [{ event: "go" }], concurrency: LANES },
        ({ event }) =>
          new Promise<void>((done) =>
            goOn.set(event.data.name, () => done(void goOn.delete(event.data.name))),
          ),
      ),
    ],
    { isAlone: true, concurrency: 3, pollMs: 60_000 },
  );
  const names = () => [...goOn.keys()].sort();
  const send = (name: string) => executor.client.send({ name: "go", data: { name, lane: name[0] } });
  for (const name of ["a1", "b1", "c1"]) await send(name);
  await until(async () => names().length === 3, "every place is taken");
  // One waits for a limit, two for a place.
  for (const name of ["a2", "d1", "e1"]) await send(name);
  goOn.get("b1")?.();
  await until(async () => names().join() === "a1,c1,d1", "the oldest that may go has the place");
  goOn.get("c1")?.();
  await until(async () => names().join() === "a1,d1,e1", "the next one has the next place");
  goOn.get("d1")?.();
  await until(async () => names().join() === "a1,e1", "a free place does not break the limit");
  goOn.get("a1")?.();
  await until(async () => names().join() === "a2,e1", "what waited for the limit goes on");
  for (const name of names()) goOn.get(name)?.();
  await until(async () => (await countRuns(db())).completed === 6, "all of them are done");
});
