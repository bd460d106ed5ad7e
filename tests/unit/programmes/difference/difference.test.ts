import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { definitionSchema } from "@/lib/programmes/definition-schema";
import { byGroup, difference } from "@/lib/programmes/difference/difference";
import { movedAmong } from "@/lib/programmes/difference/moved-among";
import { textDifference } from "@/lib/programmes/difference/text-difference";
import { addArm, moveArm, removeArm, setArm } from "@/lib/programmes/edit/arms";
import {
  duplicate,
  type Edit,
  insert,
  move,
  remove,
  setItem,
  setParts,
} from "@/lib/programmes/edit/commands";
import { everyPlace, placesFor } from "@/lib/programmes/edit/every-place";
import { findItem } from "@/lib/programmes/edit/places";
import { placedIds } from "@/lib/programmes/flow";
import { sameJson } from "@/lib/programmes/same-json";
import type { Definition } from "@/lib/programmes/schema";
import { isBranch } from "@/lib/programmes/steps/branch";
import { nudge } from "../setting";

const start = definitionSchema.parse(nudge());
const made = (edit: Edit): Definition => {
  if ("refused" in edit) throw new Error(edit.refused);
  return edit.definition;
};
const told = (before: Definition, after: Definition) =>
  difference(before, after).map(({ group, how, at }) => `${group}: ${how} ${at}`);
const kinds = ["message", "reminder", "notify", "update", "wait", "branch"] as const;
const itemIds = (definition: Definition) =>
  placedIds(definition).flatMap(({ id, kind }) => (kind === "arm" ? [] : [id]));
const armIds = (definition: Definition) =>
  placedIds(definition).flatMap(({ id, kind }) => (kind === "arm" ? [id] : []));

/** The nudge with branches in it, and something on every way. */
const branched = kinds.reduce<Definition>(
  (definition, kind) => {
    const inside = everyPlace(definition).filter(({ list }) => typeof list !== "string");
    const edit = insert(definition, kind, inside[0] ?? { list: "steps", index: 0 });
    return "refused" in edit ? definition : edit.definition;
  },
  made(
    insert(made(insert(start, "branch", { list: "steps", index: 1 })), "branch", { list: "steps", index: 0 }),
  ),
);

const edits = fc.record({
  what: fc.constantFrom(
    "insert",
    "remove",
    "keep",
    "duplicate",
    "move",
    "field",
    "part",
    "addArm",
    "setArm",
    "moveArm",
    "removeArm",
  ),
  kind: fc.constantFrom(...kinds),
  pick: fc.nat(),
  to: fc.nat(),
});
type Drawn = typeof edits extends fc.Arbitrary<infer One> ? One : never;

const one = <Item>(all: readonly Item[], index: number): Item | undefined =>
  all[index % Math.max(1, all.length)];

/** Carries out one edit drawn at random; null where there is nothing to do it on. The id is what the difference has to name. */
function edited(
  definition: Definition,
  { what, kind, pick, to }: Drawn,
): { after: Definition; at: string } | null {
  const item = one(itemIds(definition), pick);
  const arm = one(armIds(definition), pick);
  const done = (edit: Edit, at: string | undefined) =>
    "refused" in edit || at === undefined ? null : { after: edit.definition, at };
  const place = one(everyPlace(definition), to);
  const target = item === undefined ? undefined : one(placesFor(definition, item), to);
  if (what === "part")
    return { after: setParts(definition, { name: `${definition.name} ${to}` }), at: "#settings" };
  if (what === "insert" && place) {
    const edit = insert(definition, kind, place);
    return "refused" in edit ? null : done(edit, edit.selected ?? undefined);
  }
  if (arm !== undefined && what === "setArm")
    return done(setArm(definition, arm, { name: `Arm ${to}` }), arm);
  if (arm !== undefined && what === "moveArm") return done(moveArm(definition, arm, to % 3), arm);
  if (arm !== undefined && what === "removeArm") return done(removeArm(definition, arm), arm);
  if (item === undefined) return null;
  if (what === "remove") return done(remove(definition, item), item);
  if (what === "keep") return done(remove(definition, item, "otherwise"), item);
  if (what === "move" && target) return done(move(definition, item, target), item);
  if (what === "duplicate") {
    const edit = duplicate(definition, item);
    return "refused" in edit ? null : done(edit, edit.selected ?? undefined);
  }
  const found = findItem(definition, item);
  if (what === "addArm" && found && isBranch(found)) {
    const edit = addArm(definition, item);
    return "refused" in edit ? null : done(edit, edit.selected ?? undefined);
  }
  if (what === "field" && found) {
    const changed =
      "subject" in found
        ? { ...found, subject: `${found.subject} ${to}` }
        : "text" in found
          ? { ...found, text: `${found.text} ${to}` }
          : "attribute" in found
            ? { ...found, overwriteOwned: !found.overwriteOwned }
            : null;
    return changed && done(setItem(definition, changed), item);
  }
  return null;
}

