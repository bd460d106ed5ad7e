import { expect } from "vitest";
import { DAY_MS, HOUR_MS } from "@/lib/time";
import { testContext } from "@/tests/support/database";
import { it } from "@/tests/support/fixture";
import { demoJob, ledger, startWorld } from "@/tests/support/world";

it("a message decided outside the sending window leaves when the window opens, and the reminder counts from there", async ({
  db,
  onTestFinished,
}) => {
  // A Saturday evening.
  const world = await startWorld(await testContext(db, { now: new Date("2026-03-07T20:00:00Z") }));
  onTestFinished(world.stop);
  const nudge = demoJob("onboarding-nudge");
  const definition = {
    ...(typeof nudge === "object" ? nudge : {}),
    sendingWindow: { days: [1, 2, 3, 4, 5], from: "09:00", to: "17:00" },
  };
  await world.goLive("job", "onboarding-nudge", definition);
  const traits = { createdAt: world.clock.now.toISOString(), firstName: "Bob", email: "bob@acme.test" };
  await world.send([{ type: "identify", userId: "bob", traits }]);
  const messages = async () => (await ledger(db)).filter(({ action }) => action !== "mark-entered");
  expect(await messages()).toMatchObject([{ action: "welcome", status: "waiting" }]);

  await world.walk(36 * HOUR_MS);
  expect((await messages())[0]).toMatchObject({ status: "waiting" });
  await world.walk(HOUR_MS);
  expect((await messages())[0]).toMatchObject({ status: "sent", sent: "2026-03-09 09:00:00+00" });
  // Five days after Monday 09:00 is a Saturday: the reminder waits for the Monday after.
  await world.walk(7 * DAY_MS);
  expect(await messages()).toMatchObject([
    { action: "welcome", status: "sent" },
    { action: "reminder-1", status: "sent", sent: "2026-03-16 09:00:00+00" },
  ]);
  expect(world.errors).toEqual([]);
});
