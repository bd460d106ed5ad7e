import { describe, expect, it } from "vitest";
import { takeTurn } from "@/lib/enrolments/turn/take-turn";
import type { TurnInput } from "@/lib/enrolments/turn/turn";
import { definitionSchema } from "@/lib/programmes/definition-schema";
import { DAY_MS, HOUR_MS } from "@/lib/time";
import { all, arm, branch, days, did, has, nudge, update, wait } from "@/tests/support/jobs";
import { programmeOf, turnOf } from "@/tests/support/turns";

type Json = Record<string, unknown>;
const START = Date.parse("2026-03-02T09:00:00Z");
const at = (ms: number) => new Date(START + ms);
const is = (value: string) => all(has("plan", { op: "is", value }));
const jobOf = (more: Json) =>
  programmeOf(definitionSchema.parse(nudge({ entry: [], exit: [], completion: [], ...more })));

/** Lets somebody in, and takes their turns at later moments, each as the one before has left them. */
function live(more: Json, attributes: Json, moments: number[] = [], facts: Partial<TurnInput["facts"]> = {}) {
  const programme = jobOf(more);
  const entering = turnOf(programme, { plan: "pro", ...attributes }, at(0));
  let result = takeTurn({ ...entering, facts: { ...entering.facts, ...facts } });
  let pass = result.passes[0] ?? null;
  const moves = [...result.moves];
  for (const moment of moments) {
    const { customer } = result;
    const known = { ...entering.facts, ...facts, attributes: customer.attributes };
    const pairs = [
      { programme, pass: pass && { ...pass, isNew: false }, watch: { matched: false, dueAt: null } },
    ];
    result = takeTurn({ ...entering, customer, facts: known, pairs, now: at(moment) });
    pass = result.passes[0] ?? pass;
    moves.push(...result.moves);
  }
  const steps = moves.flatMap(({ kind, detail }) =>
    kind === "step" ? [[detail.stepId, detail.way].filter(Boolean).join(" ")] : [],
  );
  return { pass, moves, steps, attributes: result.customer.attributes };
}

