import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatSender, renderMessage } from "@/lib/actions/render-message";

const sender = { name: "Anna", address: "anna@x.test" };

describe("the subject of a message", () => {
  it("is one line, whatever a value holds", () => {
    const values = () => "Ada\r\nBcc: everyone@x.test\u2028\u0085\u0000end";
    const { subject } = renderMessage({ subject: "For {first_name}\nnow", body: "" }, { values, sender });
    expect(subject).toBe("For Ada Bcc: everyone@x.test end now");
  });

  it("never holds a control character", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (value) => {
        const { subject } = renderMessage({ subject: "a {x} b", body: "" }, { values: () => value, sender });
        expect(subject).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
      }),
    );
  });
});

describe("the body of a message", () => {
  it("keeps a value's own line ends and characters", () => {
    const values = () => "12 Main St\r\n<b>&amp;</b> ";
    expect(renderMessage({ subject: "s", body: "{address}\n" }, { values, sender }).text).toBe(
      "12 Main St\r\n<b>&amp;</b> \n",
    );
  });
});

describe("the sender of a message", () => {
  it.each([
    ["Anna at Autodesk", '"Anna at Autodesk" <a@x.test>'],
    ['Anna "the tip" \\o/', '"Anna \\"the tip\\" \\\\o/" <a@x.test>'],
    ["Anna\r\nBcc: b@x.test", '"Anna Bcc: b@x.test" <a@x.test>'],
    ["Eve <eve@evil.test>, x", '"Eve <eve@evil.test>, x" <a@x.test>'],
    ["Åsa Öberg", '"Åsa Öberg" <a@x.test>'],
  ])("%j is quoted", (name, from) => {
    expect(formatSender({ name, address: "a@x.test" })).toBe(from);
  });
});
