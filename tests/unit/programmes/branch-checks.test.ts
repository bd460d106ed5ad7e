import { describe, expect, it } from "vitest";
import { matchesEverybody } from "@/lib/audiences/logic/matches-everybody";
import type { Surroundings } from "@/lib/programmes/checks/surroundings";
import { definitionSchema } from "@/lib/programmes/definition-schema";
import {
  all,
  arm,
  branch,
  days,
  did,
  didNot,
  has,
  message,
  reminder,
  update,
  wait,
} from "@/tests/support/jobs";
import { check, inJob, type Json, nudge } from "./setting";

const plan = (value: string) => has("plan", { op: "is", value });
const or = (...conditions: Json[]): Json => ({ any: conditions.map((one) => ({ all: [one] })) });
const pro = all(plan("pro"));

function found(names: string[], steps: Json[], more: Json = {}, surroundings: Partial<Surroundings> = {}) {
  const { problems } = check({ ...nudge(), autoExit: days(10), steps, ...more }, surroundings);
  return problems.flatMap(({ check: name, severity, path }) =>
    names.includes(name) ? [`${name} ${severity} ${path}`] : [],
  );
}

describe("the arms of a branch", () => {
  const armsOf = (arms: Json[], otherwise: Json[] = [], more: Json = {}) =>
    found(["arm", "empty"], [wait("w", days(1)), branch("b", arms, otherwise)], more);
  const step = [update("mark", "is_marked")];

  it("are fine where each takes somebody and one of them does something", () => {
    expect(
      armsOf([arm("a", pro, step), arm("b", all(has("plan"))), arm("c", all(did("Logged In")))], []),
    ).toEqual([]);
  });

  it("do something, at least one of them", () => {
    expect(armsOf([arm("a", pro)])).toEqual(["arm warning steps[1]"]);
    expect(armsOf([arm("a", pro)], step)).toEqual([]);
  });

  it("have a condition, or nobody comes there", () => {
    expect(armsOf([arm("a", { any: [] }, step)])).toEqual(["empty warning steps[1].arms[0].when"]);
  });

  it("that ask for what an earlier one takes already are told that nobody comes there", () => {
    expect(armsOf([arm("a", all(has("plan")), step), arm("b", pro)])).toEqual([
      "arm warning steps[1].arms[1].when",
    ]);
    expect(armsOf([arm("a", pro, step), arm("b", all(has("plan")))])).toEqual([]);
    expect(
      armsOf([arm("a", pro, step), arm("b", all(plan("free"))), arm("c", or(plan("free"), plan("pro")))]),
    ).toEqual(["arm warning steps[1].arms[2].when"]);
  });

  it("that take everybody together leave nobody for what comes after them", () => {
    const yes = arm("yes", all(did("Logged In")), step);
    const no = arm("no", all(didNot("Logged In")));
    expect(armsOf([yes, no])).toEqual([]);
    expect(armsOf([yes, no, arm("c", pro)], [message("late")])).toEqual([
      "arm warning steps[1].arms[2].when",
      "arm warning steps[1].otherwise",
    ]);
  });

  it("choose nothing where one takes everybody: by itself, by who is in the job, or by the arm around it", () => {
    const everybody = ["arm warning steps[1].arms[0].when"];
    expect(armsOf([arm("a", or(plan("a"), has("plan", { op: "is_not", value: "a" })), step)])).toEqual(
      everybody,
    );
    const audience = { audience: all(has("plan")), leaveWhenAudienceStops: true };
    expect(armsOf([arm("a", all(has("plan")), step)], [], audience)).toEqual(everybody);
    expect(
      armsOf([arm("a", all(has("plan")), step)], [], { ...audience, leaveWhenAudienceStops: false }),
    ).toEqual([]);
    const inner = branch("inner", [arm("x", all(has("plan")), step)]);
    expect(found(["arm"], [branch("outer", [arm("a", pro, [inner])])])).toEqual([
      "arm warning steps[0].arms[0].steps[0].arms[0].when",
    ]);
    expect(found(["arm"], [branch("outer", [arm("a", pro, [wait("w", days(1)), inner])])])).toEqual([]);
  });

  it("are checked like every filter: times that cannot both be, types, names, jobs that do not exist", () => {
    const both = all(
      has("created_at", { op: "more_than_ago", value: days(7) }),
      has("created_at", { op: "less_than_ago", value: days(1) }),
    );
    const arms = [
      arm("a", both, step),
      arm("b", all(has("created_at", { op: ">", value: 3 }))),
      arm("c", all(inJob("nowhere"))),
      arm("d", all(has("craeted_at"))),
    ];
    expect(found(["J15", "type", "membership", "unseen"], [branch("b", arms)])).toEqual([
      "J15 error steps[0].arms[0].when.any[0].all[1]",
      "type error steps[0].arms[1].when.any[0].all[0].is.op",
      "membership error steps[0].arms[2].when.any[0].all[0].slug",
      "unseen warning steps[0].arms[3].when.any[0].all[0].attribute",
    ]);
  });
});

