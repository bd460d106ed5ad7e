import type { Inngest, InngestFunction } from "inngest";
import { expect } from "vitest";
import type { Db } from "@/db";
import { startExecutor } from "@/tests/support/executor";
import { it } from "@/tests/support/fixture";

type Options = Omit<Parameters<Inngest["createFunction"]>[0], "id">;
const refusalOf = (db: Db, options: Options) => {
  const functions = (client: Inngest): InngestFunction.Like[] => [
    client.createFunction({ id: "odd", ...options }, async () => {}),
  ];
  return startExecutor(db, functions).then(
    async (executor) => executor.stop().then(() => "accepted"),
    (error: unknown) => String(error),
  );
};
const onGo = { triggers: [{ event: "go" }] };

it.for<[string, Options]>([
  ['option "throttle" is not supported', { ...onGo, throttle: { limit: 1, period: "1m" } }],
  ['option "debounce" is not supported', { ...onGo, debounce: { period: "1m" } }],
  ['option "rateLimit" is not supported', { ...onGo, rateLimit: { limit: 1, period: "1m" } }],
  ['option "priority" is not supported', { ...onGo, priority: { run: "100" } }],
  ['option "singleton" is not supported', { ...onGo, singleton: { mode: "skip" } }],
  ['option "timeouts" is not supported', { ...onGo, timeouts: { finish: "1m" } }],
  ['option "concurrency.scope" is not supported', { ...onGo, concurrency: { limit: 1, scope: "env" } }],
  [
    'option "concurrency.key" is not supported',
    { ...onGo, concurrency: { limit: 1, key: "event.data.a + '-'" } },
  ],
  [
    'option "batchEvents.if" is not supported',
    { ...onGo, batchEvents: { maxSize: 2, timeout: "1s", if: "true" } },
  ],
  ['cancelOn option "timeout" is not supported', { ...onGo, cancelOn: [{ event: "stop", timeout: "1h" }] }],
  [
    'cancelOn if "async.data.n > 3" is not supported',
    { ...onGo, cancelOn: [{ event: "stop", if: "async.data.n > 3" }] },
  ],
  ['trigger if "event.data.n > 3" is not supported', { triggers: [{ event: "go", if: "event.data.n > 3" }] }],
  ['event "go/*" is not supported', { triggers: [{ event: "go/*" }] }],
  [
    'event "inngest/function.finished" is not supported',
    { triggers: [{ event: "inngest/function.finished" }] },
  ],
  ['cron "@daily" is not supported', { triggers: [{ cron: "@daily" }] }],
  ['cron "0 0 * * MON" is not supported', { triggers: [{ cron: "0 0 * * MON" }] }],
  ['cron "TZ=Mars/Base 0 0 * * *" is not supported', { triggers: [{ cron: "TZ=Mars/Base 0 0 * * *" }] }],
  ['cron "0 0 31 2 *" is not supported', { triggers: [{ cron: "0 0 31 2 *" }] }],
])("refuses to start with %s, naming the function", async ([sentence, options], { db }) => {
  expect(await refusalOf(db, options)).toContain(`Function "app-odd": ${sentence}`);
});

it("starts functions that keep to what is supported", async ({ db }) => {
  const supported = {
    ...onGo,
    retries: 0,
    concurrency: [{ limit: 1, key: "event.data.a" }, { limit: 3 }],
  } satisfies Options;
  expect(await refusalOf(db, supported)).toBe("accepted");
  expect(
    await refusalOf(db, {
      triggers: [{ event: "go", if: "event.data.kind == 'x'" }, { cron: "TZ=UTC */5 1,2 1-15/2 * 1-5" }],
    }),
  ).toBe("accepted");
});

it("the handler answers 401 to whoever does not sign with the executor's key", async ({ db }) => {
  const executor = await startExecutor(db, (client) => [
    client.createFunction({ id: "odd", ...onGo }, async () => {}),
  ]);
  const url = "http://localhost:3000/api/inngest?fnId=app-odd&stepId=step";
  const headers = { host: "localhost", "content-type": "application/json" };
  for (const signature of [undefined, `t=${Math.floor(Date.now() / 1000)}&s=${"0".repeat(64)}`]) {
    const signed = signature ? { ...headers, "x-inngest-signature": signature } : headers;
    const answer = await executor.handler(new Request(url, { method: "POST", body: "{}", headers: signed }));
    expect(answer.status).toBe(401);
  }
  await executor.stop();
});

it("says in a sentence why it cannot start when the handler signs with another key", async ({ db }) => {
  const executor = await startExecutor(db, () => [], { isStarted: false });
  const stranger = startExecutor(db, () => [], { handle: (request) => executor.handler(request) });
  await expect(stranger).rejects.toThrow("The Inngest handler could not be asked for its functions");
});
