import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { countRuns, executorsOfEachTest, type startExecutor, until } from "@/tests/support/executor";
import { runProgram } from "@/tests/support/program";

const { start, db, url } = executorsOfEachTest();

function gate() {
  let open = () => {};
  const opened = new Promise<void>((done) => {
    open = done;
  });
  return { opened, open: () => open() };
}

it("takes over the run of a process that was killed, keeping the steps it finished", async () => {
  const seen: unknown[] = [];
  const program = runProgram("tests/support/executor-program.ts", {
    env: { ...process.env, DATABASE_URL: url() },
  });
  const executor = await start(
    db(),
    (client) => [
      client.createFunction({ id: "slow", triggers: [{ event: "go" }] }, async ({ step }) => {
        seen.push(await step.run("first", () => "by the process that lives"));
        await step.run("second", () => seen.push("second"));
      }),
    ],
    { leaseMs: 1000, isStarted: false },
  );
  await executor.client.send({ name: "go" });
  expect(await program.says).toBe("in the second step");
  await program.end("SIGKILL");
  await executor.start();
  await until(async () => (await countRuns(db())).completed === 1, "the run is taken over");
  expect(new Set(seen)).toEqual(new Set(["by the process that dies", "second"]));
});

it("keeps the lease of a step that takes longer than the lease", async () => {
  let times = 0;
  const functions: Parameters<typeof startExecutor>[1] = (client) => [
    client.createFunction({ id: "slow", triggers: [{ event: "go" }] }, async ({ step }) => {
      await step.run("long", async () => {
        times += 1;
        await until(() => Date.now() > deadline, "three leases have passed");
      });
    }),
  ];
  const deadline = Date.now() + 1500;
  const one = await start(db(), functions, { leaseMs: 500, pollMs: 50 });
  await start(db(), functions, { leaseMs: 500, pollMs: 50 });
  await one.client.send({ name: "go" });
  await until(async () => (await countRuns(db())).completed === 1, "the run ends");
  expect(times).toBe(1);
});

it("discards the result of a step whose lease was lost; the other process's counts", async () => {
  const seen: string[] = [];
  const gates = { one: gate(), two: gate() };
  const functions =
    (name: keyof typeof gates): Parameters<typeof startExecutor>[1] =>
    (client) => [
      client.createFunction({ id: "slow", triggers: [{ event: "go" }] }, async ({ step }) => {
        const who = await step.run("who", async () => {
          seen.push(`run by ${name}`);
          await gates[name].opened;
          return name;
        });
        await step.run("result", () => seen.push(`counted: ${who}`));
      }),
    ];
  const one = await start(db(), functions("one"), { concurrency: 1 });
  await one.client.send({ name: "go" });
  await until(() => seen.length === 1, "the first process runs the step");
  const two = await start(db(), functions("two"));
  await db().execute(sql`update executor_jobs set leased_until = now() - interval '1 second'`);
  await until(() => seen.length === 2, "the second process runs it again");
  gates.one.open();
  await one.stop();
  gates.two.open();
  await two.drain();
  expect(seen).toEqual(["run by one", "run by two", "counted: two"]);
  expect(await countRuns(db())).toEqual({ completed: 1 });
});

it("keeps within the concurrency of a key over two processes, without holding other keys up", async () => {
  const now = new Map<string, number>();
  const most = new Map<string, number>();
  const functions: Parameters<typeof startExecutor>[1] = (client) => [
    client.createFunction(
      {
        id: "narrow",
        concurrency: [{ limit: 2, key: "event.data.who" }, { limit: 5 }],
        triggers: [{ event: "go" }],
      },
      async ({ event, step }) => {
        await step.run("busy", async () => {
          for (const key of [String(event.data.who), "all"]) {
            now.set(key, (now.get(key) ?? 0) + 1);
            most.set(key, Math.max(most.get(key) ?? 0, now.get(key) ?? 0));
          }
          await new Promise((go) => setTimeout(go, 10));
          for (const key of [String(event.data.who), "all"]) now.set(key, (now.get(key) ?? 0) - 1);
          done += 1;
        });
      },
    ),
    client.createFunction({ id: "free", triggers: [{ event: "other" }] }, async ({ step }) => {
      await step.run("note", () => {
        doneBefore = done;
      });
    }),
  ];
  let done = 0;
  let doneBefore = Number.POSITIVE_INFINITY;
  const one = await start(db(), functions, { pollMs: 20 });
  const two = await start(db(), functions, { pollMs: 20 });
  const people = ["a", "b", "c", "d"].flatMap((who) => Array.from({ length: 20 }, () => who));
  await one.client.send(people.map((who) => ({ name: "go", data: { who } })));
  await one.client.send({ name: "other" });
  await Promise.all([one.drain(), two.drain()]);
  expect(await countRuns(db())).toEqual({ completed: 81 });
  expect(Math.max(...["a", "b", "c", "d"].map((who) => most.get(who) ?? 0))).toBe(2);
  expect(most.get("all")).toBeLessThanOrEqual(5);
  expect(most.get("all")).toBeGreaterThan(2);
  expect(doneBefore).toBeLessThan(40);
});

it("survives that its connections to the database are cut again and again", async () => {
  const steps = new Set<string>();
  const executor = await start(
    db(),
    (client) => [
      client.createFunction({ id: "three", triggers: [{ event: "go" }] }, async ({ event, step }) => {
        for (const i of [1, 2, 3]) await step.run(`s${i}`, () => steps.add(`${event.data.n} ${i}`) && null);
      }),
    ],
    { leaseMs: 1000 },
  );
  await executor.client.send(Array.from({ length: 60 }, (_, n) => ({ name: "go", data: { n } })));
  for (let cut = 0; cut < 8; cut++) {
    await db()
      .execute(
        sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
      )
      .catch(() => {});
    await new Promise((done) => setTimeout(done, 60));
  }
  await until(async () => (await countRuns(db())).completed === 60, "all runs end");
  expect(steps.size).toBe(180);
});

it("keeps what was unfinished when stopped, and deletes what ended long ago", async () => {
  const seen: string[] = [];
  const functions: Parameters<typeof startExecutor>[1] = (client) => [
    client.createFunction({ id: "two-days", triggers: [{ event: "go" }] }, async ({ step }) => {
      await step.run("first", () => seen.push("first"));
      await step.sleep("night", "1d");
      await step.run("second", () => seen.push("second"));
    }),
  ];
  const one = await start(db(), functions);
  await one.client.send({ name: "go", id: "x" });
  await one.drain();
  await one.stop();
  const two = await start(db(), functions, { clock: { now: new Date("2026-03-03T09:00:00Z") } });
  await two.prune(-1000);
  await two.drain();
  expect(seen).toEqual(["first", "second"]);
  await two.prune(60_000);
  expect(await countRuns(db())).toEqual({ completed: 1 });
  await two.prune(-1000);
  const left = await db().execute(sql`select (select count(*)::int from executor_runs) as runs,
    (select count(*)::int from executor_steps) as steps, (select count(*)::int from executor_event_ids) as ids`);
  expect(left.rows).toEqual([{ runs: 0, steps: 0, ids: 0 }]);
});
