import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { why } from "@/lib/insights/why/why";
import { archive } from "@/lib/lifecycle/archive";
import { pause } from "@/lib/lifecycle/pause";
import { saveDraft } from "@/lib/programmes/draft/save-draft";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "@/lib/time";
import { type Core, openCore, START } from "@/tests/support/core";
import {
  all,
  days,
  did,
  didNot,
  group,
  has,
  identify,
  isTrue,
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

const ask = (name: string, slug = "nudge") => why(core.ctx(), "job", slug, { entity: "person", name });
const isPro = { op: "is", value: "pro" };

describe("why a customer is not in a job", () => {
  it("names the condition that blocks with the value it saw, and answers the other questions as well", async () => {
    await core.goLive("nudge", nudge({ audience: all(has("plan", isPro), did("Signed Up")) }));
    await core.tell([identify("ada", { plan: "free", first_name: "Ada" }), track("ada", "Signed Up")]);
    const answer = await ask("ada");
    expect(answer.sentence).toBe("Ada is not in Nudge: “plan is pro” does not hold (seen: free).");
    expect(answer.blockedBy).toBe("audience");
    expect(answer.questions.map(({ id, passes, blocks }) => [id, passes, blocks])).toEqual([
      ["status", true, false],
      ["inside", true, false],
      ["audience", false, true],
      ["goal", true, false],
    ]);
    const [group] = answer.questions.find(({ id }) => id === "audience")?.groups ?? [];
    expect(group?.map(({ words, seen, verdict }) => [words, seen, verdict])).toEqual([
      ["plan is pro", "free", false],
      ["has done Signed Up", "once, last on 2 Mar 2026, 09:00", true],
    ]);
    expect(answer).toMatchObject({ mayEnter: false, nearMiss: null, standing: { now: "never_entered" } });
  });

  it("names the exclusion that holds", async () => {
    const exclusions = [has("plan", { op: "is", value: "internal" }), isTrue("vip")];
    await core.goLive("nudge", nudge({ exclusions }));
    await core.tell([identify("ada", { plan: "free", vip: true, first_name: "Ada" })]);
    expect((await ask("ada")).sentence).toBe(
      "Ada is not in Nudge: the exclusion “vip is true” holds (seen: true).",
    );
  });

  it("foretells when time alone would let her in, in the workspace's words, and she enters then and not before", async () => {
    await core.goLive(
      "nudge",
      nudge({ audience: all(has("plan"), didNot("Signed In", { within: days(10) })) }),
    );
    await core.tell([track("ada", "Signed In"), identify("ada", { plan: "free", first_name: "Ada" })]);
    await core.after(DAY_MS);
    const answer = await ask("ada");
    expect(answer.sentence).toBe(
      "Ada is not in Nudge: “has not done Signed In in the last 10 days” does not hold (seen: once, last on 2 Mar 2026, 09:00). " +
        "Ada would enter on 12 March 2026 at 09:00 if nothing else changes.",
    );
    expect(answer.nearMiss).toEqual({
      at: new Date("2026-03-12T09:00:00Z"),
      because: ["“has not done Signed In in the last 10 days” holds then"],
    });
    await core.goTo("2026-03-12T08:59:00Z");
    expect(await core.passes()).toEqual([]);
    await core.goTo("2026-03-12T09:00:00Z");
    expect(await core.passes()).toEqual(["ada nudge 1 open"]);
  });

  it("says that it is paused, a draft or archived, and still answers what would be asked", async () => {
    await core.goLive("nudge", nudge());
    await saveDraft(core.ctx(), { kind: "job", slug: "sketch", definition: nudge({ name: "Sketch" }) });
    await pause(core.ctx(), "job", "nudge");
    await core.tell([identify("ada", { plan: "pro", first_name: "Ada" })]);
    expect((await ask("ada")).sentence).toBe("Ada is not in Nudge: it is paused.");
    expect((await ask("ada", "sketch")).sentence).toBe("Ada is not in Sketch: it is a draft.");
    expect((await ask("ada", "sketch")).questions.find(({ id }) => id === "audience")?.passes).toBe(true);
    await archive(core.ctx(), "job", "nudge");
    expect((await ask("ada")).sentence).toBe("Ada is not in Nudge: it is archived.");
  });

  it("says that she matched already at a go-live from now on", async () => {
    await core.tell([identify("ada", { plan: "pro", first_name: "Ada" })]);
    await core.goLive("nudge", nudge(), { mode: "from_now_on" });
    const answer = await ask("ada");
    expect(answer.blockedBy).toBe("baseline");
    expect(answer.sentence).toContain(
      "it matched already at the go-live on 2 March 2026 at 09:00, which was for those who start to match from then on",
    );
  });

  it("says that a go-live for the first so many is used up", async () => {
    await core.tell([identify("ada", { plan: "pro" }), identify("bob", { plan: "pro", first_name: "Bob" })]);
    await core.goLive("nudge", nudge(), { mode: "first", first: 1 });
    const [inside] = await core.passes();
    const outside = inside?.startsWith("ada") ? "bob" : "ada";
    const answer = await ask(outside);
    expect(answer.blockedBy).toBe("limit");
    expect(answer.sentence).toContain("as many as it was opened to have entered.");
  });

  it("says that the goal is met already, and from when on she may come back", async () => {
    const goal = { filter: all(isTrue("done")) };
    await core.goLive("nudge", nudge({ goal, reentry: { kind: "days_after_leaving", days: 30 } }));
    await core.tell([
      identify("ada", { plan: "pro", done: true, first_name: "Ada" }),
      identify("bob", { plan: "pro", first_name: "Bob" }),
    ]);
    expect((await ask("ada")).sentence).toBe("Ada is not in Nudge: the goal is met already.");
    await core.after(HOUR_MS);
    await core.tell([identify("bob", { done: true })]);
    await core.tell([identify("bob", { done: false })]);
    const bob = await ask("bob");
    expect(bob.blockedBy).toBe("reentry");
    expect(bob.sentence).toBe(
      "Bob completed Nudge on 2 March 2026 at 10:00. Bob would enter on 1 April 2026 at 10:00 if nothing else changes.",
    );
  });
});

describe("why she got what she got", () => {
  it("somebody inside has a story so far, and what is to come is what comes", async () => {
    const steps = [
      reminder("reminder-1", days(5)),
      update("mark", "nudged_twice"),
      reminder("reminder-2", days(3)),
    ];
    await core.goLive("nudge", nudge({ steps }));
    await core.tell([identify("ada", { plan: "pro", first_name: "Ada" })]);
    const answer = await ask("ada");
    expect(answer.sentence).toBe(
      "Ada has been in Nudge since 2 March 2026 at 09:00. " +
        "Next: reminder “About reminder-1” on 7 March 2026 at 09:00, unless the goal is met first.",
    );
    const [pass] = answer.passes;
    expect(pass?.story.map((one) => [one.kind, one.words])).toEqual([
      ["move", "Entered"],
      ["delivery", "The provider took it."],
    ]);
    expect(pass?.story[0]).toMatchObject({ wokenBy: "news" });
    expect(answer.goal.flat().map(({ words, seen }) => [words, seen])).toEqual([
      ["has done Goal Reached", "never"],
    ]);
    const foretold = answer.ahead.map(({ at, what }) => `${what} ${at.toISOString()}`);
    await core.after(20 * DAY_MS);
    const after = await ask("ada");
    const came = (after.passes[0]?.story ?? []).flatMap((one) =>
      one.kind === "move" && one.what !== "entered" ? [`${one.what} ${one.at.toISOString()}`] : [],
    );
    expect(foretold).toEqual(came);
    expect(foretold.length).toBe(4);
    expect(after.sentence).toBe("Ada left Nudge on 12 March 2026 at 09:00: time was up. Each enters once.");
  });

  it("what will be skipped is said before it is due, and what the pass ended before afterwards", async () => {
    await core.goLive("nudge", nudge());
    await core.tell([{ type: "identify", userId: "ada", traits: { plan: "pro", first_name: "Ada" } }]);
    const answer = await ask("ada");
    expect(answer.passes[0]?.story.map((one) => one.words)).toContain("This person has no email address.");
    expect(answer.ahead[0]?.actions.map(({ skipped }) => skipped)).toEqual([
      "The message before this reminder was not sent.",
    ]);
    await core.after(MINUTE_MS);
    await core.tell([track("ada", "Goal Reached")]);
    const after = await ask("ada");
    expect(after.passes[0]?.notReached.map(({ actionId }) => actionId)).toEqual(["reminder-1"]);
    expect(after.sentence).toBe("Ada completed Nudge on 2 March 2026 at 09:01. Each enters once.");
  });

  it("a goal met after the exit is told as met late, and a pause as standing still", async () => {
    await core.goLive("nudge", nudge());
    await core.tell([identify("ada", { plan: "pro", first_name: "Ada" })]);
    await core.after(11 * DAY_MS);
    await core.tell([track("ada", "Goal Reached")]);
    expect((await ask("ada")).sentence).toBe(
      "Ada left Nudge on 12 March 2026 at 09:00: time was up. The goal was met late, on 13 March 2026 at 09:00. Each enters once.",
    );
    await core.tell([identify("bob", { plan: "pro", first_name: "Bob" })]);
    await pause(core.ctx(), "job", "nudge");
    expect(await ask("bob")).toMatchObject({
      sentence:
        "Bob has been in Nudge since 13 March 2026 at 09:00. It stands still while the job is paused.",
      ahead: [],
    });
  });
});

describe("of whom it can be asked", () => {
  it("a person by id, user ID or email in any case, and by the names of somebody joined into them", async () => {
    await core.goLive("nudge", nudge());
    await core.tell([identify("ada", { plan: "pro" }), identify("ida", { plan: "pro" })]);
    const { customer } = await ask("ada");
    expect((await ask(customer.id)).customer.id).toBe(customer.id);
    expect((await ask("ADA@test.test")).customer.id).toBe(customer.id);
    const before = (await ask("ida")).customer.id;
    await core.tell([{ type: "alias", userId: "ada", previousId: "ida" }]);
    const ids = await Promise.all([ask("ida"), ask("ada"), ask(before), ask(customer.id)]);
    expect(new Set(ids.map((one) => one.customer.id)).size).toBe(1);
    await expect(ask("nobody")).rejects.toThrow("There is no person “nobody”.");
    await expect(ask("ada", "nothing")).rejects.toThrow('There is no job "nothing".');
  });

  it("an organisation in a job for organisations, with how many of its people match; nobody else's customers", async () => {
    const audience = all({ kind: "people", quantifier: { atLeast: 2 }, all: [did("Signed In")] });
    await core.goLive(
      "grow",
      nudge({ name: "Grow", target: "organisation", audience, entry: [message("hello")] }),
    );
    await core.tell([
      group("ada", "acme", { name: "Acme" }),
      group("bob", "acme"),
      track("ada", "Signed In"),
    ]);
    const acme = await why(core.ctx(), "job", "grow", { entity: "organisation", name: "acme" });
    expect(acme.sentence).toBe(
      "Acme is not in Grow: “at least 2 of its people: has done Signed In” does not hold (seen: 1 of 2 people match).",
    );
    await expect(ask("ada", "grow")).rejects.toThrow("“Grow” is for organisations, not for people.");
    const elsewhere = { ...core.ctx(), workspaceId: "wsp_other" };
    await expect(why(elsewhere, "job", "grow", { entity: "organisation", name: "acme" })).rejects.toThrow(
      "There is no job",
    );
  });

  it("news that waits is announced, and once it is applied the answer is the new one", async () => {
    await core.goLive("nudge", nudge());
    await core.tell([identify("ada", { city: "Oslo" })]);
    await core.say([identify("ada", { plan: "pro" })]);
    expect(await ask("ada")).toMatchObject({ awaitsNews: true, blockedBy: "audience" });
    await core.rest();
    expect(await ask("ada")).toMatchObject({
      awaitsNews: false,
      standing: { now: "inside", enteredAt: START },
    });
  });
});
