import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { noteMessage } from "@/lib/actions/note-message";
import { renderNote } from "@/lib/actions/render-note";
import { notePayloadSchema } from "@/lib/channels/slack";

const users = new Map([["mia@trig.test", "U123"]]);
const post = (text: string, values: Record<string, unknown> = {}) =>
  noteMessage(
    renderNote(text, (key) => values[key]),
    users,
  );
/** What the reader sees: each stretch with how it is shown. */
const shown = (text: string, values: Record<string, unknown> = {}) =>
  post(text, values).blocks?.[0]?.elements ?? [];
const section = (...elements: unknown[]) => ({ type: "rich_text_section", elements });

describe("the author's formatting in a team note", () => {
  it.each([
    ["*bold*", "*bold*", { bold: true }],
    ["**bold**", "*bold*", { bold: true }],
    ["_italics_", "_italics_", { italic: true }],
    ["~gone~", "~gone~", { strike: true }],
    ["`code`", "`code`", { code: true }],
  ])("%s", (typed, text, style) => {
    expect(post(`a ${typed} b`).text).toBe(`a ${text} b`);
    const words = typed.replace(/[*_~`]/g, "");
    const [before, after] = [
      { type: "text", text: "a " },
      { type: "text", text: " b" },
    ];
    expect(shown(`a ${typed} b`)).toEqual([section(before, { type: "text", text: words, style }, after)]);
  });

  it("makes links of [words](address), of Slack's own form and of bare addresses", () => {
    const link = { type: "link", url: "https://x.test/a", text: "here" };
    expect(shown("[here](https://x.test/a)")).toEqual([section(link)]);
    expect(shown("<https://x.test/a|here>")).toEqual([section(link)]);
    expect(post("see https://x.test/a.").text).toBe("see <https://x.test/a>.");
    expect(post("[here](https://x.test/{id})", { id: "a" }).text).toBe("<https://x.test/a|here>");
  });

  it("makes lists", () => {
    expect(post("Next:\n- call {name}\n- write\n1. one\n2. two\nDone", { name: "Ada" }).text).toBe(
      "Next:\n• call Ada\n• write\n1. one\n2. two\nDone",
    );
    const item = (text: string) => section({ type: "text", text });
    expect(shown("- *a*\n- b")).toEqual([
      {
        type: "rich_text_list",
        style: "bullet",
        elements: [section({ type: "text", text: "a", style: { bold: true } }), item("b")],
      },
    ]);
  });

  const kindsOf = (text: string, values = {}) => JSON.stringify(shown(text, values)).match(/rich_text_list/g);
  it.each([
    ["a date", "14. Dezember: {company} verlängert.", "14. Dezember: Acme verlängert."],
    ["two dates that do not follow each other", "14. Dezember\n24. Dezember", "14. Dezember\n24. Dezember"],
    ["a year", "2026. Ein gutes Jahr\n2027. Noch eins", "2026. Ein gutes Jahr\n2027. Noch eins"],
    ["one number between words", "Steps:\n1. call\n\n2. write", "Steps:\n1. call\n\n2. write"],
    ["the same number again", "1. one\n1. two", "1. one\n1. two"],
    ["a number with a nought before it", "01. one\n02. two", "01. one\n02. two"],
  ])("leaves %s as it was typed", (_, typed, text) => {
    expect(post(typed, { company: "Acme" }).text).toBe(text);
    expect(kindsOf(typed, { company: "Acme" })).toBeNull();
  });

  it("keeps the numbers of a list that does not begin at one", () => {
    expect(post("Schritte:\n3. Anrufen\n4. Angebot").text).toBe("Schritte:\n3. Anrufen\n4. Angebot");
    expect(shown("3. Anrufen\n4. Angebot")).toMatchObject([
      { type: "rich_text_list", style: "ordered", offset: 2 },
    ]);
    expect(notePayloadSchema.safeParse({ channel: "C1", ...post("3. a\n4. b") }).success).toBe(true);
    expect(shown("1. a\n2. b\nwords\n3. c\n4. d")).toMatchObject([{}, {}, { offset: 2 }]);
  });

  it("nests, and takes a placeholder inside", () => {
    const words = (text: string, style: object) => ({ type: "text", text, style });
    expect(shown("*Customer _{name}_ left*", { name: "A*c*me" })).toEqual([
      section(
        words("Customer ", { bold: true }),
        words("A*c*me", { bold: true, italic: true }),
        words(" left", { bold: true }),
      ),
    ]);
  });

  it("leaves names with underscores and sums with stars alone", () => {
    expect(post("completed_onboarding_job = 2*3*4 :tada: at 10:30:45").text).toBe(
      "completed_onboarding_job = 2*3*4 :tada: at 10:30:45",
    );
  });
});

describe("a customer's value in a team note", () => {
  const hostile = [
    "*x*",
    "_x_",
    "`x`",
    "<!channel>",
    "<@U999>",
    "@here",
    "<https://evil.test|Slack>",
    "[a](https://evil.test)",
    ":tada:",
    "- item\n- item",
    "a & b < c > d",
    "\uE0000\uE001",
  ];

  it.each(hostile)("%j is words, never formatting or a ping", (value) => {
    const words = value.replace(/[\uE000\uE001]/g, "");
    expect(shown("From {name}!", { name: value })).toEqual([
      section({ type: "text", text: "From " }, { type: "text", text: words }, { type: "text", text: "!" }),
    ]);
    expect(post("{name}", { name: value }).text).not.toMatch(/<[^&]/);
  });

  it("never becomes anything but words, whatever it is", () => {
    const value = fc
      .oneof(fc.string(), fc.constantFrom(...hostile))
      .filter((text) => !/^(https?:|mailto:)/i.test(text));
    fc.assert(
      fc.property(value, (name) => {
        const seen = shown("*hi* {name} and\n- {name}\n", { name });
        const kinds = JSON.stringify(seen).match(/"type":"(?:user|link|emoji)"/g);
        expect(kinds).toBeNull();
        expect(notePayloadSchema.safeParse({ channel: "C1", ...post("*hi* {name}", { name }) }).success).toBe(
          true,
        );
      }),
    );
  });

  it("that is an address of the web can be followed", () => {
    expect(post("{url}", { url: "https://app.test/o/1?a=1&b=2" }).text).toBe(
      "<https://app.test/o/1?a=1&amp;b=2>",
    );
    expect(post("[x]({url})", { url: "javascript:alert(1)" }).text).toBe("x");
  });
});

describe("@ before a placeholder", () => {
  it("pings the person whom Slack knows by that address", () => {
    expect(post("@{owner} please", { owner: "Mia@Trig.test" })).toEqual({
      text: "<@U123> please",
      blocks: [
        {
          type: "rich_text",
          elements: [section({ type: "user", user_id: "U123" }, { type: "text", text: " please" })],
        },
      ],
    });
  });

  it.each([
    ["a space behind it", "mia@trig.test "],
    ["a line end before it", "\n\tmia@trig.test"],
    ["a space that does not break", "\u00a0mia@trig.test\u00a0"],
    ["a mark that cannot be seen", "\ufeffmia@trig.test\u200b"],
    ["marks that turn the direction of writing", "\u202bmia@trig.test\u202c"],
    ["the name before it", "Mia Müller <Mia@trig.test> "],
    ["mailto: before it", "mailto:mia@trig.test"],
  ])("pings an address with %s", (_, owner) => {
    expect(renderNote("@{owner} bitte", () => owner).mentions).toEqual(["mia@trig.test"]);
    expect(post("@{owner} bitte", { owner }).text).toBe("<@U123> bitte");
  });

  it.each([
    ["code", "Plan: `{none}`!", "Plan: !"],
    ["a link's words", "[{none}](https://x.test)", "<https://x.test>"],
    ["a link's words in Slack's own form", "<https://x.test|{none}>", "<https://x.test>"],
  ])("leaves no empty piece, which Slack refuses, of a value that is missing in %s", (_, typed, text) => {
    expect(post(typed).text).toBe(text);
    expect(JSON.stringify(shown(typed))).not.toContain('"text":""');
  });

  it("follows an address of the web with brackets in it, and stops at one around it", () => {
    expect(post("(see https://x.test/a_(b), https://x.test/c)").text).toBe(
      "(see <https://x.test/a_(b)>, <https://x.test/c>)",
    );
  });

  it("leaves nothing of a value that is only spaces, and follows a link with spaces around it", () => {
    expect(post("@{owner}Hi", { owner: " \u200b" }).text).toBe("Hi");
    expect(post("[x]({url})", { url: " https://a.test " }).text).toBe("<https://a.test|x>");
    expect(post("{url}", { url: "https://a.test " }).text).toBe("<https://a.test>");
  });

  it("shows the bare address of someone whom Slack does not know", () => {
    expect(post("@{owner} please", { owner: "new@trig.test" }).text).toBe("new@trig.test please");
  });

  it("leaves nothing without a value, and words for what is no address", () => {
    expect(post("@{owner}Hi", {}).text).toBe("Hi");
    expect(post("@{owner}", { owner: "here" })).toEqual({
      text: "@here",
      blocks: [{ type: "rich_text", elements: [section({ type: "text", text: "@here" })] }],
    });
  });

  it("asks for each address once", () => {
    const note = renderNote("@{a} @{b} @mia@trig.test", (key) =>
      key === "a" ? "MIA@trig.test" : "joe@trig.test",
    );
    expect(note.mentions).toEqual(["mia@trig.test", "joe@trig.test"]);
  });
});

it("a note too long for Slack's rich text is sent as words", () => {
  expect(post("{x}", { x: "a ".repeat(9_000) }).blocks).toBeUndefined();
});
