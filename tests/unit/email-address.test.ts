import { expect, test } from "vitest";
import { toEmailAddress } from "@/lib/email-address";

test.each([
  "name<evil@x.test>",
  "<evil@x.test>",
  "ada,eve@x.test",
  "ada@x.test,eve",
  "ada;eve@x.test",
  "mailto:ada@x.test",
  '"ada"@x.test',
  "ada(comment)@x.test",
  "ada\\@x.test",
  "ada@[127.0.0.1]",
  "ada\u200b@x.test",
  "ada\u202e@x.test",
  "ada@x..test",
  "ada@.test",
  "ada@x.test.",
  "ada@eve@x.test",
  "@x.test",
  "ada@",
  "",
])("%j is no address", (text) => {
  expect(toEmailAddress(text)).toBeNull();
});

test.each([
  [" Ada@X.test ", "ada@x.test"],
  ["o'brien+trig@x.test", "o'brien+trig@x.test"],
  ["jörg@bücher.test", "jörg@bücher.test"],
  ["ada@localhost", "ada@localhost"],
  ["a.b!#$%&*/=?^_`{|}~-@x-y.test", "a.b!#$%&*/=?^_`{|}~-@x-y.test"],
])("%j is the address %s", (text, address) => {
  expect(toEmailAddress(text)).toBe(address);
});
