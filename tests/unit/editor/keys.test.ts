import { describe, expect, it } from "vitest";
import { focusMoveOf, keyList, type Press, type Verb, verbOf } from "@/components/editor/keys";

const press = (key: string, held: Partial<Press> = {}): Press => ({
  key,
  hasMod: false,
  hasAlt: false,
  hasShift: false,
  ...held,
});
const mod = { hasMod: true };
const alt = { hasAlt: true };
const shift = { hasShift: true };

describe("keys of the editor's views", () => {
  const asked: [Press, Verb | null][] = [
    [press("Enter"), "open"],
    [press("Escape"), "close"],
    [press("Insert"), "add_after"],
    [press("+"), "add_after"],
    [press("+", shift), "add_after"],
    [press("+", alt), "add_before"],
    [press("*", shift), "add_before"],
    [press("ArrowUp", alt), "move_up"],
    [press("ArrowDown", alt), "move_down"],
    [press("m"), "move_to"],
    [press("M", shift), "move_to"],
    [press("d", mod), "duplicate"],
    [press("d"), null],
    [press("Delete"), "remove"],
    [press("z", mod), "undo"],
    [press("Z", { ...mod, ...shift }), "redo"],
    [press("y", mod), "redo"],
    [press("F10", shift), "menu"],
    [press("?", shift), "keys"],
    [press("c", mod), null],
    [press("ArrowDown"), null],
    [press("r", mod), null],
  ];
  it.each(asked)("%o asks for %s", (given, verb) => expect(verbOf(given)).toBe(verb));

  it("arrow keys, Home and End move the focus as long as nothing is held with them", () => {
    const keys = ["ArrowDown", "ArrowUp", "ArrowRight", "ArrowLeft", "Home", "End"];
    expect(keys.map((key) => focusMoveOf(press(key)))).toEqual([
      "next",
      "previous",
      "into",
      "out_of",
      "first",
      "last",
    ]);
    expect(keys.map((key) => focusMoveOf(press(key, mod)))).toEqual(keys.map(() => null));
  });

  it("the list of keys names each of them once", () => {
    const named = keyList.flatMap(([, keys]) => keys);
    expect(new Set(named).size).toBe(named.length);
  });
});
