import { describe, expect, it } from "vitest";
import { insertAt } from "@/components/editor/panel/fields/insert-at";

describe("a placeholder is inserted where the caret stands", () => {
  it("in place of what was marked, and the caret stands behind it", () => {
    expect(insertAt({ text: "Hi NAME,", from: 3, to: 7 }, "{email}")).toEqual({
      text: "Hi {email},",
      from: 10,
      to: 10,
    });
  });

  it("its fallback is marked, so that typing replaces it", () => {
    const { text, from, to } = insertAt({ text: "Hi ", from: 3, to: 3 }, '{first_name | default: "there"}');
    expect(text).toBe('Hi {first_name | default: "there"}');
    expect(text.slice(from, to)).toBe("there");
  });
});
