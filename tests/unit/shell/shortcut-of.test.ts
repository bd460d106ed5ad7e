import { expect, test } from "vitest";
import { shortcutOf } from "@/components/shell/palette/shortcut-of";
import { mainPlaces, otherPlaces } from "@/components/shell/places";

const places = [...mainPlaces, ...otherPlaces];
const press = (key: string, more: Partial<Parameters<typeof shortcutOf>[0]> = {}) => ({
  key,
  hasControl: false,
  hasAlt: false,
  isElsewhere: false,
  ...more,
});

test("Ctrl+K opens the palette, also out of a field", () => {
  expect(shortcutOf(press("k", { hasControl: true, isElsewhere: true }), null, places)).toEqual({
    open: "palette",
  });
  expect(shortcutOf(press("K", { hasControl: true }), null, places)).toEqual({ open: "palette" });
  expect(shortcutOf(press("c", { hasControl: true }), null, places)).toBeNull();
});

test("g and a letter lead to each screen of the navigation", () => {
  expect(shortcutOf(press("g"), null, places)).toEqual({ wait: "g" });
  for (const { shortcut, path } of places)
    expect(shortcutOf(press(shortcut), "g", places)).toEqual({ go: path });
  expect(shortcutOf(press("j"), null, places)).toBeNull();
  expect(shortcutOf(press("x"), "g", places)).toBeNull();
});

test("every screen has a letter of its own", () => {
  expect(new Set(places.map(({ shortcut }) => shortcut)).size).toBe(places.length);
});

test("who types in a field or chooses in a menu types letters, not shortcuts", () => {
  for (const key of ["g", "?", "/"])
    expect(shortcutOf(press(key, { isElsewhere: true }), null, places)).toBeNull();
  expect(shortcutOf(press("?"), null, places)).toEqual({ open: "shortcuts" });
});