describe("the difference between two definitions", () => {
  it("of the same one is nothing, however its keys are ordered", () => {
    expect(difference(start, start)).toEqual([]);
    const turned = definitionSchema.parse(
      JSON.parse(JSON.stringify(Object.fromEntries(Object.entries(start).reverse()))),
    );
    expect(difference(start, turned)).toEqual([]);
    expect(difference(branched, structuredClone(branched))).toEqual([]);
  });

  it("finds whatever was edited, by the id of what it was done to, and nothing where nothing is different", () => {
    fc.assert(
      fc.property(edits, (drawn) => {
        const done = edited(branched, drawn);
        if (!done) return;
        const changes = difference(branched, done.after);
        if (sameJson(branched, done.after)) {
          expect(changes).toEqual([]);
          return;
        }
        // Of two that have changed places either may be told as the one that moved.
        if (drawn.what === "moveArm" || drawn.what === "move")
          expect(changes.map(({ how }) => how)).toEqual(["moved"]);
        else expect(changes.map(({ at }) => at)).toContain(done.at);
      }),
      { numRuns: 300 },
    );
  });

  it("is empty only where both say the same, after any number of edits; the way back has as much to tell", () => {
    fc.assert(
      fc.property(fc.array(edits, { maxLength: 6 }), (drawn) => {
        const after = drawn.reduce(
          (definition, one) => edited(definition, one)?.after ?? definition,
          branched,
        );
        const there = difference(branched, after);
        expect(there.length === 0).toBe(sameJson(branched, after));
        const back = difference(after, branched);
        const count = (changes: typeof there, how: string) => changes.filter((one) => one.how === how).length;
        expect(count(back, "removed")).toBe(count(there, "added"));
        expect(count(back, "added")).toBe(count(there, "removed"));
      }),
      { numRuns: 100 },
    );
  });

  it("shows a move as a move and nothing else, wherever to, with everything in it", () => {
    for (const id of itemIds(branched)) {
      for (const place of placesFor(branched, id)) {
        const after = made(move(branched, id, place));
        const changes = difference(branched, after);
        expect(changes.map(({ how, group }) => `${group} ${how}`)).toEqual(["steps moved"]);
        expect(changes[0]).toMatchObject({ from: expect.stringMatching(/\d of \d/), fields: [] });
      }
    }
  });

  it("is grouped as a reader asks: audience, goal, steps, messages, settings", () => {
    const message = findItem(start, "welcome");
    if (!message || !("subject" in message)) throw new Error("The nudge has no welcome.");
    const reworded = made(setItem(start, { ...message, subject: `${message.subject} today` }));
    const longer = setParts(reworded, {
      name: "Nudge",
      autoExit: { amount: 12, unit: "days" },
      exclusions: [{ kind: "membership", of: "job", slug: "x", is: "in" }],
      reentry: { kind: "after_leaving" },
    });
    const after = made(insert(longer, "wait", { list: "steps", index: 0 }));
    expect(told(start, after)).toEqual([
      "audience: changed #audience",
      "audience: added #audience",
      "goal: changed #exit",
      "steps: added wait-1",
      "messages: changed welcome",
      "settings: changed #settings",
    ]);
    expect(byGroup(difference(start, after)).map(({ group }) => group)).toEqual([
      "audience",
      "goal",
      "steps",
      "messages",
      "settings",
    ]);
    const [subject] = difference(start, after).flatMap(({ group, fields }) =>
      group === "messages" ? fields : [],
    );
    expect(subject).toEqual({
      label: "Subject",
      parts: [
        { how: "same", text: message.subject },
        { how: "added", text: " today" },
      ],
    });
  });

  it("tells a step of another kind under an old id as one gone and one new", () => {
    const [first] = start.steps;
    if (!first) throw new Error("The nudge has no step.");
    const after: Definition = {
      ...start,
      steps: [{ kind: "wait", id: first.id, delay: { amount: 1, unit: "days" } }, ...start.steps.slice(1)],
    };
    expect(told(start, after)).toEqual([`steps: added ${first.id}`, `steps: removed ${first.id}`]);
  });
});

describe("the difference between two texts", () => {
  const texts = fc.array(fc.constantFrom("Hi", "there", "Ada,", " ", "\n", "project", "ü"), {
    maxLength: 40,
  });

  it("is made of words, and both texts can be read from it", () => {
    fc.assert(
      fc.property(texts, texts, (ours, theirs) => {
        const [before, after] = [ours.join(" "), theirs.join(" ")];
        const parts = textDifference(before, after);
        const without = (how: string) =>
          parts.flatMap((part) => (part.how === how ? [] : [part.text])).join("");
        expect(without("added")).toBe(before);
        expect(without("removed")).toBe(after);
      }),
    );
    expect(textDifference("Click here to begin.", "Click the button to begin.")).toEqual([
      { how: "same", text: "Click " },
      { how: "removed", text: "here" },
      { how: "added", text: "the button" },
      { how: "same", text: " to begin." },
    ]);
  });

  it("of two long texts comes within a moment", () => {
    const long = (word: string) => Array.from({ length: 9_000 }, (_, at) => `${word}${at % 97}`).join(" ");
    const began = performance.now();
    const parts = textDifference(long("a"), `${long("b")}\nend`);
    expect(parts.map(({ how }) => how)).toEqual(["removed", "added"]);
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});

it("of a row that was put in another order as few as possible have moved", () => {
  expect([...movedAmong(["a", "b", "c", "d"], ["d", "a", "b", "c"])]).toEqual(["d"]);
  expect([...movedAmong(["a", "b", "c"], ["c", "x", "a"])]).toHaveLength(1);
  expect([...movedAmong(["a", "b"], ["a", "x", "b"])]).toEqual([]);
});
