import { z } from "zod";

/** A text of a pattern, or an empty one: what its author has not filled in yet. */
export function blankOr(pattern: RegExp, message: string) {
  return z.string().refine((text) => text === "" || pattern.test(text), message);
}
