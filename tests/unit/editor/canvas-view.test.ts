import { describe, expect, it } from "vitest";
import { focusFrom } from "@/components/editor/canvas/drawing/focus-order";
import { layoutOf } from "@/components/editor/canvas/drawing/layout";
import { gapsFor, nearestGap } from "@/components/editor/canvas/drawing/nearest-gap";
import { edgePan, firstView, fitted, revealing, zoomed } from "@/components/editor/canvas/drawing/view";
import { definitionSchema } from "@/lib/programmes/definition-schema";
import { insert } from "@/lib/programmes/edit/commands";
import { nudge } from "@/tests/unit/programmes/setting";

const frame = { width: 800, height: 600 };
const start = definitionSchema.parse(nudge());
const edit = insert(start, "branch", { list: "steps", index: 1 });
if ("refused" in edit) throw new Error(edit.refused);
const definition = edit.definition;
const layout = layoutOf(definition, new Set());

describe("how the drawing is seen", () => {
  it("begins with all of it if that can be read, else with its beginning at a size that can", () => {
    expect(firstView({ x: -150, y: 0, width: 300, height: 400 }, frame)).toEqual({ x: 400, y: 32, zoom: 1 });
    expect(firstView({ x: -150, y: 0, width: 300, height: 9000 }, frame)).toEqual({
      x: 400,
      y: 32,
      zoom: 0.8,
    });
  });

  it("shows all of it in the middle when asked", () => {
    const { x, zoom } = fitted({ x: -500, y: 0, width: 1000, height: 300 }, frame);
    expect(x + -500 * zoom).toBeCloseTo((800 - 1000 * zoom) / 2);
    expect(1000 * zoom).toBeLessThanOrEqual(736);
  });

  it("moves as little as it takes to see a card, and not at all for one that is seen", () => {
    const view = { x: 400, y: 32, zoom: 1 };
    expect(revealing(view, frame, { x: -150, y: 0, width: 300, height: 80 })).toBeNull();
    expect(revealing(view, frame, { x: -150, y: 900, width: 300, height: 40 })).toEqual({
      ...view,
      y: 600 - 32 - 940,
    });
    expect(revealing(view, { ...frame, width: 500 }, { x: -150, y: 0, width: 300, height: 80 })).toEqual({
      ...view,
      x: 500 - 32 - 150,
    });
  });

  it("keeps what is in the middle there while it grows and shrinks, within bounds", () => {
    const view = { x: 400, y: 300, zoom: 1 };
    expect(zoomed(view, frame, 1.25)).toEqual({ x: 400, y: 300, zoom: 1.25 });
    expect(zoomed({ x: 0, y: 0, zoom: 1 }, frame, 100).zoom).toBe(1.5);
    expect(zoomed({ x: 0, y: 0, zoom: 1 }, frame, 0.01).zoom).toBe(0.1);
  });

  it("moves on while something is dragged at an edge of the frame", () => {
    const box = { x: 0, y: 0, ...frame };
    expect(edgePan({ x: 400, y: 300 }, box)).toEqual({ dx: 0, dy: 0 });
    expect(edgePan({ x: 400, y: 590 }, box).dy).toBeLessThan(0);
    expect(edgePan({ x: 4, y: 300 }, box).dx).toBeGreaterThan(0);
  });
});

describe("where a dragged card may go", () => {
  it("is never the gap that it lies in, nor one that does not take its kind, nor within itself", () => {
    const reminder = gapsFor(definition, layout.gaps, "reminder-1").map(({ key }) => key);
    expect(reminder).toEqual(
      expect.arrayContaining(["branch-1/branch-1-1:0", "branch-1/otherwise:0", "steps:2"]),
    );
    expect(reminder.filter((key) => /^(entry|completion|exit|steps:[01])/.test(key))).toEqual([]);
    const branch = gapsFor(definition, layout.gaps, "branch-1").map(({ key }) => key);
    expect(branch).toEqual(["steps:0"]);
  });

  it("is the nearest gap wherever the pointer is", () => {
    const gaps = gapsFor(definition, layout.gaps, "reminder-1");
    const aim = gaps.find(({ key }) => key === "branch-1/otherwise:0");
    if (!aim) throw new Error("Otherwise takes a reminder.");
    expect(nearestGap(gaps, { x: aim.x + 700, y: aim.y + 3 })?.key).toBe(aim.key);
    expect(nearestGap([], { x: 0, y: 0 })).toBeNull();
  });
});

describe("the arrow keys of the drawing", () => {
  it("go down and up in reading order, and stay at its ends", () => {
    const walked = ["#audience"];
    for (let at = 1; at < layout.stops.length; at++)
      walked.push(focusFrom(layout, walked.at(-1) ?? "", "next"));
    expect(walked).toEqual(layout.stops.map(({ id }) => id));
    const last = walked.at(-1) ?? "";
    expect(focusFrom(layout, last, "next")).toBe(last);
    expect(focusFrom(layout, "#audience", "previous")).toBe("#audience");
    expect(focusFrom(layout, "#audience", "last")).toBe(last);
  });

  it("go sideways between the ways of a branch and between the two ends", () => {
    expect(focusFrom(layout, "branch-1", "right")).toBe("branch-1-1");
    expect(focusFrom(layout, "branch-1-1", "right")).toBe("branch-1/otherwise");
    expect(focusFrom(layout, "branch-1/otherwise", "right")).toBe("branch-1/otherwise");
    expect(focusFrom(layout, "branch-1-1", "left")).toBe("branch-1");
    expect(focusFrom(layout, "#goal", "right")).toBe("#exit");
    expect(focusFrom(layout, definition.exit[0]?.id ?? "", "left")).toBe("#goal");
    expect(focusFrom(layout, "welcome", "right")).toBe("welcome");
  });
});
