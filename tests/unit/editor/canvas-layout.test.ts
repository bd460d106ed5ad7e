import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Box, Layout } from "@/components/editor/canvas/drawing/boxes";
import { placeKey } from "@/components/editor/canvas/drawing/boxes";
import { withKnown } from "@/components/editor/canvas/drawing/known";
import { layoutOf } from "@/components/editor/canvas/drawing/layout";
import { definitionSchema } from "@/lib/programmes/definition-schema";
import { addArm } from "@/lib/programmes/edit/arms";
import { type Edit, insert, setItem } from "@/lib/programmes/edit/commands";
import { everyPlace } from "@/lib/programmes/edit/every-place";
import { placedIds, walk } from "@/lib/programmes/flow";
import type { Definition } from "@/lib/programmes/schema";
import type { StepKind } from "@/lib/programmes/steps";
import { seeded } from "@/tests/support/random";
import { nudge } from "@/tests/unit/programmes/setting";

const kinds = [
  "message",
  "reminder",
  "notify",
  "update",
  "wait",
  "branch",
] as const satisfies readonly StepKind[];
const start = definitionSchema.parse(nudge());
const open = new Set<string>();

const result = (edit: Edit, before: Definition) => ("refused" in edit ? before : edit.definition);

/** A definition that grew at random from the onboarding nudge. */
function grown(seed: number, size: number): Definition {
  const random = seeded(seed);
  const pick = <One>(all: readonly One[]): One | undefined => all[Math.floor(random() * all.length)];
  let definition = start;
  for (let count = 0; count < size; count++) {
    const branches = placedIds(definition).filter(({ kind }) => kind === "branch");
    const branch = random() < 0.15 ? pick(branches) : undefined;
    const place = pick(everyPlace(definition));
    if (branch) definition = result(addArm(definition, branch.id), definition);
    else if (place) definition = result(insert(definition, pick(kinds) ?? "wait", place), definition);
  }
  return definition;
}

/** Some of its branches and ways, drawn at random. */
function closedIn(definition: Definition, seed: number): Set<string> {
  const random = seeded(seed);
  const all = placedIds(definition).flatMap(({ id, kind }) =>
    kind === "branch" ? [id, `${id}/otherwise`] : kind === "arm" ? [id] : [],
  );
  return new Set(all.filter(() => random() < 0.3));
}

const overlap = (a: Box, b: Box) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

function overlaps({ boxes }: Layout): string[] {
  return boxes.flatMap((box, index) =>
    boxes.slice(index + 1).flatMap((other) => (overlap(box, other) ? [`${box.id} and ${other.id}`] : [])),
  );
}

const jobs = fc.record({ seed: fc.nat(), size: fc.integer({ min: 0, max: 60 }), closed: fc.nat() });

describe("the drawing of a flow", () => {
  it("has no two cards over one another, whatever the job and whatever is closed in it", () => {
    fc.assert(
      fc.property(jobs, ({ seed, size, closed }) => {
        const definition = grown(seed, size);
        expect(overlaps(layoutOf(definition, open))).toEqual([]);
        expect(overlaps(layoutOf(definition, closedIn(definition, closed)))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it("has one plus for every place, and one stop for everything that can be selected, in reading order", () => {
    fc.assert(
      fc.property(jobs, ({ seed, size }) => {
        const definition = grown(seed, size);
        const { gaps, stops } = layoutOf(definition, open);
        const places = everyPlace(definition).map(placeKey);
        expect(gaps.map(({ key }) => key).sort()).toEqual(places.sort());
        const steps = walk(definition).map(({ step }) => step.id);
        const drawn = stops.map(({ id }) => id);
        expect(drawn.filter((id) => steps.includes(id))).toEqual(steps);
        expect(new Set(drawn).size).toBe(drawn.length);
        expect(drawn).toEqual(expect.arrayContaining(placedIds(definition).map(({ id }) => id)));
      }),
      { numRuns: 60 },
    );
  });

  it("is the same for the same job, and what stands above a change stays where it is", () => {
    fc.assert(
      fc.property(jobs, fc.nat(), fc.constantFrom(...kinds), ({ seed, size }, at, kind) => {
        const definition = grown(seed, size);
        const before = layoutOf(definition, open);
        expect(layoutOf(structuredClone(definition), open)).toEqual(before);
        const index = at % (definition.steps.length + 1);
        const changed = result(insert(definition, kind, { list: "steps", index }), definition);
        const gap = before.gaps.find(({ key }) => key === `steps:${index}`);
        const moved = layoutOf(changed, open).boxes;
        for (const box of before.boxes) {
          if (!gap || box.y + box.height > gap.y) continue;
          expect(moved.find(({ id }) => id === box.id)).toMatchObject({ x: box.x, y: box.y });
        }
      }),
      { numRuns: 60 },
    );
  });

  it("keeps every card and gap the very same but those whose own words change", () => {
    const definition = grown(11, 80);
    const before = layoutOf(definition, open);
    const [first] = definition.entry;
    if (!first) throw new Error("The nudge begins with an action.");
    const edited = result(setItem(definition, { ...first }), definition);
    const after = withKnown(layoutOf(edited, open), before);
    const anew = after.boxes.filter((box, index) => box !== before.boxes[index]);
    expect(anew.map(({ id }) => id)).toEqual(["#entry"]);
    const gaps = after.gaps.filter((gap, index) => gap !== before.gaps[index]);
    expect(gaps.every(({ before, behind }) => before?.id === first.id || behind?.id === first.id)).toBe(true);
    expect(gaps.length).toBeLessThanOrEqual(2);
  });

  it("takes a few milliseconds at two hundred steps", () => {
    const definition = grown(7, 400);
    expect(walk(definition).length).toBeGreaterThan(150);
    layoutOf(definition, open);
    const times = Array.from({ length: 20 }, () => {
      const from = performance.now();
      layoutOf(definition, open);
      return performance.now() - from;
    });
    // The quickest of many: the machine may be busy with something else.
    expect(Math.min(...times)).toBeLessThan(8);
  });
});
