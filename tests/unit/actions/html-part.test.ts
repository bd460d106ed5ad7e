import { describe, expect, it } from "vitest";
import { renderCustomerMessageHtml } from "@/emails/render";

const text =
  'Hi Ada <ada@x.test>,\n\nHere are "three" steps:\n1. Click https://x.test/a?b=1&c=2.\n2. Wait\n- dash\n\nThanks,\r\nAnna & co';

describe("the HTML part of a message", () => {
  it("says the words of the text part, as paragraphs, lists and links", async () => {
    const html = await renderCustomerMessageHtml(text);
    expect(html).toContain("Hi Ada &lt;ada@x.test&gt;,</p>");
    expect(html).toMatch(
      /<ol[^>]*><li>Click <a href="https:\/\/x\.test\/a\?b=1&amp;c=2"[^>]*>[^<]*<\/a>\.<\/li><li>Wait<\/li><\/ol>/,
    );
    expect(html).toMatch(/<ul[^>]*><li>dash<\/li><\/ul>/);
    expect(html).toContain("Thanks,<br/>Anna &amp; co</p>");
  });

  it("keeps the numbers that the author gave, also those that do not follow each other", async () => {
    const html = await renderCustomerMessageHtml("1. one\n3. three\n4. four\n\n14. Dezember");
    expect(html).toMatch(
      /<ol[^>]*start="1"[^>]*><li>one<\/li><\/ol><ol[^>]*start="3"[^>]*><li>three<\/li><li>four/,
    );
    expect(html).toMatch(/<ol[^>]*start="14"[^>]*><li>Dezember/);
  });

  it("leaves a number with a nought before it as it was typed, and follows an address with brackets in it", async () => {
    const html = await renderCustomerMessageHtml("05. Mai\n(https://x.test/a_(b)) und https://x.test/c.");
    expect(html).toContain("05. Mai");
    expect([...html.matchAll(/href="([^"]+)"/g)].map(([, url]) => url)).toEqual([
      "https://x.test/a_(b)",
      "https://x.test/c",
    ]);
  });

  it("runs nothing that a value brings along", async () => {
    const html = await renderCustomerMessageHtml(
      '<script>alert(1)</script> <img src=x onerror="x"> javascript:alert(1)',
    );
    expect(html).not.toMatch(/<script|<img|href="javascript/);
  });

  it("is the same for the same words", async () => {
    expect(await renderCustomerMessageHtml(text)).toBe(await renderCustomerMessageHtml(text));
  });
});
