import { sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { auditLog } from "@/db/schema";
import { stop } from "@/lib/lifecycle/ending/stop";
import { pause } from "@/lib/lifecycle/pause";
import { resume } from "@/lib/lifecycle/resume";
import { addByHand, removeByHand } from "@/lib/pipeline/by-hand/customer-by-hand";
import { DAY_MS } from "@/lib/time";
import { type Core, openCore } from "@/tests/support/core";
import { all, has, identify, message, nudge, track } from "@/tests/support/jobs";

const ref = { kind: "job", slug: "nudge" } as const;
let core: Core;
beforeEach(async () => {
  core = await openCore();
});
afterEach(() => core.close());

const goLive = () =>
  core.goLive(
    "nudge",
    nudge({
      audience: all(has("plan", { op: "is", value: "pro" })),
      entry: [message("welcome")],
      exit: [message("farewell")],
    }),
  );
const idOf = async (userId: string) => {
  const [row] = await core.rows<{ id: string }>(sql`select id from people where user_id = ${userId}`);
  return row?.id ?? "";
};
const whom = async (userId: string) => ({
  customerId: await idOf(userId),
  name: userId,
  why: "They asked us to",
});
const remove = async (userId: string, runsExitActions: boolean) =>
  removeByHand(core.ctx(), ref, { ...(await whom(userId)), runsExitActions });

describe("a customer who is removed by hand", () => {
  it("leaves with the exit actions or without them, as the remover says; what was unsent of the pass is not sent", async () => {
    await goLive();
    await core.tell([identify("ada", { plan: "pro" }), identify("bo", { plan: "pro" })]);
    expect(await remove("ada", true)).toEqual({ status: "exited", reason: "removed" });
    expect(await remove("bo", false)).toEqual({ status: "exited", reason: "removed" });
    await core.rest();
    expect(await core.passes()).toEqual(["ada nudge 1 removed", "bo nudge 1 removed"]);
    expect(await core.ledger("ada")).toEqual(["ada welcome sent", "ada farewell sent"]);
    expect(await core.ledger("bo")).toEqual(["bo welcome sent"]);
    await core.after(20 * DAY_MS);
    expect(await core.ledger()).toHaveLength(3);
    expect(await core.attributesOf("ada")).toMatchObject({ currently_member_of_nudge_job: false });
    const acts = await core.db.select().from(auditLog);
    expect(acts.filter(({ what }) => what === "programme.customer_removed")).toMatchObject([
      { detail: { customer: "ada", why: "They asked us to" } },
      { detail: { customer: "bo" } },
    ]);
    const moves = await core.rows(sql`select detail from enrolment_moves where kind = 'exited'`);
    expect(moves).toMatchObject([
      { detail: { reason: "removed", byHand: { why: "They asked us to" } } },
      { detail: { reason: "removed" } },
    ]);
    await expect(remove("ada", true)).rejects.toMatchObject({ code: "conflict" });
  });

  it("completes instead where the goal was met by news that had arrived and was not applied yet", async () => {
    await goLive();
    await core.tell([identify("ada", { plan: "pro" })]);
    await core.after(60_000);
    await core.say([track("ada", "Goal Reached")]);
    await expect(remove("ada", true)).rejects.toMatchObject({ code: "conflict" });
    await core.rest();
    expect(await core.passes()).toEqual(["ada nudge 1 goal_met"]);
  });

  it("at the same moment as the look at her alarm leaves once, whoever comes first", async () => {
    await goLive();
    await core.tell([identify("ada", { plan: "pro" })]);
    const ada = await whom("ada");
    const [one, two] = await Promise.allSettled([
      removeByHand(core.party(), ref, { ...ada, runsExitActions: true }),
      removeByHand(core.party(), ref, { ...ada, runsExitActions: true }),
    ]);
    expect([one.status, two.status].sort()).toEqual(["fulfilled", "rejected"]);
    await core.rest();
    expect(await core.ledger("ada")).toEqual(["ada welcome sent", "ada farewell sent"]);
  });

  it("of a paused job leaves at once; the exit actions wait for it to resume", async () => {
    await goLive();
    await core.tell([identify("ada", { plan: "pro" })]);
    await pause(core.ctx(), "job", "nudge");
    await remove("ada", true);
    await core.rest();
    expect(await core.passes()).toEqual(["ada nudge 1 removed"]);
    expect(await core.ledger("ada")).not.toContain("ada farewell sent");
    await resume(core.ctx(), "job", "nudge");
    await core.rest();
    expect(await core.ledger("ada")).toContain("ada farewell sent");
  });
});

describe("a customer who is added by hand", () => {
  it("enters though they do not match, with everything that belongs to entering, and may be added again later", async () => {
    await goLive();
    await core.tell([identify("ada", { plan: "free" })]);
    expect(await core.passes()).toEqual([]);
    expect(await addByHand(core.ctx(), ref, await whom("ada"))).toEqual({ status: "open", reason: null });
    await core.rest();
    expect(await core.passes()).toEqual(["ada nudge 1 open"]);
    expect(await core.ledger("ada")).toEqual(["ada welcome sent"]);
    await expect(addByHand(core.ctx(), ref, await whom("ada"))).rejects.toMatchObject({ code: "conflict" });
    await remove("ada", false);
    await addByHand(core.ctx(), ref, await whom("ada"));
    await core.rest();
    expect(await core.passes()).toEqual(["ada nudge 1 removed", "ada nudge 2 open"]);
  });

  it("enters nothing that stands still", async () => {
    await goLive();
    await core.tell([identify("ada", { plan: "free" })]);
    await pause(core.ctx(), "job", "nudge");
    await expect(addByHand(core.ctx(), ref, await whom("ada"))).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("stopping a job", () => {
  it("pauses it and cancels what is unsent; resuming sends none of it, and who is in it goes on", async () => {
    await goLive();
    await core.say([identify("ada", { plan: "pro" })]);
    await core.settle();
    expect(await stop(core.ctx(), "job", "nudge")).toEqual({ cancelled: 1, inFlight: 0 });
    expect(await core.ledger("ada")).toEqual(["ada welcome cancelled"]);
    expect(await stop(core.ctx(), "job", "nudge")).toEqual({ cancelled: 0, inFlight: 0 });
    await resume(core.ctx(), "job", "nudge");
    await core.rest();
    expect(await core.ledger("ada")).toEqual(["ada welcome cancelled"]);
    expect(await core.passes()).toEqual(["ada nudge 1 open"]);
  });
});

it("an organisation is not let into a job about people: nothing is done, and nothing of it stands in the activity", async () => {
  await goLive();
  await core.tell([identify("ada", { plan: "pro" })]);
  const add = addByHand(core.ctx(), ref, { customerId: "org_nobody", name: "Acme", why: "By mistake" });
  await expect(add).rejects.toMatchObject({ code: "conflict" });
  const acts = await core.db.select().from(auditLog);
  expect(acts.filter(({ what }) => what === "programme.customer_added")).toEqual([]);
});
