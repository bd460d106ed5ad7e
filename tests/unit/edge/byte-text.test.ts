import { isUtf8 as isUtf8OnNode } from "node:buffer";
import fc from "fast-check";
import { expect, it } from "vitest";
import { fromByteText, isUtf8, readUtf8, toByteText } from "@/lib/edge/ingestion/byte-text";

const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 300 }),
  fc.string({ unit: "binary" }).map((text) => new TextEncoder().encode(text)),
);

it("bytes become text of one character each and back, exactly as Node's Buffer does it", () => {
  fc.assert(
    fc.property(bytes, (some) => {
      expect(toByteText(some)).toBe(Buffer.from(some).toString("latin1"));
      expect(fromByteText(toByteText(some))).toEqual(new Uint8Array(some));
    }),
  );
  expect(toByteText(new Uint8Array(100_000).fill(0x9f))).toBe("\x9f".repeat(100_000));
});

it("UTF-8 is recognised and decoded exactly as Node's Buffer does it", () => {
  fc.assert(
    fc.property(bytes, (some) => {
      expect(isUtf8(some)).toBe(isUtf8OnNode(some));
      expect(readUtf8(some)).toBe(Buffer.from(some).toString("utf8"));
    }),
  );
  expect(readUtf8(new TextEncoder().encode("\ufeffa"))).toBe("\ufeffa");
});
