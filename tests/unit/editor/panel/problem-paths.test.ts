import { describe, expect, it } from "vitest";
import {
  isWithin,
  nearestField,
  problemsBeside,
  problemsSeenFrom,
} from "@/components/editor/panel/problem-paths";
import type { Problem } from "@/lib/programmes/schema";

const at = (path: string): Problem => ({ check: "X", severity: "error", path, message: path });
const paths = (problems: readonly Problem[]) => problems.map(({ path }) => path);

describe("where a problem is shown", () => {
  it("a path lies within a place, not within one whose name only begins alike", () => {
    expect(isWithin("steps[1].when.any[0]", "steps[1].when")).toBe(true);
    expect(isWithin("steps[1]", "steps[1]")).toBe(true);
    expect(isWithin("steps[10].when", "steps[1]")).toBe(false);
    expect(isWithin("bodyguard", "body")).toBe(false);
    expect(isWithin("anything", "")).toBe(true);
  });

  it("a form sees the paths of its own item only, from where the item stands", () => {
    const all = [at("steps[0].body"), at("steps[0].when.any[0].all[1]"), at("steps[0]"), at("steps[1].body")];
    expect(paths(problemsSeenFrom(all, "steps[0]"))).toEqual(["body", "when.any[0].all[1]", ""]);
  });

  it("what no field shows is left for the form itself", () => {
    const all = [at("body"), at("kind"), at("when.any[0]"), at("")];
    expect(paths(problemsBeside(all, ["body", "when"]))).toEqual(["kind", ""]);
  });

  it("a problem's field is itself, else the closest that holds it, else the first inside it", () => {
    const fields = ["subject", "sender.name", "when", "when.any[0].all[0].is"];
    expect(nearestField(fields, "subject")).toBe("subject");
    expect(nearestField(fields, "when.any[0].all[0].is.op")).toBe("when.any[0].all[0].is");
    expect(nearestField(fields, "when.any[3]")).toBe("when");
    expect(nearestField(fields, "sender")).toBe("sender.name");
    expect(nearestField(fields, "kind")).toBeNull();
  });
});
