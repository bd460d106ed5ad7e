import { describe, expect, it } from "vitest";
import { checkEvent } from "@/lib/events/check-event";
import type { Trust } from "@/lib/events/schema";

const NOW = new Date("2026-03-02T09:00:00Z");
const arrival = { receivedAt: NOW, trust: "server" as Trust, checkText: true, checkSize: true };
const check = (item: unknown, more: object = {}) => checkEvent(item, { ...arrival, ...more });
function kept(item: unknown, more: object = {}) {
  const result = check(item, more);
  if ("refusal" in result) throw new Error(`${result.refusal.field}: ${result.refusal.sentence}`);
  return result.event;
}
function refusedField(item: unknown, more: object = {}) {
  const result = check(item, more);
  return "refusal" in result ? result.refusal.field : null;
}
const track = { type: "track", userId: "ada", event: "Done" };

describe("who it was", () => {
  it("numbers are taken as text, and a number that has lost digits is refused", () => {
    expect(kept({ ...track, userId: 42 }).userId).toBe("42");
    expect(refusedField(JSON.parse('{"type":"track","event":"x","userId":12345678901234567890}'))).toBe(
      "userId",
    );
  });

  it("an event that names nobody is refused by field", () => {
    expect(refusedField({ type: "track", event: "Done" })).toBe("userId");
    expect(refusedField({ ...track, userId: " " })).toBe("userId");
    expect(refusedField({ ...track, userId: { id: 1 } })).toBe("userId");
    expect(refusedField({ ...track, userId: "u".repeat(256) })).toBe("userId");
  });

  it.each([
    ..."undefined null NaN none None true FALSE [object Object] anonymousId user_id guest 0 --".split(
      / (?!O)/,
    ),
    " undefined ",
    "{{ user.id }}",
    `\${userId}`,
    "00000000-0000-0000-0000-000000000000",
    "-1",
    "{userId}",
    "%USER_ID%",
    "%7B%7Buser.id%7D%7D",
    "null, null",
    "user-undefined",
    "[object Promise]",
    "\u200b",
    "undefined\u200b",
    "AnonymousUser",
    "0.0",
  ])("%s is nobody's ID and is refused wherever it stands for one", (id) => {
    expect(refusedField({ ...track, userId: id })).toBe("userId");
    expect(refusedField({ ...track, anonymousId: id })).toBe("anonymousId");
    expect(refusedField({ type: "group", userId: "ada", groupId: id })).toBe("groupId");
    expect(refusedField({ ...track, context: { groupId: id } })).toBe("context.groupId");
    expect(refusedField({ type: "alias", userId: "ada", previousId: id })).toBe("previousId");
    expect(refusedField({ type: "alias", userId: id, previousId: "v1" })).toBe("userId");
  });

  it("an ID that only looks like one of those is kept", () => {
    for (const id of [
      "nulla",
      "true-north",
      "10",
      "{3f2504e0-4f89-11d3-9a0c-0305e82c3301}",
      "anna",
      "null@acme.test",
      "dev-null",
      "undefined-labs",
      "wundefined",
      "-10",
      "{3f}",
      "user-id-7",
    ])
      expect(kept({ ...track, userId: id }).userId).toBe(id);
  });

  it("a messageId that many events share is refused, since it would make them repetitions of the first", () => {
    for (const messageId of ["undefined", "null", "{{id}}"])
      expect(refusedField({ ...track, messageId })).toBe("messageId");
    expect(kept({ ...track, messageId: 0 }).messageId).toBe("0");
  });

  it("an email alone names somebody", () => {
    expect(kept({ type: "identify", traits: { email: " Ada@Example.COM " } })).toMatchObject({
      userId: null,
      email: "ada@example.com",
    });
    expect(kept({ type: "track", event: "Done", context: { traits: { email: "a@b.c" } } }).email).toBe(
      "a@b.c",
    );
    expect(kept({ type: "track", event: "Done", properties: { email: "a@b.c" } }).email).toBe("a@b.c");
  });

  it("the email in what happened is not the customer's when the customer is known", () => {
    expect(
      kept({ ...track, event: "Teammate Invited", properties: { email: "guest@b.c" } }).email,
    ).toBeNull();
  });

  it("a company's email is not that of the person who was grouped into it", () => {
    expect(
      kept({ type: "group", userId: "ada", groupId: "acme", traits: { email: "office@acme.test" } }).email,
    ).toBeNull();
  });

  it("an email that is too long is refused wherever it can enter", () => {
    const email = `${"a".repeat(315)}@b.com`;
    expect(refusedField({ type: "identify", userId: "ada", traits: { email } })).toBe("traits.email");
    expect(refusedField({ type: "identify", userId: "ada", traits: { " Email_": email } })).toBe(
      "traits. Email_",
    );
    expect(refusedField({ ...track, context: { traits: { email } } })).toBe("context.traits.email");
    expect(refusedField({ type: "identify", userId: "ada", context: { traits: { email } } })).toBe(
      "context.traits.email",
    );
    expect(refusedField({ type: "group", userId: "ada", groupId: "g", traits: { email } })).toBe(
      "traits.email",
    );
    expect(refusedField({ type: "track", event: "Done", properties: { email } })).toBe("properties.email");
    expect(kept({ ...track, properties: { email } }).email).toBeNull();
  });

  it("what is no email is kept as a trait only", () => {
    expect(kept({ type: "identify", userId: "ada", traits: { email: "n/a" } })).toMatchObject({
      email: null,
      body: { email: "n/a" },
    });
  });
});

