import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tellBatchApart, tellListApart, whyNotJson } from "@/lib/edge/ingestion/tell-apart";
import { Unreadable } from "@/lib/events/unreadable";
import { runs } from "@/tests/support/wild/arbitraries";

const event = (name: string, more = "") => `{"type":"track","userId":"a","event":"${name}"${more}}`;
const good = (name: string) => ({ type: "track", userId: "a", event: name });
const bytesOf = (body: string) => Buffer.from(body, "latin1");
const shown = (item: unknown) => (item instanceof Unreadable ? item.refusal.field : item);
function items(body: string | Buffer): unknown[] | null {
  const list = tellBatchApart(typeof body === "string" ? bytesOf(body) : body)?.batch;
  return Array.isArray(list) ? list.map(shown) : null;
}
const between = (bad: string) => `{"batch":[${event("one")},${bad},${event("two")}],"sentAt":"2026-03-02"}`;

describe("one broken item of a batch", () => {
  it.each([
    ["a byte cut out of a character", event("x", ',"properties":{"t":"caf\xc3"}'), "properties.t"],
    ["a byte that is no text", event("x\xff"), "event"],
    ["NaN", event("x", ',"properties":{"a":{"p":NaN}}'), "properties.a.p"],
    ["-Infinity in a list", event("x", ',"properties":{"l":[1,-Infinity]}'), "properties.l.1"],
    ["undefined", event("x", ',"properties":undefined'), "properties"],
    ["Python's None", event("x", ',"traits":None'), "traits"],
    ["a line break in a text", event("x\n"), "event"],
    ["a backslash", event(String.raw`C:\x`), "event"],
    ["half an escape", event(String.raw`\u12`), "event"],
    ["a comma too many", event("x", ',"properties":{"a":1,}'), "properties"],
    ["a leading zero", event("x", ',"zip":01234'), "zip"],
    [
      "a list of like things",
      event("x", ',"properties":{"of":[{"type":"track"},{"type":"track"}],"n":NaN}'),
      "properties.n",
    ],
    ["a quote that is not escaped", event('5" screen'), "event"],
    ["a quote that is missing", '{"type":"track","userId:"a","event":"x"}', "item"],
    ["a text that never ends", '{"type":"track","userId":"a","event":"x}', "event"],
    ["a bracket that is missing", '{"type":"track","properties":{"a":1,"userId":"a"', "properties"],
    ["a bracket too many", event("x", "}"), "item"],
    ["names without quotes", "{type:'track',userId:'a'}", "item"],
    ["nothing", "", "item"],
    ["words", "oops", "item"],
  ])("costs itself and no other: %s", (_, bad, field) => {
    const found = items(between(bad));
    expect(found?.map((one) => (typeof one === "string" ? "refused" : one))).toEqual([
      good("one"),
      "refused",
      good("two"),
    ]);
    if (field !== "item") expect(found?.[1]).toBe(field);
    expect(tellBatchApart(bytesOf(between(bad)))?.sentAt).toBe("2026-03-02");
  });
});

