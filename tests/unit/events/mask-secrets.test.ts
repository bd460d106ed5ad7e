import { describe, expect, it } from "vitest";
import { maskSecrets } from "@/lib/events/mask-secrets";

const KEY = "trig_write_Zk3vAbCdEfGhIjKlMnOpQrStUvWxYz01";

describe("what was sent is shown without its secrets", () => {
  it.each([
    ["a write key beside the event", { event: "x", writeKey: KEY }, { event: "x", writeKey: "•••" }],
    [
      "a header at depth",
      { context: { request: { headers: [{ Authorization: "Basic abc" }] } } },
      { context: { request: { headers: [{ Authorization: "•••" }] } } },
    ],
    [
      "a whole object",
      { a: 1, credentials: { user: "u", more: ["{", "x"] }, b: 2 },
      { a: 1, credentials: "•••", b: 2 },
    ],
    [
      "a list and a number",
      { "api-key": ["s3cret"], pin: 1234, n: 1 },
      { "api-key": "•••", pin: "•••", n: 1 },
    ],
    [
      "a key under another name",
      { properties: { note: `I use ${KEY}!` } },
      { properties: { note: "I use •••!" } },
    ],
    [
      "an address",
      { url: "https://me:hunter22@x.test/?a=1&access_token=s3cret#t" },
      { url: "https://me:•••@x.test/?a=1&access_token=•••" },
    ],
    [
      "a header as text",
      { line: "Authorization: Bearer abcdefghijklmnop12" },
      { line: "Authorization: ••• •••" },
    ],
    [
      "JSON inside of a text",
      JSON.stringify({ body: JSON.stringify({ password: "hunter22", a: 1 }) }),
      JSON.stringify({ body: '{"password":"•••","a":1}' }),
    ],
  ])("%s", (_, sent, shown) => {
    expect(JSON.parse(maskSecrets(JSON.stringify(sent)))).toEqual(shown);
  });

  it.each([
    ["cut off inside of it", '{"event":"x","password":"hunt', '{"event":"x","password":"•••"'],
    ["cut off at an escape", '{"password":"hunter\\', '{"password":"•••"'],
    ["without quotes", "{password: hunter22, a: 1}", '{password: "•••", a: 1}'],
    ["in single quotes", "{'password':'hunter 22','a':1}", `{'password':"•••",'a':1}`],
    ["behind a quote that is missing", '{"event":"x,"password":"hunter22","a":1}', /^(?!.*hunter22).*$/],
    ["cut off inside of an object", '{"auth":{"user":"u","x":"hunter22', '{"auth":"•••"'],
  ])("broken text, too: %s", (_, sent, shown) => {
    if (typeof shown === "string") expect(maskSecrets(sent)).toBe(shown);
    else expect(maskSecrets(sent)).toMatch(shown);
  });

  it("everything else stays as it was sent, and masking again changes nothing", () => {
    const text =
      '{ "key": "plan", "author": "Ada", "note": "Basic plan, 5 tokens", "url": "https://x.test:80/a?b=c", "list": [1, {"a": "\\u00e9\\""}] ';
    expect(maskSecrets(text)).toBe(text);
    const masked = maskSecrets(JSON.stringify({ writeKey: KEY, a: [KEY] }));
    expect(maskSecrets(masked)).toBe(masked);
  });

  it("is done in proportion to the length, whatever the text", () => {
    const began = performance.now();
    for (const text of [
      '"\\'.repeat(2_000),
      "'".repeat(4_000),
      '{"auth":['.repeat(400),
      "a-".repeat(2_000),
      "://a:".repeat(800),
      "eyJ".repeat(1_300),
      `password${" ".repeat(4_000)}`,
    ])
      maskSecrets(text);
    expect(performance.now() - began).toBeLessThan(1_000);
  });
});
