import fc from "fast-check";
import { expect, it } from "vitest";
import { parseJson } from "@/lib/events/parse-json";
import { runs } from "@/tests/support/wild/arbitraries";

it.each([
  ["820982911946154508", "820982911946154508"],
  ["-820982911946154508", "-820982911946154508"],
  ["9007199254740993", "9007199254740993"],
  ["18014398509481984", "18014398509481984"],
  ["12345678901234567.25", "12345678901234567.25"],
  ["8.20982911946154508E17", "8.20982911946154508E17"],
  ["9007199254740991", 9007199254740991],
  ["1234567890123456", 1234567890123456],
  ["1e21", 1e21],
  ["0.30000000000000004", 0.30000000000000004],
  ["1234.0000000000000001", 1234],
  ["-0", -0],
])("the number %s is kept as %s wherever it stands", (written, kept) => {
  expect(parseJson(written.padStart(1))).toEqual(kept);
  expect(parseJson(`{"a":${written},"b":[1, ${written} ,{"c":\n${written}}]}`)).toEqual({
    a: kept,
    b: [1, kept, { c: kept }],
  });
});

it("digits inside of texts and names stay what they are", () => {
  const value = {
    '"820982911946154508': 'say \\"820982911946154508\\", :820982911946154508',
    id: "820982911946154508",
  };
  expect(parseJson(JSON.stringify({ ...value, n: 1 }))).toEqual({ ...value, n: 1 });
  const text = `{"a":":820982911946154508","b\\"":820982911946154508}`;
  expect(parseJson(text)).toEqual({ a: ":820982911946154508", 'b"': "820982911946154508" });
});

it("what holds no such number is read as ever", () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      if (/\d{16}/.test(text)) return;
      expect(parseJson(text)).toEqual(JSON.parse(text));
    }),
    runs(500),
  );
});

it("what is no JSON is none with large numbers either", () => {
  for (const text of [
    '{"a":820982911946154508',
    "[0820982911946154508]",
    "[82098291194615450-8]",
    "{820982911946154508:1}",
  ])
    expect(() => parseJson(text)).toThrow(SyntaxError);
});

it("a text of nothing but escaped quotes that never ends is refused at once, large numbers beside it or not", () => {
  for (const number of ["1", "820982911946154508"])
    for (const text of [`[${number}, "${'\\"'.repeat(200_000)}`, `[${number}, "${'\\"'.repeat(200_000)}\\`])
      expect(() => parseJson(text)).toThrow(SyntaxError);
});
