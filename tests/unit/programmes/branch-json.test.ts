import { describe, expect, it } from "vitest";
import { parseDefinition } from "@/lib/programmes/draft/parse-definition";
import { storable } from "@/lib/programmes/draft/storable-draft";
import { walk } from "@/lib/programmes/flow";
import { all, arm, branch, days, has, message, wait } from "@/tests/support/jobs";
import { check, type Json, nudge } from "./setting";

const pro = all(has("plan", { op: "is", value: "pro" }));
const withSteps = (...steps: Json[]): Json => ({ ...nudge(), steps });
const shape = (json: Json) =>
  check(json).problems.flatMap(({ check: name, path, message: words, fix }) =>
    name === "shape" || name === "size" ? [[path, words, fix].filter(Boolean).join(" | ")] : [],
  );
const nested = (deep: number): Json =>
  branch(`b${deep}`, [
    arm(`a${deep}`, pro, deep > 1 ? [nested(deep - 1)] : [message("deep", { when: pro })]),
  ]);
/** Written as text: building so deep a value by hand would not be a test of reading it. */
const bottomless = (deep: number): Json => {
  const text = '{"kind":"branch","id":"b","arms":[{"id":"a","when":{"any":[]},"steps":[';
  return { ...nudge(), steps: JSON.parse(`[${text.repeat(deep)}${"]}]}".repeat(deep)}]`) };
};

describe("the JSON of a branch", () => {
  it("comes back as it was sent, however it is nested, and without otherwise it has an empty one", () => {
    const json = withSteps(branch("b", [arm("a", pro, [nested(3)], { name: "Pro" })], [wait("w", days(1))]));
    const { definition } = check(json);
    expect(definition?.steps).toMatchObject(JSON.parse(JSON.stringify(json.steps)));
    expect(check(JSON.parse(JSON.stringify(definition))).definition).toEqual(definition);
    const { otherwise: _, ...bare } = branch("b", [arm("a", pro)]);
    expect(check(withSteps(bare)).definition?.steps).toMatchObject([{ otherwise: [] }]);
  });

  it("may be as deep as branches may stand, with a filter at the bottom, and is kept", () => {
    const json = withSteps(nested(4));
    expect(shape(json)).toEqual([]);
    expect(storable(json)).toEqual(json);
  });

  it("is told where its fifth branch stands, its two hundred and first step and its fifty-first arm", () => {
    expect(shape(withSteps(nested(5)))).toEqual([
      "steps[0].arms[0].steps[0].arms[0].steps[0].arms[0].steps[0].arms[0].steps[0] | Branches stand at most 4 deep within one another.",
    ]);
    const waits = (count: number, name: string) =>
      Array.from({ length: count }, (_, n) => wait(`${name}${n}`, days(1)));
    expect(shape(withSteps(branch("b", [arm("a", pro, waits(150, "v"))]), ...waits(50, "w")))).toEqual([
      "steps | A flow has at most 200 steps in all.",
    ]);
    const arms = Array.from({ length: 51 }, (_, n) => arm(`a${n}`, pro));
    expect(shape(withSteps(branch("b", arms)))).toEqual([
      'steps[0].arms | "arms" must have at most 50 entries.',
    ]);
  });

  it("keeps the word otherwise to itself, and asks for an arm", () => {
    expect(shape(withSteps(branch("b", [arm("otherwise", pro)])))).toEqual([
      'steps[0].arms[0].id | "otherwise" is the way of whoever matches no arm.',
    ]);
    expect(shape(withSteps(branch("b", [])))[0]).toContain("steps[0].arms |");
  });

  it("has no place outside the steps", () => {
    const { problems } = check({ ...nudge(), exit: [branch("b", [arm("a", pro)])] });
    expect(problems.find(({ path }) => path === "exit[0].kind")).toMatchObject({
      message: "A branch cannot stand here.",
      fix: 'Move it to "steps".',
    });
  });

  it("has every fault in an arm named with its place and the way out", () => {
    const faults = [
      { ...message("m"), subjekt: "x" },
      { ...wait("w", { amount: "2", unit: "dais" }) },
      { kind: "massage", id: "n" },
    ];
    const broken = branch("b", [arm("a", pro, [branch("c", [{ ...arm("d", pro), whem: 1 }], faults)])]);
    const at = "steps[0].arms[0].steps[0]";
    expect(shape(withSteps(broken))).toEqual([
      `${at}.arms[0].whem | "whem" is not known here: did you mean "when"? | Write "when".`,
      `${at}.otherwise[0].subjekt | "subjekt" is not known here: did you mean "subject"? | Write "subject".`,
      `${at}.otherwise[1].delay.amount | "amount" must be a number, not "2". | Write 2 without quotes.`,
      `${at}.otherwise[1].delay.unit | "unit" cannot be "dais": did you mean "days"? | Write "days".`,
      `${at}.otherwise[2].kind | "kind" cannot be "massage": did you mean "message"? | Write "message".`,
    ]);
  });

  it("is checked for sense around its faults, at the places at which it is written", () => {
    const steps = [
      { kind: "massage", id: "broken" },
      branch("b", [
        { id: "gone", when: 7, steps: [] },
        arm("a", all(has("craeted_at")), [{ kind: "massage", id: "n" }, wait("late", days(30))]),
      ]),
    ];
    const { problems } = check(withSteps(...steps));
    const places = problems
      .filter(({ check: name }) => name === "unseen" || name === "J09")
      .map(({ path }) => path);
    expect(places.sort()).toEqual([
      "steps[1].arms[1].steps[1].delay",
      "steps[1].arms[1].when.any[0].all[0].attribute",
    ]);
    const only = withSteps(
      branch("b", [{ id: "gone", when: 7, steps: [] }], [wait("late", days(30))]),
      wait("w", days(1)),
    );
    const { readable } = parseDefinition(only, "job");
    expect(readable && walk(readable).map(({ step }) => step.id)).toEqual(["w"]);
  });

  it("that never ends is refused in a sentence, not by falling over", () => {
    const json = bottomless(10_000);
    expect(() => storable(json)).toThrow("cannot be stored");
    expect(shape(json)).toEqual(["steps[0] | A definition may be nested 40 levels deep at most."]);
  });
});
