import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { findCustomer } from "@/lib/insights/why/load/find-customer";
import { MINUTE_MS } from "@/lib/time";
import { type Core, openCore, START } from "@/tests/support/core";
import { movingWorld, saidLast, type Word } from "@/tests/support/moving-world";

const WORLDS = 8;
const START_BEFORE = 60;

let core: Core;
beforeAll(async () => {
  core = await openCore();
});
afterAll(() => core.close());

/** A word as a call, in a world of its own: other users, other addresses. */
function callOf({ user, box, plan, at }: Word, world: string): Record<string, unknown> {
  const email = typeof box === "number" ? `box-${box}@${world}.test` : box;
  return {
    type: "identify",
    ...(user !== null && { userId: `user-${user}-${world}` }),
    timestamp: new Date(START.getTime() - (START_BEFORE - at) * MINUTE_MS).toISOString(),
    traits: { ...(email !== undefined && { email }), ...(plan !== undefined && { plan }) },
  };
}

interface Known {
  user: string;
  box: string | null;
  plan: string | null;
  since: string | null;
}
const known = (world: string) =>
  core
    .rows<Known & Record<string, unknown>>(sql`
      select coalesce(replace(user_id, ${`-${world}`}::text, ''), '-') as user, replace(email, ${`@${world}.test`}::text, '') as box,
        attributes->>'plan' as plan, email_since::text as since
      from people where merged_into is null and (user_id like ${`%-${world}`} or email like ${`%@${world}.test`}) order by 1, 2`)
    .then((rows) => rows.map(({ user, box, plan, since }) => ({ user, box, plan, since })));
const ownerOf = async (box: number, world: string) =>
  (await findCustomer(core.ctx(), "person", `box-${box}@${world}.test`))?.userId?.replace(`-${world}`, "") ??
  null;

it("values said again and late, and addresses that move: one at a time, in threes or all at once, the same is known of everybody", async () => {
  for (let seed = 3; seed < 3 + WORLDS; seed++) {
    const words = movingWorld(seed);
    const outcomes = [];
    for (const size of [1, 3, words.length]) {
      const world = `w${seed}s${size}`;
      for (let at = 0; at < words.length; at += size) {
        await core.say(words.slice(at, at + size).map((word) => callOf(word, world)));
        await core.settle();
      }
      outcomes.push({
        seed,
        known: await known(world),
        owners: [await ownerOf(0, world), await ownerOf(1, world)],
      });
    }
    expect(outcomes[1]).toEqual(outcomes[0]);
    expect(outcomes[2]).toEqual(outcomes[0]);
    const first = `w${seed}s1`;
    for (const { user, box } of await known(first)) {
      if (user === "-") continue;
      const said = saidLast(words, Number(user.replace("user-", "")), "box");
      // Somebody of whom nothing was said may have been given the address they were called by.
      if (said !== undefined)
        expect([seed, user, box]).toEqual([seed, user, said === null ? null : `box-${said}`]);
    }
  }
});