describe("a batch of which more is broken", () => {
  const two = `"batch":[${event("one")},${event("two")}]`;

  it("any byte of an item may be any other: its neighbours are read, and it stands in its place", () => {
    const list = ["one", "two", "three"].map((name) =>
      event(name, ',"context":{"ip":"10.0.0.1"},"properties":{"name":"Café, new","of":[{"id":1},{"id":2}]}'),
    );
    const body = Buffer.from(`{"writeKey":"k","batch":[${list.join(",")}],"sentAt":"2026-03-02"}`);
    const from = body.indexOf('{"type"', body.indexOf('"one"'));
    const to = body.indexOf('{"type"', from + 1) - 1;
    const arbitrary = fc.tuple(fc.integer({ min: from, max: to - 1 }), fc.integer({ min: 0, max: 255 }));
    fc.assert(
      fc.property(arbitrary, ([at, byte]) => {
        const harmed = Buffer.from(body);
        harmed[at] = byte;
        if (isJson(harmed)) return;
        const told = tellBatchApart(harmed);
        expect(items(harmed)).toMatchObject([good("one"), expect.any(String), good("three")]);
        expect(told).toMatchObject({ writeKey: "k", sentAt: "2026-03-02" });
      }),
      runs(400),
    );
  });

  it("the last item costs neither the time nor the key that stand behind it", () => {
    const body = `{"batch":[${event("one")},{"type":"track","event":"x],"sentAt":"2026-03-02","writeKey":"k"}`;
    expect(tellBatchApart(bytesOf(body))).toMatchObject({ sentAt: "2026-03-02", writeKey: "k" });
    expect(items(body)).toEqual([good("one"), "event"]);
  });

  it("a mark of the byte order before it changes nothing", () => {
    const marked = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytesOf(between(event("x", ',"n":NaN')))]);
    expect(items(marked)).toEqual([good("one"), "n", good("two")]);
    expect(tellListApart(Buffer.from(`\ufeff[${event("one")},NaN]`))?.map(shown)).toEqual([
      good("one"),
      "item",
    ]);
  });

  it("a text that was cut off keeps what is whole", () => {
    expect(items(`{"batch":[${event("one")},${event("two").slice(0, 20)}`)).toEqual([
      good("one"),
      expect.any(String),
    ]);
    expect(items(`{"batch":[${event("one")}`)).toEqual([good("one")]);
  });

  it.each([
    ["before the items", `{"context":{"t":"caf\xc3"},${two}}`],
    ["behind the items", `{${two},"context":{"t":NaN}}`],
    ["and cannot be told from them", `{"context":{"t":"x},${two}}`],
  ])("what it says of all its events is refused for all of them when it is broken %s", (_, body) => {
    expect(items(body)).toEqual([good("one"), good("two")]);
    expect(tellBatchApart(bytesOf(body))?.context).toBeInstanceOf(Unreadable);
  });

  it("a field that nobody asks for may hold anything", () => {
    expect(tellBatchApart(bytesOf(`{"meta":NaN,${two},"more":[1,]}`))).toEqual({
      batch: [good("one"), good("two")],
    });
  });

  it("what has no items at all is told apart by nobody", () => {
    for (const body of ["hello", "", "[]", '{"batch":', '{"batch":{"a":NaN}}', '{"a":NaN}'])
      expect(items(body)).toBeNull();
  });

  it("text outside ASCII is read as it was sent", () => {
    const body = Buffer.from(`{"batch":[${event("é😀日本")},{"a":NaN}]}`);
    expect(items(body)).toEqual([good("é😀日本"), "a"]);
  });

  it("however broken it is, the work stays in proportion to its length", () => {
    const hostile = [
      "[".repeat(400_000),
      `{"batch":[${'{"'.repeat(200_000)}`,
      `{"batch":[${'{"type":"track",'.repeat(30_000)}`,
      `{"batch":[${'{"a":"'.repeat(60_000)}]`,
      `{"batch":[${`{"type":"track"}x`.repeat(25_000)}`,
      `{"batch":[{"a":1 ${"]".repeat(400_000)}`,
      `{"batch":[{"a"${" ".repeat(400_000)}`,
      `{"context":${'"batch":['.repeat(40_000)}`,
      `{"batch":[{"a":"${"\\".repeat(400_000)}`,
    ];
    const began = performance.now();
    for (const body of hostile) tellBatchApart(bytesOf(body));
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});

it("the items of a webhook's list are told apart like those of a batch", () => {
  const list = `[{"kind":"Paid","id":1,"of":[{"id":2}]},{"kind":"Paid","id":NaN},{"kind":"Pa"id","of":[{"id":2},{"id":3}]},{"kind":"Paid","id":4}]`;
  const told = tellListApart(bytesOf(list))?.map(shown);
  expect(told).toEqual([expect.objectContaining({ id: 1 }), "id", "kind", { kind: "Paid", id: 4 }]);
});

it("the first field that is not JSON is named", () => {
  expect(whyNotJson(bytesOf('{"userId":"u","properties":{"p":NaN}}'))).toEqual({
    field: "properties.p",
    sentence: "NaN is no JSON value: send null, or leave the field out.",
  });
});

function isJson(bytes: Buffer): boolean {
  try {
    JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    return true;
  } catch {
    return false;
  }
}
