import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createEditor } from "@/components/editor/editor-store";
import { definitionSchema } from "@/lib/programmes/definition-schema";
import { addArm, moveArm, removeArm, setArm } from "@/lib/programmes/edit/arms";
import {
  duplicate,
  type Edit,
  insert,
  move,
  paste,
  remove,
  setItem,
  setParts,
} from "@/lib/programmes/edit/commands";
import { everyPlace, neighbourPlace, placesFor } from "@/lib/programmes/edit/every-place";
import { withFreshIds } from "@/lib/programmes/edit/fresh-ids";
import { whyNotHere } from "@/lib/programmes/edit/may-stand";
import { placeWords } from "@/lib/programmes/edit/place-words";
import { findItem, placeOf } from "@/lib/programmes/edit/places";
import { selectionAt } from "@/lib/programmes/edit/selection-at";
import { findStep, placedIds, walk } from "@/lib/programmes/flow";
import type { Definition } from "@/lib/programmes/schema";
import type { StepKind } from "@/lib/programmes/steps";
import { isBranch } from "@/lib/programmes/steps/branch";
import { empty, nudge } from "./setting";

const kinds = ["message", "reminder", "notify", "update", "wait", "branch"] as const satisfies StepKind[];
const start = definitionSchema.parse(nudge());
const made = (edit: Edit) => {
  if ("refused" in edit) throw new Error(edit.refused);
  return edit.definition;
};
const orderOf = (definition: Definition) => placedIds(definition).map(({ id }) => id);

/** One command drawn at random, at a place or on an item drawn at random. */
const commands = fc.record({
  what: fc.constantFrom(
    "insert",
    "move",
    "remove",
    "keep",
    "duplicate",
    "paste",
    "field",
    "part",
    "addArm",
    "setArm",
    "moveArm",
    "removeArm",
  ),
  kind: fc.constantFrom(...kinds),
  at: fc.nat(),
  to: fc.nat(),
  text: fc.string({ maxLength: 40 }),
});
type Command = typeof commands extends fc.Arbitrary<infer C> ? C : never;

function carryOut(definition: Definition, { what, kind, at, to, text }: Command): Edit | Definition {
  const ids = placedIds(definition).filter((one) => one.kind !== "arm");
  const arms = placedIds(definition).filter((one) => one.kind === "arm");
  const id = ids[at % Math.max(1, ids.length)]?.id ?? "none";
  const arm = arms[at % Math.max(1, arms.length)]?.id ?? "none";
  const places = everyPlace(definition);
  const place = places[to % places.length] ?? { list: "steps", index: 0 };
  const item = findItem(definition, id);
  switch (what) {
    case "insert":
      return insert(definition, kind, place);
    case "move":
      return move(definition, id, place);
    case "remove":
      return remove(definition, id);
    case "keep":
      return remove(definition, id, item && isBranch(item) ? (item.arms[0]?.id ?? null) : null);
    case "duplicate":
      return duplicate(definition, id);
    case "paste":
      return item ? paste(definition, [item], place) : definition;
    case "field":
      return item ? setItem(definition, "subject" in item ? { ...item, subject: text } : item) : definition;
    case "part":
      return setParts(definition, { description: text });
    case "addArm":
      return addArm(definition, id);
    case "setArm":
      return setArm(definition, arm, { name: text.trim() || undefined });
    case "moveArm":
      return moveArm(definition, arm, to % 5);
    case "removeArm":
      return removeArm(definition, arm);
  }
}

describe("the commands of the editor", () => {
  it("whatever their order, leave a definition that can be read, with every id once", () => {
    fc.assert(
      fc.property(fc.array(commands, { maxLength: 25 }), (all) => {
        let definition = start;
        for (const one of all) {
          const edit = carryOut(definition, one);
          if (!("refused" in edit)) definition = "definition" in edit ? edit.definition : edit;
          const ids = orderOf(definition);
          expect(new Set(ids).size).toBe(ids.length);
        }
        const parsed = definitionSchema.safeParse(JSON.parse(JSON.stringify(definition)));
        expect(parsed.error?.issues).toBeUndefined();
        expect(parsed.data).toEqual(definition);
      }),
    );
  });

  it("undone one by one give back the very same bytes, and redone too", () => {
    fc.assert(
      fc.property(fc.array(commands, { maxLength: 20 }), (all) => {
        const editor = createEditor({
          job: { workspace: "acme", slug: "nudge" },
          definition: start,
          surroundings: empty,
          isReadOnly: false,
          view: "outline",
        });
        const bytes = [JSON.stringify(start)];
        for (const one of all) {
          const before = editor.get().definition;
          editor.apply(carryOut(before, one), { label: one.what });
          if (editor.get().definition !== before) bytes.push(JSON.stringify(editor.get().definition));
        }
        for (const wanted of bytes.slice(0, -1).reverse()) {
          editor.undo();
          expect(JSON.stringify(editor.get().definition)).toBe(wanted);
        }
        editor.undo();
        expect(editor.get().definition).toBe(start);
        for (const wanted of bytes.slice(1)) {
          editor.redo();
          expect(JSON.stringify(editor.get().definition)).toBe(wanted);
        }
      }),
    );
  });

  it("never touch the definition they are given", () => {
    const frozen = JSON.stringify(start);
    fc.assert(
      fc.property(commands, (one) => {
        carryOut(start, one);
        expect(JSON.stringify(start)).toBe(frozen);
      }),
    );
  });
});

