import { describe, expect, it } from "vitest";
import { headingOf } from "@/components/editor/panel/panel-heading";
import { problemsOfSelection, selectedItem } from "@/components/editor/panel/selected-item";
import { definitionSchema } from "@/lib/programmes/definition-schema";
import type { Problem } from "@/lib/programmes/schema";
import { nudge } from "@/tests/unit/programmes/setting";

const definition = definitionSchema.parse({
  ...nudge(),
  steps: [
    {
      kind: "branch",
      id: "plan",
      arms: [
        {
          id: "pro",
          when: { any: [] },
          steps: [{ kind: "wait", id: "w", delay: { amount: 2, unit: "days" } }],
        },
      ],
      otherwise: [],
    },
  ],
});

/** What the panel says above what is selected; null when nothing is. */
function title(selected: string): string | null {
  const found = selectedItem(definition, selected);
  return found && headingOf(definition, found).title;
}

describe("what the panel shows", () => {
  it("is named by its own first line", () => {
    expect(title("welcome")).toBe("Quick tip to get started");
    expect(title("#goal")).toBe("Goal");
    expect(title("plan/otherwise")).toBe("Otherwise");
    expect(title("pro")).toBe("Nobody yet");
  });

  it("is nothing once it is gone", () => {
    expect(title("no-such-step")).toBeNull();
    expect(title("no-such-branch/otherwise")).toBeNull();
    expect(title("welcome/otherwise")).toBeNull();
  });

  it("has the problems of its own fields, not those of what stands within it", () => {
    const at = (path: string): Problem => ({ check: "X", severity: "error", path, message: path });
    const all = [
      "entry[0].subject",
      "steps[0].arms[0].when",
      "steps[0].arms[0].steps[0].delay",
      "goal.filter",
    ].map(at);
    const paths = (selected: string) =>
      problemsOfSelection(definition, all, selected).map(({ path }) => path);
    expect(paths("welcome")).toEqual(["subject"]);
    expect(paths("plan")).toEqual([]);
    expect(paths("pro")).toEqual(["when"]);
    expect(paths("w")).toEqual(["delay"]);
    expect(paths("#goal")).toEqual(["goal.filter"]);
  });
});
