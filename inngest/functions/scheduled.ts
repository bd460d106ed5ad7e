import type { Inngest } from "inngest";
import { asStep } from "@/inngest/as-step";
import type { Runtime } from "@/inngest/runtime";
import { lookAtDue } from "@/lib/pipeline/time/look-at-due";
import { sweep } from "@/lib/pipeline/time/sweep";

// None of these takes steps: each looks at all there is, and looking again changes nothing.

/** Every minute: customers for whom time alone may have changed an audience's verdict are looked at. */
export const timePasses = (client: Inngest, runtime: Runtime) =>
  client.createFunction(
    {
      id: "time-passes",
      name: "Look at who is due",
      triggers: [{ cron: "* * * * *" }],
      concurrency: [{ limit: 1 }],
      retries: 2,
    },
    () =>
      asStep(async () => {
        await inEachWorkspace(runtime, async (workspaceId) => {
          while ((await lookAtDue(await runtime.contextOf(workspaceId))) > 0) await runtime.relay();
        });
        await runtime.relay();
      }),
  );

/** Every minute: whatever an alarm or announcement has missed is found. */
export const sweepFunction = (client: Inngest, runtime: Runtime) =>
  client.createFunction(
    {
      id: "sweep",
      name: "Find what was missed",
      triggers: [{ cron: "* * * * *" }],
      concurrency: [{ limit: 1 }],
      retries: 2,
    },
    () =>
      asStep(async () => {
        await runtime.relay();
        await inEachWorkspace(runtime, async (workspaceId) => {
          await sweep(await runtime.contextOf(workspaceId));
          await runtime.relay();
        });
      }),
  );

/** Every hour: what is kept for a while only is deleted. */
export const retention = (client: Inngest, runtime: Runtime) =>
  client.createFunction(
    {
      id: "retention",
      name: "Delete expired records",
      triggers: [{ cron: "17 * * * *" }],
      concurrency: [{ limit: 1 }],
      retries: 1,
    },
    () => asStep(() => runtime.prune()),
  );

/** One workspace's failure must not stop the others: it runs for all of them, then throws the first error. */
async function inEachWorkspace(
  runtime: Runtime,
  work: (workspaceId: string) => Promise<void>,
): Promise<void> {
  const failures: unknown[] = [];
  for (const workspaceId of await runtime.listWorkspaceIds()) {
    await work(workspaceId).catch((error: unknown) => failures.push(error));
  }
  if (failures.length > 0) throw failures[0];
}