describe("what stands in an arm", () => {
  it("is checked where it stands: words, placeholders, senders, types and owners of attributes", () => {
    const inside = [
      message("m", { body: "{frist_name}", sender: undefined }),
      update("u", "created_at", 3),
      { ...wait("w", days(0)) },
    ];
    const steps = [
      branch("b", [arm("a", pro, inside)], [branch("c", [arm("d", pro)], [update("v", "flag_1")])]),
    ];
    expect(
      found(["M01", "sender", "A01", "A02", "delay"], steps, {}, { workspace: { hasDefaultSender: false } }),
    ).toEqual([
      "sender error steps[0].arms[0].steps[0].sender",
      "A01 error steps[0].arms[0].steps[1].attribute",
      "delay warning steps[0].arms[0].steps[2].delay",
      "M01 warning steps[0].arms[0].steps[0].body",
      "A02 warning steps[0].otherwise[0].otherwise[0].attribute",
    ]);
  });

  it("reaches the customer and sets what other jobs wait for", () => {
    const steps = [branch("b", [arm("a", pro, [message("m"), update("u", "completed_it")])])];
    const job = { ...nudge(), entry: [], steps };
    expect(check(job).find("J07")).toBeUndefined();
    const waiting = { ...job, audience: all(has("completed_it", { op: "is_true" })) };
    expect(check(waiting).find("C01")).toBeUndefined();
    expect(check({ ...waiting, steps: [] }).find("C01")?.severity).toBe("error");
  });

  it("has ids of its own, as arms have: none twice, none of another kind, none that was removed", () => {
    const steps = [
      branch("b", [
        arm("welcome", pro, [wait("w", days(1))]),
        arm("gone", all(plan("free"))),
        arm("was-wait", all(plan("a"))),
      ]),
      wait("w", days(1)),
    ];
    const published = { target: "person", steps: { "was-wait": "wait" }, removedStepIds: ["gone"] } as const;
    expect(found(["ids"], steps, {}, { published })).toEqual([
      "ids error steps[0].arms[0].id",
      "ids error steps[0].arms[1].id",
      "ids error steps[0].arms[2].id",
      "ids error steps[1].id",
    ]);
  });
});

describe("the time of a flow with branches", () => {
  const timed = (steps: Json[], more: Json = {}) => found(["J01", "J02", "J09", "J10"], steps, more);

  it("is that of the longest way, both within an arm and behind the branch", () => {
    const fork = branch("b", [arm("long", pro, [wait("w1", days(6))])], [wait("w2", days(1))]);
    expect(timed([fork, wait("w3", days(3))])).toEqual([]);
    expect(timed([fork, wait("w3", days(4))])).toEqual(["J09 error steps[1].delay"]);
    expect(timed([branch("b", [arm("long", pro, [wait("w1", days(10))])], [wait("w2", days(9))])])).toEqual([
      "J09 error steps[0].arms[0].steps[0].delay",
    ]);
  });

  it("says whether it is too late for everybody, or only by the longest way", () => {
    const fork = branch("b", [arm("long", pro, [wait("w1", days(6))])]);
    const words = (steps: Json[]) => check({ ...nudge(), autoExit: days(10), steps }).find("J09")?.message;
    expect(words([fork, wait("w3", days(5))])).toContain("longest way");
    expect(words([fork, wait("w3", days(12))])).toContain("can never happen");
  });

  it("counts a reminder from the message before it on each way there", () => {
    const late = branch("b", [arm("late", pro, [wait("w1", days(5)), message("m")])]);
    expect(found(["J09"], [late, reminder("r", days(4))])).toEqual([]);
    expect(found(["J09"], [late, reminder("r", days(5))])).toEqual(["J09 error steps[1].delay"]);
  });

  it("speaks of a first reminder wherever it is the first by some way", () => {
    const some = branch("b", [arm("yes", pro, [reminder("r1", days(4))])]);
    expect(timed([some, reminder("r2", days(2))])).toEqual(["J10 note steps[1].delay"]);
    const each = branch("b", [arm("yes", pro, [reminder("r1", days(4))])], [reminder("r3", days(4))]);
    expect(timed([each, reminder("r2", days(2))])).toEqual([]);
  });

  it("is not cut short by a limit that begins with the last step, and counts that limit behind the longest way", () => {
    const fork = branch("b", [arm("long", pro, [wait("w1", days(20))])], [wait("w2", days(1))]);
    const limit = (amount: number) => ({ autoExit: { ...days(amount), from: "last_step" } });
    expect(timed([fork], limit(10))).toEqual([]);
    expect(timed([fork], limit(11))).toEqual(["J02 warning autoExit"]);
    expect(timed([fork], limit(0))).toEqual(["J01 error autoExit"]);
  });
});

describe("a filter that takes everybody", () => {
  const takesAll = (...conditions: Json[]) =>
    matchesEverybody(definitionSchema.parse({ ...nudge(), audience: or(...conditions) }).audience);
  const seats = (op: string, value: number) => has("seats", { op, value });

  it.each<[Json, Json]>([
    [plan("a"), has("plan", { op: "is_not", value: "a" })],
    [has("plan", { op: "is_not", value: "a" }), has("plan", { op: "is_not", value: "b" })],
    [has("plan"), has("plan", { op: "has_no_value" })],
    [has("plan"), has("plan", { op: "does_not_contain", value: "a" })],
    [seats("=", 3), seats("!=", 3)],
    [did("A"), didNot("A")],
    [did("A", { op: ">=", times: 2 }), did("A", { op: "<=", times: 4 })],
    [inJob("x"), { ...inJob("x"), is: "not_in" }],
    [plan("x"), did("A", { op: ">=", times: 0 })],
  ])("is found: %j or %j", (one, other) => {
    expect(takesAll(one, other)).toBe(true);
    expect(takesAll(plan("z"), other, one)).toBe(true);
  });

  it.each<[Json, Json]>([
    [plan("a"), has("plan", { op: "is_not", value: "b" })],
    [plan("a"), has("tier", { op: "is_not", value: "a" })],
    [seats("<", 3), seats(">=", 3)],
    [did("A"), didNot("B")],
    [did("A", { op: ">=", times: 3 }), did("A", { op: "<", times: 2 })],
    [did("A"), didNot("A", { within: days(3) })],
    [inJob("x"), { ...inJob("y"), is: "not_in" }],
  ])("is not seen where somebody is left out: %j or %j", (one, other) => {
    expect(takesAll(one, other)).toBe(false);
  });
});
