import { describe, expect, it } from "vitest";
import type { Filter } from "@/lib/audiences/schema";
import { definitionSchema } from "@/lib/programmes/definition-schema";
import { filtersOf } from "@/lib/programmes/filters-of";
import { findStep, firstStep, placedIds, stepAfter, stepsFrom, walk } from "@/lib/programmes/flow";
import type { Branch, Step } from "@/lib/programmes/schema";

const wait = (id: string): Step => ({ kind: "wait", id, delay: { amount: 1, unit: "days" } });
const is = (value: string): Filter => ({
  any: [{ all: [{ kind: "attribute", of: "self", attribute: "plan", is: { op: "is", value } }] }],
});
const branch = (id: string, arms: Branch["arms"], otherwise: Step[] = []): Branch => ({
  kind: "branch",
  id,
  arms,
  otherwise,
});
const inner = branch("inner", [{ id: "x", when: is("x"), steps: [wait("in-x")] }]);
const flow = {
  steps: [
    wait("first"),
    branch(
      "fork",
      [
        { id: "pro", when: is("pro"), steps: [wait("pro-1"), inner] },
        { id: "empty", when: is("free"), steps: [] },
      ],
      [wait("other")],
    ),
    wait("last"),
  ],
};
const definition = definitionSchema.parse({
  name: "Branches",
  audience: is("a"),
  goal: { filter: is("b") },
  autoExit: { amount: 9, unit: "days" },
  steps: flow.steps,
});

describe("the order of a flow with branches", () => {
  it("is read from top to bottom, each arm after the other, with its place in the definition", () => {
    expect(walk(flow).map(({ step, path }) => `${step.id} ${path}`)).toEqual([
      "first steps[0]",
      "fork steps[1]",
      "pro-1 steps[1].arms[0].steps[0]",
      "inner steps[1].arms[0].steps[1]",
      "in-x steps[1].arms[0].steps[1].arms[0].steps[0]",
      "other steps[1].otherwise[0]",
      "last steps[2]",
    ]);
  });

  it("goes on in the arm that was chosen, and behind the branch where an arm ends or is empty", () => {
    const next = (id: string, way?: string) => stepAfter(flow, id, way)?.id ?? null;
    expect(firstStep(flow)?.id).toBe("first");
    expect(next("first")).toBe("fork");
    expect([next("fork", "pro"), next("fork", "empty"), next("fork", "otherwise")]).toEqual([
      "pro-1",
      "last",
      "other",
    ]);
    expect([next("inner", "x"), next("inner", "otherwise"), next("in-x")]).toEqual(["in-x", "last", "last"]);
    expect([next("other"), next("last"), next("nowhere")]).toEqual(["last", null, null]);
  });

  it("finds a step however deep it lies, and what may still come after it", () => {
    expect(findStep(flow, "in-x")?.id).toBe("in-x");
    expect(stepsFrom(flow, "inner").map(({ id }) => id)).toEqual(["inner", "in-x", "last"]);
    expect(stepsFrom(flow, "other").map(({ id }) => id)).toEqual(["other", "last"]);
    expect(stepsFrom(flow, "nowhere")).toEqual([]);
  });

  it("names every arm and every filter with its place", () => {
    expect(
      placedIds(definition).flatMap(({ id, kind, path }) => (kind === "arm" ? `${id} ${path}` : [])),
    ).toEqual(["pro steps[1].arms[0]", "empty steps[1].arms[1]", "x steps[1].arms[0].steps[1].arms[0]"]);
    expect(filtersOf(definition).flatMap(({ role, path }) => (role === "arm" ? path : []))).toEqual([
      "steps[1].arms[0].when",
      "steps[1].arms[1].when",
      "steps[1].arms[0].steps[1].arms[0].when",
    ]);
  });
});

describe("a definition with branches", () => {
  const steps = (some: Step[]) => definitionSchema.safeParse({ ...definition, steps: some });
  const nested = (deep: number): Step =>
    branch(`b${deep}`, [{ id: `a${deep}`, when: is("x"), steps: deep > 1 ? [nested(deep - 1)] : [] }]);

  it("may hold branches four deep, and says where the fifth stands", () => {
    expect(steps([nested(4)]).success).toBe(true);
    const { error } = steps([nested(5)]);
    expect(error?.issues.map(({ message, path }) => `${message} ${path.join(".")}`)).toEqual([
      "Branches stand at most 4 deep within one another. steps.0.arms.0.steps.0.arms.0.steps.0.arms.0.steps.0.arms.0.steps.0",
    ]);
  });

  it("has at most 200 steps, those in arms included", () => {
    const many = (count: number) => Array.from({ length: count }, (_, at) => wait(`w-${at}`));
    expect(steps([branch("b", [{ id: "a", when: is("x"), steps: many(150) }]), ...many(49)]).success).toBe(
      true,
    );
    expect(
      steps([branch("b", [{ id: "a", when: is("x"), steps: many(150) }]), ...many(50)]).error?.issues[0]
        ?.message,
    ).toBe("A flow has at most 200 steps in all.");
  });

  it("keeps the word for whoever matches no arm to itself, and asks for one arm at least", () => {
    expect(steps([branch("b", [{ id: "otherwise", when: is("x"), steps: [] }])]).success).toBe(false);
    expect(steps([branch("b", [])]).error?.issues[0]?.message).toBe("A branch has at least one arm.");
  });
});
