import { afterEach, beforeEach, expect, it } from "vitest";
import { listTimeline } from "@/lib/insights/timeline/list-timeline";
import { deliveryChain } from "@/lib/insights/why/delivery-chain";
import { why } from "@/lib/insights/why/why";
import { DAY_MS } from "@/lib/time";
import { getWorkspace } from "@/lib/workspaces/get-workspace";
import { type Core, openCore } from "@/tests/support/core";
import {
  all,
  arm,
  branch,
  days,
  didNot,
  has,
  identify,
  message,
  nudge,
  reminder,
  track,
  wait,
} from "@/tests/support/jobs";

let core: Core;
beforeEach(async () => {
  core = await openCore();
});
afterEach(() => core.close());

const ask = (name: string) => why(core.ctx(), "job", "nudge", { entity: "person", name });
const isPro = { op: "is", value: "pro" };
const steps = [
  wait("breathe", days(2)),
  branch(
    "fork",
    [
      arm("pro", all(has("plan", isPro)), [message("for-pro")], { name: "Pro" }),
      arm("quiet", all(didNot("Signed In")), [message("for-quiet"), reminder("again", days(3))]),
    ],
    [message("for-rest")],
  ),
  message("for-all"),
];
const sentences = async (name: string) =>
  Object.fromEntries(
    (await ask(name)).actions.map(({ actionId, verdict, sentence }) => [actionId, [verdict, sentence]]),
  );

it("an action in an arm is foretold by what is known today, and told by the arm that was taken: what stands in another does not come, and why", async () => {
  await core.goLive("nudge", nudge({ steps, autoExit: { ...days(4), from: "last_step" } }));
  await core.tell([identify("ada", { plan: "free", first_name: "Ada" })]);
  const before = await sentences("ada");
  expect(before["for-pro"]).toEqual([
    "other_arm",
    "By what is known today it will not come: it stands in the arm “Pro”, which does not match: plan is pro. The branch chooses on 4 March 2026 at 09:00.",
  ]);
  expect(before["for-quiet"]?.[0]).toBe("due");
  expect(before["for-rest"]?.[1]).toContain(
    "it stands in otherwise, and the arm “has not done Signed In” matches.",
  );
  expect((await ask("ada")).ahead.map(({ words }) => words)).toEqual([
    "The wait of 2 days is over",
    "Takes the arm “has not done Signed In”",
    "Email “About for-quiet” to the person",
    "Reminder “About again”",
    "Email “About for-all” to the person",
    "Exits: time is up",
  ]);
  await core.tell([track("ada", "Signed In")]);
  expect((await sentences("ada"))["for-rest"]?.[0]).toBe("due");
  await core.tell([identify("ada", { plan: "pro" })]);
  await core.after(2 * DAY_MS);
  const after = await sentences("ada");
  expect(after["for-quiet"]).toEqual([
    "other_arm",
    "Ada did not get it: it stands in the arm “has not done Signed In”, and the arm “Pro” matched before it. The branch chose on 4 March 2026 at 09:00.",
  ]);
  expect(after["for-pro"]?.[0]).toBe("got");
  const [pass] = (await ask("ada")).passes;
  expect(pass?.story.flatMap((one) => (one.kind === "move" ? one.words : []))).toContain(
    "Took the arm “Pro”: plan is pro",
  );
  expect(pass?.inOtherArms.map(({ actionId }) => actionId)).toEqual(["for-quiet", "again", "for-rest"]);
  await core.after(4 * DAY_MS);
  const [ended] = (await ask("ada")).passes;
  expect([ended?.reason, ended?.notReached]).toEqual(["deadline", []]);
  expect((await sentences("ada"))["for-rest"]?.[0]).toBe("other_arm");
});

it("a branch is told on the timeline and in what led to a message, by the arm that was taken", async () => {
  await core.goLive("nudge", nudge({ steps }));
  await core.tell([identify("ada", { plan: "pro", first_name: "Ada" })]);
  await core.after(3 * DAY_MS);
  const { customer } = await ask("ada");
  const { rows } = await listTimeline(core.ctx(), { entity: "person", id: customer.id }, null);
  expect(rows.flatMap((one) => (one.kind === "move" && one.took ? one.took : []))).toEqual([
    "Took the arm “Pro”: plan is pro",
  ]);
  const delivery = rows.find((one) => one.kind === "delivery" && one.headline === "About for-pro");
  const workspace = await getWorkspace(core.ctx());
  const chain = await deliveryChain(core.ctx(), delivery?.id ?? "", { workspace, zone: "UTC" });
  expect(chain.map(({ words }) => words)).toContain("Took the arm “Pro”: plan is pro.");
});