describe("a branch", () => {
  const steps = [
    branch(
      "plan",
      [
        arm("pro", is("pro"), [update("tell-pro", "told", "pro")]),
        arm("any", all(has("plan")), [update("tell-any", "told", "any")]),
      ],
      [update("tell-none", "told", "none")],
    ),
    update("last", "done"),
  ];

  it("takes the first arm that matches, notes which, and goes on behind it", () => {
    expect(live({ steps }, {}).steps).toEqual(["plan pro", "tell-pro", "last"]);
    expect(live({ steps }, { plan: "free" }).steps).toEqual(["plan any", "tell-any", "last"]);
    expect(live({ audience: all(has("seats")), steps }, { plan: null, seats: 1 }).steps).toEqual([
      "plan otherwise",
      "tell-none",
      "last",
    ]);
  });

  it("knows what actions before it have just written, on entry, as a step, and in a branch before", () => {
    const entry = [update("mark", "tier", "gold")];
    const gold = all(has("tier", { op: "is", value: "gold" }));
    expect(live({ entry, steps: [branch("b", [arm("gold", gold)])] }, {}).steps).toEqual(["b gold"]);
    const raise = [
      branch("a", [arm("pro", is("pro"), [update("raise", "tier", "gold")])]),
      branch("b", [arm("gold", gold)]),
    ];
    expect(live({ steps: raise }, {}).steps).toEqual(["a pro", "raise", "b gold"]);
  });

  it("knows that its customer is in the job, and where else they have been", () => {
    const inside = all({ kind: "membership", of: "job", slug: "nudge", is: "in" });
    const completed = all({ kind: "membership", of: "job", slug: "other", is: "has_completed" });
    const both = [branch("a", [arm("in", inside)]), branch("b", [arm("done", completed)])];
    const other = {
      kind: "job",
      slug: "other",
      open: false,
      everCompleted: true,
      everExited: false,
    } as const;
    expect(live({ steps: both }, {}, [], { memberships: [other] }).steps).toEqual(["a in", "b done"]);
    expect(live({ steps: both }, {}).steps).toEqual(["a in", "b otherwise"]);
  });

  it("asks at the moment at which it is due: after a wait, and by what time has brought", () => {
    const quiet = all(did("Signed In", { op: "=", times: 0 }, { within: days(3) }));
    const waiting = [wait("w", days(2)), branch("b", [arm("quiet", quiet, [update("nudge", "quiet")])])];
    const signedIn = (hours: number) => ({
      id: null,
      name: "Signed In",
      at: at(hours * HOUR_MS),
      properties: {},
    });
    expect(live({ steps: waiting }, {}, [2 * DAY_MS], { events: [signedIn(-25)] }).steps).toEqual([
      "w",
      "b quiet",
      "nudge",
    ]);
    expect(live({ steps: waiting }, {}, [2 * DAY_MS], { events: [signedIn(-23)] }).steps).toEqual([
      "w",
      "b otherwise",
    ]);
  });

  it("stands four deep, and a pass that waits in it goes on behind every one of them", () => {
    const deep = (left: number): Json =>
      branch(`b${left}`, [
        arm(`a${left}`, is("pro"), left === 1 ? [wait("inside", days(1))] : [deep(left - 1)]),
      ]);
    const { steps: seen, pass } = live({ steps: [deep(4), update("last", "done")] }, {}, [DAY_MS]);
    expect(seen).toEqual(["b4 a4", "b3 a3", "b2 a2", "b1 a1", "inside", "last"]);
    expect(pass?.stepId).toBeNull();
  });

  it("may come with all two hundred steps at once, and the pass still wakes at its limit", () => {
    const many = Array.from({ length: 100 }, (_, n) =>
      branch(`b${n}`, [arm(`a${n}`, is("pro"), [update(`u${n}`, "done")])]),
    );
    const { steps: seen, pass } = live({ steps: many }, {});
    expect(seen.length).toBe(200);
    expect(pass?.wakeAt).toEqual(at(10 * DAY_MS));
  });
});

describe("a time limit that begins with the last step", () => {
  const autoExit = { ...days(5), from: "last_step" };
  const steps = [wait("w1", days(20)), branch("b", [arm("pro", is("pro"), [wait("w2", days(3))])])];

  it("ends nothing while a step is still to come, and counts from the moment at which the last was played", () => {
    const inside = live({ autoExit, steps }, {}, [20 * DAY_MS]);
    expect(inside.pass?.wakeAt).toEqual(at(23 * DAY_MS));
    const behind = live({ autoExit, steps }, {}, [20 * DAY_MS, 23 * DAY_MS]);
    expect([behind.pass?.stepId, behind.pass?.wakeAt]).toEqual([null, at(28 * DAY_MS)]);
    const ended = live({ autoExit, steps }, {}, [20 * DAY_MS, 23 * DAY_MS, 28 * DAY_MS]);
    expect(ended.pass).toMatchObject({ status: "exited", reason: "deadline" });
  });

  it("leaves the last step its days when that was played late, instead of ending with it", () => {
    const late = live({ autoExit, steps: [wait("w1", days(2)), update("last", "done")] }, {}, [30 * DAY_MS]);
    expect([late.steps, late.pass?.status, late.pass?.wakeAt]).toEqual([
      ["w1", "last"],
      "open",
      at(35 * DAY_MS),
    ]);
  });

  it("begins with the entry where there is no step, or where the way taken has none", () => {
    expect(live({ autoExit, steps: [] }, {}).pass?.wakeAt).toEqual(at(5 * DAY_MS));
    const none = [branch("b", [arm("free", is("free"), [wait("w", days(3))])])];
    expect(live({ autoExit, steps: none }, {}).pass?.wakeAt).toEqual(at(5 * DAY_MS));
  });
});
