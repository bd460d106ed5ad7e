// A process of its own that takes up runs of "slow" and never gets past their first step.
import { connect } from "@/db/connect";
import { startExecutor } from "@/tests/support/executor";

const { db } = connect({ url: process.env.DATABASE_URL ?? "" });
await startExecutor(
  db,
  (client) => [
    client.createFunction({ id: "slow", triggers: [{ event: "go" }] }, async ({ step }) => {
      await step.run("first", () => "by the process that dies");
      await step.run("second", () => {
        process.stdout.write("in the second step\n");
        return new Promise(() => {});
      });
    }),
  ],
  { leaseMs: 1000 },
);
