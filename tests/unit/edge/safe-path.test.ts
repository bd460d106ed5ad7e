import fc from "fast-check";
import { expect, test } from "vitest";
import { safePath } from "@/lib/edge/pages/safe-path";

test.each([
  ["/acme/jobs?status=live#in-it", "/acme/jobs?status=live#in-it"],
  ["/", "/"],
  ["//evil.test", "/"],
  ["/\\evil.test", "/"],
  ["/x/..//evil.test", "/"],
  ["https://evil.test", "/"],
  ["javascript:alert(1)", "/"],
  ["/api/auth/signout", "/"],
  ["/a\nb", "/"],
  [undefined, "/"],
  [["/acme"], "/"],
])("after a sign-in %j leads to %s", (wanted, path) => {
  expect(safePath(wanted)).toBe(path);
});

test("whatever is asked for, a sign-in leads to our own site", () => {
  const part = fc.constantFrom(
    "/",
    "//",
    "\\",
    "..",
    "evil.test",
    ":",
    "@",
    "%2f",
    "%5c",
    "?",
    "#",
    "http:",
    "\t",
    "x",
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
      const path = safePath(parts.join(""));
      expect(new URL(path, "https://trig.test").origin).toBe("https://trig.test");
    }),
    { numRuns: 2_000 },
  );
});
