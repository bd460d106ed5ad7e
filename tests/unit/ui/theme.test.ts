import { expect, test } from "vitest";
import { frameColours, themeOf } from "@/components/ui/theme";

test("whoever chose a look gets it, and whatever else a cookie holds follows the computer", () => {
  expect(themeOf("dark")).toBe("dark");
  expect(themeOf("light")).toBe("light");
  for (const value of [undefined, "", "system", "<script>"]) expect(themeOf(value)).toBe("system");
});

test("the browser's frame has the colour of the look, whatever the computer says", () => {
  expect(frameColours("dark")).toEqual([{ color: "#101114" }]);
  expect(frameColours("system").map(({ media }) => media)).toEqual([
    "(prefers-color-scheme: light)",
    "(prefers-color-scheme: dark)",
  ]);
});
