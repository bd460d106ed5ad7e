import { expect, it } from "vitest";
import { isBlank } from "@/lib/actions/is-blank";

it.each(["• ", "1. \n2. \u200b", " - \n", "", " \n\t", "\u00a0\u3000", "\u200b\ufeff\u2060", "\u3164\u2800"])(
  "%j shows nothing",
  (text) => {
    expect(isBlank(text)).toBe(true);
  },
);

it.each(["a", "1. \n2. a", "14", "- 5", " . ", "👋", "\u200bש", "0"])("%j shows something", (text) => {
  expect(isBlank(text)).toBe(false);
});

it("is said of a long text in proportion to its length", () => {
  const began = performance.now();
  for (const piece of ["\n", " ", "- \n", "\u200b", "1."]) isBlank(`${piece.repeat(200_000)}x`);
  expect(performance.now() - began).toBeLessThan(5_000);
});