describe("moving", () => {
  const branched = made(insert(start, "branch", { list: "steps", index: 1 }));
  const arm = { branch: "branch-1", arm: "branch-1-1" };
  const inside = made(insert(branched, "wait", { list: arm, index: 0 }));

  it("a branch takes everything in it along, is copied with new ids, and never lands in itself", () => {
    const moved = made(move(inside, "branch-1", { list: "steps", index: 0 }));
    expect(walk(moved).map(({ step }) => step.id)).toEqual(["branch-1", "wait-1", "reminder-1"]);
    expect(move(inside, "branch-1", { list: arm, index: 0 })).toEqual({
      refused: "A branch cannot be moved into itself.",
    });
    const copied = made(duplicate(inside, "branch-1"));
    expect(walk(copied).map(({ step }) => step.id)).toEqual([
      "reminder-1",
      "branch-1",
      "wait-1",
      "branch-2",
      "wait-2",
    ]);
  });

  it("a removed branch may leave the steps of one way in its place", () => {
    expect(walk(made(remove(inside, "branch-1", "branch-1-1"))).map(({ step }) => step.id)).toEqual([
      "reminder-1",
      "wait-1",
    ]);
    expect(walk(made(remove(inside, "branch-1"))).map(({ step }) => step.id)).toEqual(["reminder-1"]);
  });

  it("up and down goes through every legal place in reading order, into arms and out again", () => {
    const seen: string[] = [];
    let definition = inside;
    for (let hops = 0; hops < 10; hops++) {
      const to = neighbourPlace(definition, "reminder-1", "down");
      if (!to) break;
      definition = made(move(definition, "reminder-1", to));
      const place = placeOf(definition, "reminder-1");
      seen.push(`${JSON.stringify(place?.list)} ${place?.index}`);
    }
    expect(seen).toEqual([
      '{"branch":"branch-1","arm":"branch-1-1"} 0',
      '{"branch":"branch-1","arm":"branch-1-1"} 1',
      '{"branch":"branch-1","arm":"otherwise"} 0',
      '"steps" 1',
    ]);
  });

  it("offers only places that change something and where the item may stand", () => {
    const places = placesFor(inside, "reminder-1");
    expect(places.every(({ list }) => typeof list !== "string" || list === "steps")).toBe(true);
    for (const to of places) expect(made(move(inside, "reminder-1", to))).not.toEqual(inside);
  });

  it("says in words where a gap is, and why a kind may not stand there", () => {
    expect(placeWords(start, { list: "entry", index: 1 })).toMatch(/^after .+, before .+$/);
    expect(placeWords(branched, { list: arm, index: 0 })).toMatch(/^in “.+”$/);
    expect(whyNotHere("reminder", "exit")).toBe("Not on exit, where nothing waits: it stands after entry.");
    expect(whyNotHere("message", "exit")).toBeNull();
  });
});

describe("the place of a problem", () => {
  it("is the step, arm or part it belongs to, and the field within it", () => {
    const definition = made(insert(start, "branch", { list: "steps", index: 0 }));
    expect(selectionAt(definition, "steps[0].arms[0].when")).toEqual({
      selected: "branch-1-1",
      field: "when",
    });
    expect(selectionAt(definition, "steps[1].delay.amount")).toEqual({
      selected: "reminder-1",
      field: "delay.amount",
    });
    expect(selectionAt(definition, "entry[0].subject")).toEqual({ selected: "welcome", field: "subject" });
    expect(selectionAt(definition, "goal.filter.any[0]")).toEqual({
      selected: "#goal",
      field: "goal.filter.any[0]",
    });
    expect(selectionAt(definition, "autoExit").selected).toBe("#exit");
    expect(selectionAt(definition, "exit").selected).toBe("#exit");
    expect(findStep(definition, "reminder-1")).not.toBeNull();
  });
});

describe("what stood in an earlier version", () => {
  it("comes back under free ids where it was removed since, arms included, and otherwise as it was", () => {
    const branched = made(insert(start, "branch", { list: "steps", index: 1 }));
    const inside = made(
      insert(branched, "wait", { list: { branch: "branch-1", arm: "branch-1-1" }, index: 0 }),
    );
    const back = withFreshIds(inside, new Set(["branch-1-1", "wait-1", "welcome"]));
    const ids = orderOf(back);
    expect(ids).not.toContain("wait-1");
    expect(ids).not.toContain("branch-1-1");
    expect(ids).not.toContain("welcome");
    expect(ids).toEqual(expect.arrayContaining(["branch-1", "reminder-1"]));
    expect(ids).toHaveLength(orderOf(inside).length);
    expect(withFreshIds(inside, new Set())).toEqual(inside);
  });
});

describe("a full lane", () => {
  it("takes no more, also of what is moved from another; in it everything may still change places", () => {
    let full = start;
    while (full.exit.length < 50) full = made(insert(full, "update", { list: "exit", index: 0 }));
    expect(move(full, "welcome", { list: "exit", index: 0 })).toEqual({
      refused: "At most 50 actions stand here.",
    });
    expect("refused" in move(full, full.exit[0]?.id ?? "", { list: "exit", index: 50 })).toBe(false);
  });
});
