import { expect, it } from "vitest";
import { of } from "@/tests/support/code";

/** Who reads a definition that somebody wrote, or what its shape may be. */
const readsDrafts = [
  "lib/programmes/definition-schema.ts",
  "lib/programmes/draft/definition-words.ts",
  "lib/programmes/begin/draft-from-event.ts",
  "lib/programmes/draft/parse-definition.ts",
  "lib/programmes/draft/read-in-spite-of.ts",
  "lib/programmes/draft/read-steps.ts",
];

it("what was published is read, and parsed, in one place", () => {
  const readers = of("lib", "app", "inngest").filter(({ text }) => /\bdefinitionSchema\b/.test(text));
  const others = readers.map(({ path }) => path).filter((path) => !readsDrafts.includes(path));
  expect(others).toEqual(["lib/programmes/published/definitions.ts"]);
});
