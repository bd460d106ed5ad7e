import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createEngine } from "@/lib/actions/liquid";
import { MOST_PLACEHOLDERS } from "@/lib/actions/scan-template";
import { parseTemplate, renderTemplate } from "@/lib/actions/template";

const from = (values: Record<string, unknown>) => (key: string) =>
  Object.hasOwn(values, key) ? values[key] : undefined;

describe("a message template", () => {
  it("replaces a placeholder by the customer's value", () => {
    expect(renderTemplate("Hi {first_name},", from({ first_name: "Ada" }))).toBe("Hi Ada,");
  });

  it("leaves nothing where a value is missing", () => {
    expect(renderTemplate("Hi {first_name}, {plan}!", from({ plan: null }))).toBe("Hi , !");
  });

  it("uses the author's fallback for a missing and for an empty value", () => {
    const text = 'Hi {first_name | default: "there"},';
    expect(renderTemplate(text, from({}))).toBe("Hi there,");
    expect(renderTemplate(text, from({ first_name: "" }))).toBe("Hi there,");
    expect(renderTemplate(text, from({ first_name: "Cy" }))).toBe("Hi Cy,");
  });

  it("writes dates as days, and otherwise only where the author asks for it", () => {
    const values = from({ signup_date: "2026-03-01T23:30:00.000Z", at: new Date("2026-01-02T03:04:05Z") });
    expect(renderTemplate("{signup_date} {at}", values)).toBe("2026-03-01 2026-01-02");
    expect(renderTemplate('{signup_date | date: "%-d %B %Y"}', values)).toBe("1 March 2026");
    expect(renderTemplate('on {signup_date | append: "!"}', values)).toBe("on 2026-03-01!");
  });

  it("writes numbers, truth and lists plainly", () => {
    const values = from({ arr: 1200.5, seats: 0, trial: false, tags: ["a", "b"] });
    expect(renderTemplate("{arr} {seats} {trial} {tags}", values)).toBe("1200.5 0 false a, b");
  });

  it("chooses words by a value", () => {
    const text = '{% if plan == "pro" %}Thanks!{% else %}Try {plan | default: "pro"}.{% endif %}';
    expect(renderTemplate(text, from({ plan: "pro" }))).toBe("Thanks!");
    expect(renderTemplate(text, from({}))).toBe("Try pro.");
    expect(parseTemplate(text)).toEqual({ problems: [], placeholders: ["plan"] });
  });

  it("never reads a value as template", () => {
    const hostile = '{secret} {{secret}} {% if true %}x{% endif %} {% include "a" %} {% raw %}';
    const values = from({ first_name: hostile, secret: "s3cret" });
    expect(renderTemplate("Hi {first_name}", values)).toBe(`Hi ${hostile}`);
  });

  it("shows a value whose own parts pretend to be code as text", () => {
    const values = from({ a: { toString: 1, valueOf: 2 }, b: [{ x: 1 }], c: { __proto__: null, size: "x" } });
    expect(renderTemplate("{a} {b} {c}", values)).toBe('{"toString":1,"valueOf":2} [{"x":1}] {"size":"x"}');
  });

  it("sees nothing but the values it was given", () => {
    const text = "{constructor}{__proto__}{toString}{hasOwnProperty}";
    expect(renderTemplate(text, from({}))).toBe("");
  });

  it("does not read the clock", () => {
    expect(renderTemplate('{when | date: "%Y"}', from({ when: "now" }))).toBe("now");
  });

  it("keeps the author's words byte for byte", () => {
    const exact = "Hi,\r\n\r\n  two  spaces \t\n\u00A0— “quoted” 😀  \n\n";
    expect(renderTemplate(exact, from({}))).toBe(exact);
    const words = fc.string({ unit: "grapheme", maxLength: 200 }).map((text) => text.replace(/[{}]/g, ""));
    fc.assert(fc.property(words, (text) => renderTemplate(text, from({})) === text));
    fc.assert(
      fc.property(words, words, fc.string(), (before, after, value) => {
        expect(renderTemplate(`${before}{x}${after}`, from({ x: `v${value}` }))).toBe(
          `${before}v${value}${after}`,
        );
      }),
    );
  });

  it("renders whatever it accepts, for any values", () => {
    const piece = fc.oneof(
      fc.string({ maxLength: 20 }),
      fc.constantFrom(
        "{",
        "}",
        "{{",
        "}}",
        "{%",
        "%}",
        "{a}",
        "{a | upcase}",
        '{b | default: "}"}',
        "{a b}",
        "{% if a %}",
      ),
      fc.constantFrom(
        "{% endif %}",
        "{% raw %}",
        "{% endraw %}",
        "{a | date}",
        "{a | round: 2}",
        "{a | truncate: 3}",
      ),
    );
    const text = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(""));
    fc.assert(
      fc.property(text, fc.anything(), (template, value) => {
        fc.pre(parseTemplate(template).problems.length === 0);
        renderTemplate(template, () => value);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("the placeholders of a template", () => {
  it("are read without asking the template language, and none is missed that it would ask for", () => {
    const piece = fc.constantFrom(
      ..."{a} {имя} {2fa} {名前|append:größe} {b|default:'c'|append:d}".split(" "),
      '{e | truncate: f, "g"}',
      "{% if h == 'i' and j contains k %}x{% elsif l.m > n %}{o}{% endif %}",
      "{%- unless first-name -%}{p}{%endunless%}",
      '{% case q %}{% when "r", s %}{t}{% when u or v %}{% endcase %}',
      '{% if w["x"] %}{% endif %}{% if (1..y) contains 2 %}{% endif %}{% if z | size %}{% endif %}',
      "{% if true and nil == blank %}{% endif %}{% if aa? %}{% endif %}{% if bb-%}{% endif %}{% if имя_2 %}{% endif %}",
      "{% raw %}{cc}{% endraw %}",
      " words ",
    );
    const language = createEngine(String);
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 4 }), (pieces) => {
        const text = pieces.join("");
        const { problems, placeholders } = parseTemplate(text);
        expect(problems).toEqual([]);
        expect([...placeholders].sort()).toEqual(language.globalVariablesSync(language.parse(text)).sort());
      }),
      { numRuns: 300 },
    );
  });

  it("may stand in any script, as names of traits do", () => {
    const values = from({ größe: 5, имя: "Ада", 名前: "エイダ", "2fa_enabled": true, नाम: "अदा" });
    expect(
      renderTemplate("{größe} {имя} {名前} {2fa_enabled} {नाम} {% if имя == 'Ада' %}!{% endif %}", values),
    ).toBe("5 Ада エイダ true अदा !");
    expect(parseTemplate("Hi {Телефон 2}").problems[0]?.fix).toBe("{телефон_2}");
    expect(parseTemplate("Hi {{ Größe }}").problems[0]?.fix).toBe("{größe}");
    expect(parseTemplate("Room {2}").problems[0]?.fix).toBe("{% raw %}{2}{% endraw %}");
  });

  it("without end are a problem, found as fast as the text is long", () => {
    const most = MOST_PLACEHOLDERS;
    expect(parseTemplate("{a}".repeat(most)).problems).toEqual([]);
    const told = (text: string) => parseTemplate(text).problems.map(({ message }) => message);
    expect(told("{a}".repeat(most + 1))).toEqual([
      `It has ${most + 1} placeholders; one text may have ${most} at most.`,
    ]);
    expect(told(Array.from({ length: 9_000 }, (_, at) => `{a${at}}`).join(""))).toHaveLength(1);
    expect(told("{% if a %}{% endif %}".repeat(2_000))).toHaveLength(1);
  });
});

describe("a problem of a template", () => {
  const cases: [problem: string, text: string, fix: string][] = [
    ["doubled braces", "Hi {{first_name}}", "{first_name}"],
    ["tripled braces", "Hi {{{ first_name }}}", "{first_name}"],
    ["a label instead of a name", "Hi {First Name}", "{first_name}"],
    ["a label in doubled braces", "Hi {{First Name}}", "{first_name}"],
    ["a path", "Hi {person.first-name}", "{first_name}"],
    ["curly quotes", "Hi {first_name | default: “there”}", '{first_name | default: "there"}'],
    ["single curly quotes", "Hi {first_name | default: ‘there’}", "{first_name | default: 'there'}"],
    ["a fallback written in another way", 'Hi {first_name || "there"}', '{first_name | default: "there"}'],
    ["a list in braces", "set {a, b}", "{% raw %}{a, b}{% endraw %}"],
    ["nothing in braces", "an object {}", "{% raw %}{}{% endraw %}"],
    ["a word of the language", "say {true}", "{% raw %}{true}{% endraw %}"],
    ["a missing closing brace", "Hi {first_name, welcome", "{first_name}"],
    ["a brace that opens nothing", "a { b, c", "{b}"],
    ["a brace at the end", "a {", "{% raw %}{{% endraw %}"],
    ["a brace that closes nothing", "Hi first_name}", "{% raw %}}{% endraw %}"],
    ["an unknown filter", "Hi {first_name | there}", '{first_name | default: "there"}'],
    ["curly quotes in a tag", "{% if plan == “pro” %}x{% endif %}", '{% if plan == "pro" %}'],
  ];

  it.each(cases)("%s comes with its way out", (_, text, fix) => {
    const { problems } = parseTemplate(text);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.fix).toBe(fix);
  });

  it.each(cases.filter(([, , fix]) => !fix.startsWith("{% if")))(
    "the way out of %s is itself no problem",
    (_, __, fix) => {
      expect(parseTemplate(fix).problems).toEqual([]);
    },
  );

  it("keeps as text what was kept as text", () => {
    expect(renderTemplate("set {% raw %}{a, b}{% endraw %}", from({ a: 1 }))).toBe("set {a, b}");
    expect(renderTemplate("{% raw %}{{% endraw %}{% raw %}}{% endraw %}", from({}))).toBe("{}");
  });

  it.each([
    "{% include 'x' %}",
    "{% render 'x' %}",
    "{% layout 'x' %}",
    "{% for a in b %}{% endfor %}",
    "{% assign a = 1 %}",
    "{% if plan %}never closed",
    "{% endif %}",
    "{% if plan",
    "{% raw %}never closed",
  ])("is found in %s before anything is sent", (text) => {
    expect(parseTemplate(text).problems.length).toBeGreaterThan(0);
  });

  it("is found for every brace, not just the first", () => {
    expect(parseTemplate("{{a}} {B C} {ok} {d, e}").problems).toHaveLength(3);
  });

  it("does not take longer for a text made of braces", () => {
    expect(parseTemplate("{".repeat(50_000)).problems).toHaveLength(20);
    expect(parseTemplate("{%".repeat(25_000)).problems).toHaveLength(1);
    expect(parseTemplate(`{a${" | upcase".repeat(5_000)}`).problems.length).toBeGreaterThan(0);
  });
});
