import { describe, expect, it } from "vitest";
import { problemsOf } from "@/lib/programmes/checks/problems-of";
import { definitionSchema } from "@/lib/programmes/definition-schema";
import { fileAt } from "@/tests/support/code";
import { neededToRun } from "@/tests/support/needed-to-run";
import { empty, neighbour, nudge } from "./setting";

describe("an editor in the browser", () => {
  it("checks and describes a definition without a schema, the database or the server", () => {
    for (const file of [
      "lib/programmes/checks/problems-of.ts",
      "lib/programmes/describe.ts",
      "lib/programmes/difference/difference.ts",
    ]) {
      const needed = [...neededToRun(file)];
      expect(needed).toContain("lib/audiences/conditions/event.ts");
      expect(needed.filter((name) => /^npm:(zod|drizzle-orm|server-only|node:|next|pg)/.test(name))).toEqual(
        [],
      );
      expect(needed.filter((name) => !name.startsWith("npm:") && !fileAt(name))).toEqual([]);
    }
  });

  it("has forms, outline and JSON that need no schema, database or server either", () => {
    for (const file of ["components/editor/editor-screen.tsx", "components/editor/json/json-view.tsx"]) {
      const needed = [...neededToRun(file)];
      expect(needed).toContain("components/editor/editor-context.tsx");
      expect(needed.filter((name) => /^npm:(zod|drizzle-orm|server-only|node:|pg)/.test(name))).toEqual([]);
    }
  });

  it("leaves the reading of what a stranger sent to the server", () => {
    expect(neededToRun("lib/programmes/draft/problems-of-json.ts")).toContain("npm:zod");
  });

  it("finds the same with surroundings that came as JSON", () => {
    const definition = definitionSchema.parse({ ...nudge(), exclusions: [] });
    const surroundings = {
      ...empty,
      programmes: [neighbour("other-job", nudge())],
      published: {
        target: "person" as const,
        steps: { welcome: "notify" as const },
        removedStepIds: ["gone"],
      },
    };
    const sent: typeof surroundings = JSON.parse(JSON.stringify(surroundings));
    expect(sent).toEqual(surroundings);
    expect(problemsOf(definition, sent)).toEqual(problemsOf(definition, surroundings));
  });
});
