import { describe, expect, it } from "vitest";
import { placeInJson } from "@/components/editor/json/place-in-json";

const job = {
  name: 'Quotes " and { braces',
  steps: [
    { id: "a", body: "[1]" },
    { id: "b", arms: [{ when: { any: [] } }] },
  ],
  leave: true,
};

/** What stands at a path of a text. */
function at(text: string, path: string): string | null {
  const place = placeInJson(text, path);
  return place && text.slice(place.from, place.to);
}

describe("where a problem stands in the JSON", () => {
  it("is found by its path, however the text is laid out", () => {
    for (const text of [JSON.stringify(job), JSON.stringify(job, null, 2), JSON.stringify(job, null, "\t")]) {
      expect(at(text, "name")).toBe(JSON.stringify(job.name));
      expect(at(text, "steps[0].body")).toBe('"[1]"');
      expect(JSON.parse(at(text, "steps[1].arms[0].when") ?? "")).toEqual({ any: [] });
      expect(at(text, "leave")).toBe("true");
      expect(at(text, "")).toBe(text);
    }
  });

  it("what is missing is shown by what would hold it", () => {
    const text = JSON.stringify(job);
    expect(at(text, "steps[1].arms[0].steps")).toBe('{"when":{"any":[]}}');
    expect(at(text, "steps[7].body")).toBe(JSON.stringify(job.steps));
  });
});
