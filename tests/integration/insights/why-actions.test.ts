import { eq, sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { people } from "@/db/schema";
import { getDelivery } from "@/lib/insights/deliveries/get-delivery";
import { actionOf } from "@/lib/insights/why/action-of";
import { deliveryChain } from "@/lib/insights/why/delivery-chain";
import { why } from "@/lib/insights/why/why";
import { archive } from "@/lib/lifecycle/archive";
import { pause } from "@/lib/lifecycle/pause";
import { DAY_MS, HOUR_MS } from "@/lib/time";
import { getWorkspace } from "@/lib/workspaces/get-workspace";
import { type Core, openCore } from "@/tests/support/core";
import {
  all,
  days,
  didNot,
  group,
  has,
  identify,
  message,
  nudge,
  reminder,
  track,
  update,
} from "@/tests/support/jobs";

let core: Core;
beforeEach(async () => {
  core = await openCore();
});
afterEach(() => core.close());

const ask = (name: string) => why(core.ctx(), "job", "nudge", { entity: "person", name });
const said = async (name: string, actionId: string) => {
  const { verdict, sentence } = actionOf(await ask(name), actionId);
  return [verdict, sentence];
};
const ada = (more: Record<string, unknown> = {}) =>
  identify("ada", { plan: "pro", first_name: "Ada", ...more });

describe("why she did not get it", () => {
  it("of somebody inside, each action has come, is due, or waits for how it ends", async () => {
    await core.goLive("nudge", nudge());
    await core.tell([ada()]);
    expect(await said("ada", "welcome")).toEqual(["got", "Ada got it on 2 March 2026 at 09:00."]);
    expect(await said("ada", "reminder-1")).toEqual([
      "due",
      "It is due on 7 March 2026 at 09:00, unless the goal is met first.",
    ]);
    expect(await said("ada", "mark-completed")).toEqual([
      "if_completed",
      "It is for when the goal is met, and Ada has not met it yet.",
    ]);
    expect(await said("ada", "mark-failed")).toEqual([
      "due",
      "It follows on 12 March 2026 at 09:00, when the time is up, unless the goal is met first.",
    ]);
  });

  it("what a message to come would read like is what it then says, byte for byte", async () => {
    const words = {
      subject: 'Still there, {first_name | default: "you"}?',
      body: "Hi {first_name},\n\n{organization_name} & <you>\n",
      sender: { name: "Anna", address: "anna@acme.test" },
    };
    await core.goLive("nudge", nudge({ steps: [{ ...reminder("reminder-1", days(5)), ...words }] }));
    await core.tell([ada(), group("ada", "acme", { name: "Acme {first_name}" })]);
    const before = actionOf(await ask("ada"), "reminder-1").reads;
    expect(before).toEqual({ subject: "Still there, Ada?", text: "Hi Ada,\n\nAcme {first_name} & <you>\n" });
    await core.after(5 * DAY_MS);
    const answer = actionOf(await ask("ada"), "reminder-1");
    expect(answer).toMatchObject({ verdict: "got", reads: null });
    await core.tell([identify("bob", { plan: "pro", first_name: "Bob" })]);
    await core.after(DAY_MS);
    await core.tell([track("bob", "Goal Reached")]);
    expect(actionOf(await ask("bob"), "reminder-1")).toMatchObject({ verdict: "will_not", reads: null });
    const { sent } = await getDelivery(core.ctx(), answer.deliveries[0]?.id ?? "");
    expect(sent?.payload).toMatchObject(before ?? {});
  });

  it("of somebody who completed, the reminder did not come since she completed before", async () => {
    await core.goLive("nudge", nudge());
    await core.tell([ada()]);
    await core.after(DAY_MS);
    await core.tell([track("ada", "Goal Reached")]);
    expect(await said("ada", "reminder-1")).toEqual([
      "will_not",
      "Ada did not get it: Ada completed Nudge on 3 March 2026 at 09:00, before it was due (5 days after the message before it).",
    ]);
    expect(await said("ada", "mark-failed")).toEqual([
      "will_not",
      "It is for who leaves without the goal; Ada completed Nudge on 3 March 2026 at 09:00.",
    ]);
    expect(await said("ada", "mark-completed")).toEqual([
      "got",
      "The value was written on 3 March 2026 at 09:00.",
    ]);
  });

  it("a reminder that falls after the end, since the message before it had to wait, will not come", async () => {
    const sendingWindow = { days: [2], from: "10:00", to: "11:00", zone: "workspace" };
    const steps = [reminder("reminder-1", days(4))];
    await core.goLive("nudge", nudge({ steps, sendingWindow, autoExit: days(5) }));
    await core.tell([ada()]);
    expect(await said("ada", "reminder-1")).toEqual([
      "will_not",
      "It will not come: on 7 March 2026 at 09:00 time is up, before it would be due (4 days after the message before it).",
    ]);
  });

  it("of somebody outside, what keeps her out; or when she would enter, and when it would follow", async () => {
    await core.goLive(
      "nudge",
      nudge({ audience: all(has("plan"), didNot("Signed In", { within: days(10) })) }),
    );
    await core.tell([track("ada", "Signed In"), ada(), identify("bob", { first_name: "Bob" })]);
    expect(await said("ada", "reminder-1")).toEqual([
      "due",
      "Ada would enter Nudge on 12 March 2026 at 09:00 if nothing else changes, and this would follow on 17 March 2026 at 09:00.",
    ]);
    expect(await said("bob", "welcome")).toEqual([
      "outside",
      "Bob is not in Nudge: “plan has any value” does not hold (seen: no value).",
    ]);
  });

  it("what will be skipped is known before, with the reason: no address, a condition, the message before it", async () => {
    const onlyFree = { when: all(has("plan", { op: "is", value: "free" })) };
    await core.goLive(
      "nudge",
      nudge({ steps: [reminder("reminder-1", days(5), onlyFree), update("mark", "seen")] }),
    );
    await core.tell([
      ada(),
      { type: "identify", userId: "bob", traits: { plan: "free", first_name: "Bob" } },
    ]);
    expect(await said("ada", "reminder-1")).toEqual([
      "will_be_skipped",
      "It will be skipped on 7 March 2026 at 09:00: the condition of this action did not hold when it was due.",
    ]);
    expect(await said("bob", "welcome")).toEqual([
      "not_sent",
      "Bob did not get it: this person has no email address.",
    ]);
    expect((await said("bob", "reminder-1"))[1]).toContain("the message before this reminder was not sent");
  });

  it("a message that waits for its sending window says until when, and what the sender would make of it now", async () => {
    const sendingWindow = { days: [1, 2, 3, 4, 5], from: "14:00", to: "16:00", zone: "workspace" };
    await core.goLive("nudge", nudge({ sendingWindow }));
    await core.tell([ada()]);
    expect((await said("ada", "welcome"))[1]).toContain("it leaves on 2 March 2026 at 14:00");
    await core.db.update(people).set({ suppressedAt: core.clock.now }).where(eq(people.userId, "ada"));
    expect(await said("ada", "welcome")).toEqual([
      "on_its_way",
      "Ada has not got it yet: it will be skipped when it is due. This person is not to be written to: they opted out, complained, or their address bounced.",
    ]);
    expect((await said("ada", "reminder-1"))[0]).toBe("will_be_skipped");
    await core.after(6 * HOUR_MS);
    expect(await said("ada", "welcome")).toEqual([
      "not_sent",
      "Ada did not get it: this person is not to be written to: they opted out, complained, or their address bounced.",
    ]);
  });

  it("a pause lets nothing come, and the end of the job nothing either", async () => {
    await core.goLive("nudge", nudge());
    await core.tell([ada()]);
    await pause(core.ctx(), "job", "nudge");
    expect(await said("ada", "reminder-1")).toEqual(["paused", "It stands still while the job is paused."]);
    await archive(core.ctx(), "job", "nudge");
    expect((await said("ada", "mark-failed"))[1]).toContain("as it was archived, and nothing is done then");
  });

  it("an action that came with a later version is not for who is in an older one", async () => {
    await core.goLive("nudge", nudge());
    await core.tell([ada()]);
    await core.publish(
      "nudge",
      nudge({ steps: [reminder("reminder-1", days(5)), reminder("reminder-2", days(2))] }),
    );
    expect(await said("ada", "reminder-2")).toEqual([
      "other_version",
      "Ada is served by version 1, which does not have it.",
    ]);
    await expect(said("ada", "nothing")).rejects.toThrow(
      "Nudge has no action “nothing”. It has: welcome, reminder-1",
    );
  });

  it("an organisation's message says whom of its people it reached", async () => {
    const entry = [message("welcome", { recipients: { to: "everyone" } })];
    await core.goLive("grow", nudge({ name: "Grow", target: "organisation", entry }));
    await core.tell([
      identify("ada"),
      identify("bob"),
      { type: "group", userId: "ada", groupId: "acme", traits: { name: "Acme", plan: "pro" } },
      { type: "group", userId: "bob", groupId: "acme" },
    ]);
    const answer = await why(core.ctx(), "job", "grow", { entity: "organisation", name: "acme" });
    const welcome = actionOf(answer, "welcome");
    expect(welcome.verdict).toBe("got");
    expect(welcome.deliveries.map(({ recipient, label }) => `${recipient} ${label}`)).toContain(
      "ada@test.test Sent",
    );
  });
});

describe("what led to a message", () => {
  const chainOf = async (actionId: string) => {
    const [row] = await core.rows<{ id: string }>(
      sql`select id from deliveries where action_id = ${actionId}`,
    );
    const workspace = await getWorkspace(core.ctx());
    return deliveryChain(core.ctx(), row?.id ?? "", { workspace, zone: workspace.timezone });
  };

  it("from the event that brought her in to the send, each thing that was asked", async () => {
    await core.goLive("nudge", nudge());
    await core.tell([ada(), track("ada", "Signed Up")]);
    await core.after(5 * DAY_MS);
    const welcome = await chainOf("welcome");
    expect(welcome.map(({ mark, words }) => `${mark}: ${words}`)).toEqual([
      "told: Ada entered Nudge: this had come in.",
      "yes: It goes to ada@test.test.",
      "yes: Just before it left, everything was looked at once more: still in the job and the goal not met, the address unchanged, not opted out, the job running, in time.",
      "yes: Sent: it is kept in the outbox, and was not handed to a provider.",
    ]);
    expect(welcome[0]?.events.map(({ words }) => words)).toEqual(["An identify call", "“Signed Up”"]);
    expect(welcome[0]?.detail).toBe("Matched: plan has any value. The goal was not met.");
    const again = await chainOf("reminder-1");
    expect(again.map(({ words }) => words).slice(1, 3)).toEqual([
      "Its place in the job came: it was due on 7 March 2026 at 09:00.",
      "“About welcome” was sent on 2 March 2026 at 09:00. It comes 5 days after that.",
    ]);
  });

  it("of one that was skipped, the thing that stopped it", async () => {
    const onlyFree = { when: all(has("plan", { op: "is", value: "free" })) };
    await core.goLive("nudge", nudge({ entry: [message("welcome", onlyFree)] }));
    await core.tell([ada()]);
    const links = await chainOf("welcome");
    expect(links.filter(({ mark }) => mark === "no").map(({ words }) => words)).toEqual([
      "Its own condition did not hold: plan is free.",
      "Skipped: the condition of this action did not hold when it was due.",
    ]);
  });

  it("of what a completion set off, the goal and what met it", async () => {
    await core.goLive("nudge", nudge());
    await core.tell([ada()]);
    await core.after(HOUR_MS);
    await core.tell([track("ada", "Goal Reached")]);
    const [, completed] = await chainOf("mark-completed");
    expect(completed?.words).toBe("Ada met the goal of Nudge: this had come in.");
    expect(completed?.events.map(({ words }) => words)).toEqual(["“Goal Reached”"]);
  });

  it("another workspace is told nothing", async () => {
    await core.goLive("nudge", nudge());
    await core.tell([ada()]);
    const [row] = await core.rows<{ id: string }>(sql`select id from deliveries limit 1`);
    const workspace = await getWorkspace(core.ctx());
    const elsewhere = { ...core.ctx(), workspaceId: "wsp_other" };
    await expect(deliveryChain(elsewhere, row?.id ?? "", { workspace, zone: "UTC" })).rejects.toThrow(
      "There is no such delivery.",
    );
  });
});
