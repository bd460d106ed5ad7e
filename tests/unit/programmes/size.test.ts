import { describe, expect, it } from "vitest";
import { definitionBounds as most, sizeProblems } from "@/lib/programmes/draft/size-problems";
import { attribute, check, empty, type Json, known, neighbour, nudge } from "./setting";

const condition = (at: number): Json => ({
  kind: "attribute",
  attribute: `a_${at}`,
  is: { op: "has_any_value" },
});
const conditions = (count: number): Json => ({
  any: Array.from({ length: Math.ceil(count / 50) }, (_, group) => ({
    all: Array.from({ length: Math.min(50, count - group * 50) }, (_, at) => condition(group * 50 + at)),
  })),
});
const texts = (count: number, body: string) =>
  Array.from({ length: count }, (_, at) => ({
    kind: "message",
    id: `m-${at}`,
    subject: "S",
    body: `${at} ${body}`,
  }));
const sizes = (json: Json) => sizeProblems(json).map(({ path, message }) => `${path}: ${message}`);

describe("a definition that is too large", () => {
  it("is told so before anything of it is read: 460 KB of placeholders", () => {
    const draft = { ...nudge(), entry: texts(9, "{x}".repeat(16_600)) };
    expect(JSON.stringify(draft).length).toBeGreaterThan(440_000);
    expect(sizes(draft)[0]).toBe(
      "entry[0].body: A text may have 500 placeholders at most; this one has 16,600.",
    );
    const { definition, problems } = check(draft);
    expect(definition).toBeNull();
    expect(new Set(problems.map((problem) => problem.check))).toEqual(new Set(["size"]));
  });

  it("is told so by its filter: 6,000 conditions", () => {
    expect(sizes({ ...nudge(), audience: conditions(6_000) })).toEqual([
      "audience: A filter may have 200 conditions at most; this one has 6,000.",
      ": A definition may have 1,000 conditions at most; this one has 6,001.",
    ]);
  });

  it("is told so where conditions hide among an organisation's people, exclusions and actions", () => {
    const people = {
      kind: "people",
      quantifier: "any",
      all: Array.from({ length: 20 }, (_, at) => condition(at)),
    };
    expect(sizes({ audience: { any: [{ all: Array.from({ length: 11 }, () => people) }] } })).toHaveLength(1);
    const each = Array.from({ length: 6 }, () => ({ kind: "update", when: conditions(180) }));
    expect(sizes({ entry: each })).toEqual([
      ": A definition may have 1,000 conditions at most; this one has 1,080.",
    ]);
    expect(sizes({ exclusions: Array.from({ length: 1_001 }, (_, at) => condition(at)) })).toHaveLength(1);
  });

  it("is told so by the length of a text, and by many placeholders in many texts", () => {
    expect(sizes({ entry: [{ body: "w".repeat(most.textLength + 1) }] })[0]).toMatch(
      /^entry\[0\]\.body: A text may have 50,000 characters/,
    );
    expect(sizes({ entry: texts(5, "{x}".repeat(450)) })).toEqual([
      ": A definition may have 2,000 placeholders at most; this one has 2,250.",
    ]);
  });
});

describe("a definition as large as it may be", () => {
  const large = () => ({
    ...nudge(),
    audience: conditions(most.conditionsOfFilter),
    entry: texts(4, many(490)),
  });
  const many = (count: number) => Array.from({ length: count }, (_, at) => `{u_${at}}`).join(" ");

  it("has its problems named", () => {
    const { definition, problems } = check(large());
    expect(sizes(large())).toEqual([]);
    expect(definition).not.toBeNull();
    expect(problems.filter((problem) => problem.check === "M01").length).toBeGreaterThan(490);
  });

  it("is checked by going through the catalogue and the other jobs as often as a small one", () => {
    const reads = (json: Json) => {
      let count = 0;
      const counted = <Item extends object>(list: Item[]) =>
        new Proxy(list, {
          get(target, key, self) {
            if (typeof key === "string" && /^\d+$/.test(key)) count++;
            return Reflect.get(target, key, self);
          },
        });
      const catalogue = counted([...known, attribute("plan", "text")]);
      check(json, { ...empty, catalogue, programmes: counted([neighbour("other", nudge())]) });
      return count;
    };
    const perAction = reads({ ...nudge(), entry: texts(4, "{u_1}") });
    expect(reads(large())).toBeLessThan(2 * perAction);
  });
});

describe("an attribute kept under a key from when letters were left out", () => {
  const catalogue = [
    ...known,
    attribute("gro_e", "number", { aliases: ["größe"] }),
    attribute("x_2", "text", { aliases: ["Телефон 2"] }),
  ];
  const greet = (body: string) => [{ kind: "message", id: "m-1", subject: "S", body }];

  it("is asked for and written into messages by that key, and its other name is an error with the way out", () => {
    const audience = {
      any: [{ all: [{ kind: "attribute", attribute: "größe", is: { op: "has_any_value" } }] }],
    };
    const { problems } = check(
      { ...nudge(), audience, entry: greet("{Größe} {телефон_2} {x_2}") },
      { catalogue },
    );
    const named = problems.filter((problem) => problem.check === "name");
    expect(named.map(({ path, severity, fix }) => [path, severity, fix])).toEqual([
      ["audience.any[0].all[0].attribute", "error", "Write gro_e."],
      ["entry[0].body", "error", "Write gro_e."],
      ["entry[0].body", "error", "Write x_2."],
    ]);
  });

  it("is no matter where there is an attribute of that very name", () => {
    const both = [...catalogue, attribute("größe", "number")];
    expect(check({ ...nudge(), entry: greet("{größe}") }, { catalogue: both }).find("name")).toBeUndefined();
  });
});