describe("what it was", () => {
  it("the path says what a call is; a batch's items say it themselves", () => {
    expect(kept({ userId: "ada", event: "Done", type: "nonsense" }, { type: "track" }).type).toBe("track");
    expect(refusedField({ ...track, type: "nonsense" })).toBe("type");
    expect(refusedField({ userId: "ada", event: "Done" })).toBe("type");
  });

  it("each kind of call needs what it speaks of", () => {
    expect(refusedField({ ...track, event: " " })).toBe("event");
    expect(refusedField({ ...track, event: "e".repeat(256) })).toBe("event");
    expect(refusedField({ type: "group", userId: "ada" })).toBe("groupId");
    expect(refusedField({ type: "alias", userId: "ada" })).toBe("previousId");
    expect(refusedField({ type: "alias", previousId: "v1" })).toBe("userId");
    expect(refusedField({ ...track, properties: [1] })).toBe("properties");
    expect(refusedField({ type: "identify", userId: "ada", traits: "x" })).toBe("traits");
    expect(refusedField({ ...track, context: "x" })).toBe("context");
    for (const item of [null, 7, "x", [], undefined]) expect(refusedField(item)).toBe("item");
  });

  it("a page and a screen are events of fixed names, their own name among the properties", () => {
    const page = kept({
      type: "page",
      userId: "ada",
      name: "Home",
      category: "Docs",
      properties: { url: "https://a.test/" },
    });
    expect(page).toMatchObject({
      name: "Page Viewed",
      body: { name: "Home", category: "Docs", url: "https://a.test/" },
    });
    expect(kept({ type: "screen", userId: "ada", name: "Home" }).name).toBe("Screen Viewed");
  });

  it("traits may come in the context, and the organisation too", () => {
    expect(kept({ type: "identify", userId: "ada", context: { traits: { plan: "pro" } } }).body).toEqual({
      plan: "pro",
    });
    expect(kept({ ...track, context: { groupId: 7 } }).groupId).toBe("7");
    expect(kept({ ...track }, { context: { groupId: "acme" } }).groupId).toBe("acme");
  });

  it("an empty list or text is no value, as PHP writes it: properties, traits, context and a time", () => {
    for (const none of [[], "", null]) {
      expect(kept({ ...track, properties: none }).body).toEqual({});
      expect(kept({ type: "identify", userId: "ada", traits: none }).body).toEqual({});
      expect(kept({ type: "group", userId: "ada", groupId: "acme", traits: none }).body).toEqual({});
      expect(kept({ ...track, context: none }).context).toEqual({});
      expect(kept({ ...track, context: none }, { context: { ip: "1" } }).context).toEqual({ ip: "1" });
      expect(kept({ ...track, timestamp: none, originalTimestamp: "2024-05-01" }).occurredAt).toEqual(
        new Date("2024-05-01"),
      );
    }
  });

  it.each([
    ["{}", {}],
    ["an empty list", []],
    ["empty text", ""],
  ])("traits that are %s do not hide those in the context", (_, traits) => {
    const context = { traits: { email: "d@x.test", plan: "pro" } };
    const found = kept({ type: "identify", userId: null, anonymousId: "d", traits, context });
    expect(found).toMatchObject({ email: "d@x.test", body: { email: "d@x.test", plan: "pro" } });
  });

  it("what is said nearer to the event wins, name by name: its traits, its context's, the batch's", () => {
    const item = { type: "identify", userId: "ada", traits: { plan: "pro", seats: null } };
    const own = { traits: { plan: "free", seats: 3, role: "admin" } };
    const ofBatch = { traits: { role: "user", region: "eu" }, trig: { import: true } };
    const found = kept({ ...item, context: own }, { context: ofBatch });
    expect(found.body).toEqual({ plan: "pro", seats: null, role: "admin", region: "eu" });
    expect(found.imported).toBe(true);
    expect(kept({ ...item, context: { trig: { import: false } } }, { context: ofBatch }).imported).toBe(
      false,
    );
    expect(kept({ ...item, context: { traits: {} } }, { context: ofBatch }).body).toMatchObject({
      region: "eu",
    });
  });

  it("history is marked as such only by true", () => {
    expect(kept({ ...track, context: { trig: { import: true } } }).imported).toBe(true);
    expect(kept({ ...track, context: { trig: { import: "no" } } }).imported).toBe(false);
  });

  it("core 19: a key used in browsers cannot alias", () => {
    const alias = { type: "alias", userId: "ada", previousId: "v1" };
    expect(refusedField(alias, { trust: "browser" })).toBe("type");
    expect(refusedField(alias)).toBeNull();
  });
});

