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
    [
      "a token that is the first of an address's query, or stands behind its #",
      { page: { url: "https://x.test/reset?token=s3cret&a=1#id_token=s3cret" } },
      { page: { url: "https://x.test/reset?token=•••&a=1#id_token=•••" } },
    ],
    [
      "a field of a form that is told by its name",
      {
        fields: [
          { name: "password", type: "password", value: "hunter 22" },
          { name: "city", value: "Bergen" },
        ],
      },
      {
        fields: [
          { name: "password", type: "password", value: "•••" },
          { name: "city", value: "Bergen" },
        ],
      },
    ],
    [
      "a list, and words, in JSON inside of a text",
      {
        body: JSON.stringify({
          password: "two words",
          a: [1],
          tokens: ["s3cret", "s3cret"],
          deep: { auth: { x: "s3cret" } },
        }),
      },
      { body: '{"password":"•••","a":[1],"tokens":"•••","deep":{"auth":"•••"}}' },
    ],
    [
      "JSON in a text inside of JSON in a text",
      { body: JSON.stringify({ inner: JSON.stringify({ password: "two words", a: 1 }) }) },
      { body: JSON.stringify({ inner: '{"password":"•••","a":1}' }) },
    ],
    [
      "keys of other services, by their look",
      {
        a: "AKIAIOSFODNN7EXAMPLE",
        b: "-----BEGIN PRIVATE KEY-----\nMIIEvg\n",
        c: "glpat-abcdefghij0123456789",
        d: 1,
      },
      { a: "•••", b: "-----BEGIN PRIVATE KEY-----•••", c: "•••", d: 1 },
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
    ["a name in escapes", '{"pass\\u0077ord":"hunter22"}', '{"pass\\u0077ord":"•••"}'],
    [
      "cut off inside of a text that holds JSON",
      '{"b":"{\\"password\\":\\"two wor',
      '{"b":"{\\"password\\":\\"•••',
    ],
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
      `"{${"a:".repeat(2_000)}"`,
      "token=".repeat(700),
      JSON.stringify(Array.from({ length: 9 }).reduce<string>((text) => JSON.stringify([text]), "x")),
    ])
      maskSecrets(text);
    expect(performance.now() - began).toBeLessThan(1_000);
  });
});
