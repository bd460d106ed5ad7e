import { expect, it } from "vitest";
import { connect } from "@/db/connect";
import { migrate } from "@/db/migrate";
import { countRuns, startExecutor } from "@/tests/support/executor";
import { startTcpPostgres } from "@/tests/support/postgres";
import { startWsProxy } from "@/tests/support/ws-proxy";

it("runs over Neon's driver as well: steps, parallel ones, batches, limits, sleeps, crons and cancellation", async () => {
  const tcp = await startTcpPostgres();
  const proxy = await startWsProxy();
  const options = { url: tcp.url, driver: "neon" as const, wsProxy: proxy.address };
  await migrate(options);
  const { db, close } = connect(options);
  const seen: unknown[] = [];
  const executor = await startExecutor(db, (client) => [
    client.createFunction(
      {
        id: "all",
        concurrency: 2,
        cancelOn: [{ event: "left", match: "data.n" }],
        triggers: [{ event: "go" }],
      },
      async ({ event, step }) => {
        const [a, b] = await Promise.all([step.run("a", () => "a\u0000"), step.run("b", () => event.data.n)]);
        await step.sleep("night", "1d");
        await step.run("end", () => seen.push([a, b]));
      },
    ),
    client.createFunction(
      {
        id: "batch",
        batchEvents: { maxSize: 2, timeout: "1s" },
        triggers: [{ event: "go" }, { cron: "0 9 * * *" }],
      },
      async ({ events }) => {
        seen.push(events.length);
      },
    ),
  ]);
  await executor.client.send([1, 2].map((n) => ({ name: "go", data: { n } })));
  await executor.drain();
  await executor.client.send({ name: "left", data: { n: 2 } });
  executor.moveTo("2026-03-03T09:00:00Z");
  await executor.drain();
  expect(seen.toSorted()).toEqual([1, 2, ["a\u0000", 1]]);
  expect(await countRuns(db)).toEqual({ completed: 3, cancelled: 1 });
  await executor.stop();
  await close();
  await proxy.stop();
  await tcp.stop();
});