describe("core 21: what cannot be stored is refused by field", () => {
  it.each([
    ["properties.a.1", { ...track, properties: { a: ["fine", "a\u0000b"] } }],
    ["traits.name", { type: "identify", userId: "ada", traits: { name: "half \ud83d" } }],
    ["context.deep", { ...track, context: { deep: { "a\u0000": 1 } } }],
    ["userId", { ...track, userId: "\u0000" }],
    [
      "properties.__proto__",
      JSON.parse('{"type":"track","userId":"a","event":"x","properties":{"__proto__":{"admin":true}}}'),
    ],
  ])("%s", (field, item) => {
    expect(refusedField(item)).toBe(field);
  });

  it("a number beyond all that a number holds is refused, not turned into none", () => {
    for (const number of ["1e400", "-1e400", "[1,1e999]"])
      expect(refusedField({ ...track, properties: { n: JSON.parse(number) } })).toMatch(/^properties\.n/);
  });

  it("whole pairs are fine", () => {
    expect(refusedField({ ...track, properties: { smile: "😀" } })).toBeNull();
  });

  it("nesting has an end, however deep it goes", () => {
    const nest = (levels: number) => JSON.parse(`${'{"a":'.repeat(levels)}1${"}".repeat(levels)}`);
    expect(refusedField({ ...track, properties: nest(10) })).toBeNull();
    expect(refusedField({ ...track, properties: nest(5_000) })).toMatch(/^properties\.a/);
    expect(refusedField({ ...track, extra: JSON.parse("[".repeat(100_000) + "]".repeat(100_000)) })).toMatch(
      /^extra/,
    );
  });

  it("an event has 32 KB at most, counted in bytes", () => {
    const sized = (text: string) => ({ ...track, properties: { text } });
    expect(refusedField(sized("x".repeat(32_000)))).toBeNull();
    expect(refusedField(sized("x".repeat(33_000)))).toBe("item");
    expect(refusedField(sized("ä".repeat(17_000)))).toBe("item");
  });
});
