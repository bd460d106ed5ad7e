import { describe, expect, it } from "vitest";
import {
  comparisonTexts,
  operatorsFor,
  readComparison,
  suitedTo,
} from "@/components/editor/panel/filter/comparisons";
import {
  duplicateAt,
  replaceAt,
  withConditions,
  withGroup,
} from "@/components/editor/panel/filter/edit-filter";
import { rowKey, rowKeys, takeFresh } from "@/components/editor/panel/filter/row-keys";
import { comparisonSchema } from "@/lib/audiences/filter-schema";
import { type Comparison, type Condition, operators } from "@/lib/audiences/schema";

const comparisons: Comparison[] = [
  { op: "is", value: "gold" },
  { op: "does_not_contain", value: "@acme.com" },
  { op: "is_one_of", values: ["a, b", "c"] },
  { op: "=", value: 0 },
  { op: "between", from: -1, to: 2.5 },
  { op: "is_true" },
  { op: "more_than_ago", value: { amount: 30, unit: "days" } },
  { op: "before", value: "2026-03-01T09:30:00.000Z" },
  { op: "has_no_value" },
];

describe("how a comparison is typed", () => {
  it("each is the same again once it was typed, and parses", () => {
    for (const is of comparisons) {
      expect(readComparison(comparisonTexts(is))).toEqual({ ok: true, value: is });
      expect(comparisonSchema.safeParse(is).success).toBe(true);
    }
  });

  it("what is not complete is not read, and says which input is missing", () => {
    const typed = comparisonTexts({ op: "has_any_value" });
    expect(readComparison({ ...typed, op: "is" })).toMatchObject({ ok: false, at: "text" });
    expect(readComparison({ ...typed, op: ">=" })).toMatchObject({ ok: false, at: "number" });
    expect(readComparison({ ...typed, op: "between", from: "3", to: "1" })).toMatchObject({ at: "to" });
    expect(readComparison({ ...typed, op: "after" })).toMatchObject({ ok: false, at: "day" });
    expect(readComparison({ ...typed, op: "is_one_of", texts: " \n" })).toMatchObject({ ok: false });
  });

  it("what was written for one operator is still there for the next", () => {
    const typed = { ...comparisonTexts({ op: "is", value: "gold" }), op: "contains" };
    expect(readComparison(typed)).toEqual({ ok: true, value: { op: "contains", value: "gold" } });
  });

  it("a type offers the operators that suit it, and the one in use besides", () => {
    expect(operatorsFor("boolean", "is_true")).toEqual([...operators.boolean, ...operators.any]);
    expect(operatorsFor("json", "has_any_value")).toEqual([...operators.any]);
    expect(operatorsFor("number", "contains")).toContain("contains");
    expect(operatorsFor(null, "is")).toHaveLength(Object.values(operators).flat().length);
  });

  it("an attribute of another type keeps a comparison that suits it, and no other", () => {
    expect(suitedTo("text", { op: "is", value: "gold" })).toEqual({ op: "is", value: "gold" });
    expect(suitedTo("number", { op: "is", value: "gold" })).toEqual({ op: "has_any_value" });
    expect(suitedTo("boolean", { op: ">", value: 1 })).toEqual({ op: "is_true" });
    expect(suitedTo(null, { op: ">", value: 1 })).toEqual({ op: ">", value: 1 });
  });
});

describe("the rows of a filter", () => {
  const condition = (attribute: string): Condition => ({
    kind: "attribute",
    of: "self",
    attribute,
    is: { op: "has_any_value" },
  });

  it("a group that has lost its last condition goes", () => {
    const filter = { any: [{ all: [condition("a")] }, { all: [condition("b")] }] };
    expect(withConditions(filter, 0, []).any).toEqual([{ all: [condition("b")] }]);
  });

  it("a changed row keeps its key, a copied one gets its own and asks for the focus", () => {
    const [first, second] = [condition("a"), condition("b")];
    const key = rowKey(first);
    const [changed] = replaceAt([first, second], 0, condition("c"));
    expect(changed && rowKey(changed)).toBe(key);
    const copied = duplicateAt([first, second], 0);
    expect(copied.map((one) => "attribute" in one && one.attribute)).toEqual(["a", "a", "b"]);
    expect(new Set(rowKeys(copied)).size).toBe(3);
    expect(copied.map(takeFresh)).toEqual([false, true, false]);
  });

  it("one object in two rows still makes two keys", () => {
    const one = condition("a");
    expect(new Set(rowKeys([one, one])).size).toBe(2);
  });

  it("another way in is another group", () => {
    expect(withGroup({ any: [] }, condition("a")).any).toEqual([{ all: [condition("a")] }]);
  });
});
