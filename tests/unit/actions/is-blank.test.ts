import { expect, it } from "vitest";
import { isBlank } from "@/lib/actions/is-blank";

it.each(["", " \n\t", "\u00a0\u3000", "\u200b\ufeff\u2060", "\u3164\u2800"])("%j shows nothing", (text) => {
  expect(isBlank(text)).toBe(true);
});

it.each(["a", " . ", "👋", "\u200bש", "0"])("%j shows something", (text) => {
  expect(isBlank(text)).toBe(false);
});
