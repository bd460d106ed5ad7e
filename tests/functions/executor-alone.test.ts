import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, it } from "vitest";
import { freshDatabase } from "@/tests/support/database";
import { countRuns, startExecutor, until } from "@/tests/support/executor";
import { runProgram } from "@/tests/support/program";

let fresh: Awaited<ReturnType<typeof freshDatabase>>;
let stop: () => Promise<void>;

beforeEach(async () => {
  fresh = await freshDatabase();
});
afterEach(async () => {
  await stop();
  await fresh.close();
});

it("takes over a killed process's run at once when it is alone on the database, however long the lease", async () => {
  const program = runProgram("tests/support/executor-program.ts", {
    env: { ...process.env, DATABASE_URL: fresh.url },
  });
  const executor = await startExecutor(
    fresh.db,
    (client) => [
      client.createFunction({ id: "slow", triggers: [{ event: "go" }] }, async ({ step }) => {
        await step.run("first", () => "by the process that lives");
        await step.run("second", () => "by the process that lives");
      }),
    ],
    { isStarted: false, isAlone: true },
  );
  stop = executor.stop;
  await executor.client.send({ name: "go" });
  expect(await program.says).toBe("in the second step");
  await program.end("SIGKILL");
  await fresh.db.execute(sql`update executor_jobs set leased_until = clock_timestamp() + interval '1 hour'`);

  await executor.start();
  await until(async () => (await countRuns(fresh.db)).completed === 1, "the run is taken over");
});
