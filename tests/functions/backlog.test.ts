import { sql } from "drizzle-orm";
import { expect } from "vitest";
import { it } from "@/tests/support/fixture";
import { send } from "@/tests/support/sender";
import { demoJob, startWorld } from "@/tests/support/world";

const PEOPLE = 600;

it("a backlog is applied in lanes: each customer's events in the order they came, all of them, also when a hand-over fails between", async ({
  ctx,
  onTestFinished,
}) => {
  const world = await startWorld(ctx);
  onTestFinished(world.stop);
  await world.goLive("job", "onboarding-nudge", demoJob("onboarding-nudge"));
  const at = (second: number) => new Date(world.clock.now.getTime() - 60_000 + second * 1_000).toISOString();
  const who = Array.from({ length: PEOPLE }, (_, n) => `user-${n}`);
  // Whom an event of a person counts for is decided by the group call before it, which is in a batch long gone by then.
  const calls = [
    ...who.map((userId) => ({
      type: "identify",
      userId,
      traits: { email: `${userId}@acme.test`, createdAt: at(0) },
      timestamp: at(0),
    })),
    ...who.map((userId, n) => ({ type: "group", userId, groupId: `group-${n % 7}`, timestamp: at(1) })),
    ...who.map((userId) => ({ type: "track", userId, event: "Signed Up", timestamp: at(2) })),
  ];
  for (let from = 0; from < calls.length; from += 300)
    await send(world.contextNow(), calls.slice(from, from + 300));

  const { relay } = world.runtime;
  let relays = 0;
  world.runtime.relay = async () => {
    // The world's own, the first batch, and then those of the lanes.
    if (++relays === 4) throw new Error("The engine is away.");
    return relay();
  };
  await world.send([{ type: "track", userId: "user-0", event: "Clicked", timestamp: at(3) }]);
  expect(relays).toBeGreaterThan(4);

  const { rows } = await ctx.db.execute(sql`
    select (select count(*)::int from pending_events) as pending,
      (select count(*)::int from people) as people,
      (select count(*)::int from occurrences o join people p on p.id = o.person_id
        where o.organisation_id = p.primary_organisation_id) as counted,
      (select count(*)::int from enrolments) as entered`);
  expect(rows).toEqual([{ pending: 0, people: PEOPLE, counted: PEOPLE + 1, entered: PEOPLE }]);
});
