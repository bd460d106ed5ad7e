import { expect, it } from "vitest";
import { keyInHeader } from "@/lib/edge/ingestion/ingest-key";

const keyIn = (authorization: string) => keyInHeader(new Headers({ authorization }));
const written = (text: string) => Buffer.from(text).toString("base64");

it.each([
  ["with an empty password", `Basic ${written("trig_write_abcd:")}`],
  ["without a colon", `Basic ${written("trig_write_abcd")}`],
  ["with a password", `basic ${written("trig_write_abcd:secret")}`],
  ["without padding", `Basic ${written("trig_write_abcd:").replace(/=+$/, "")}`],
  ["as a bearer token", "Bearer trig_write_abcd"],
])("a key is read %s", (_how, header) => {
  expect(keyIn(header)).toBe("trig_write_abcd");
});

it("a key with other letters is read in either base64 alphabet", () => {
  const text = written("schlüssel-ÿ¿>?:");
  expect(text).toMatch(/[+/]/);
  expect(keyIn(`Basic ${text}`)).toBe("schlüssel-ÿ¿>?");
  expect(keyIn(`Basic ${text.replaceAll("+", "-").replaceAll("/", "_")}`)).toBe("schlüssel-ÿ¿>?");
});

it.each([
  "trig_write_abcd:",
  written("trig_write_abcd:").slice(0, -3),
  `${written("trig_write_abcd:").slice(0, 9)}!${written("trig_write_abcd:").slice(9)}`,
  "abcde",
])("%j is read as Node reads base64, so that a damaged header never counts as none", (value) => {
  const [user] = Buffer.from(value, "base64").toString("utf8").split(":", 1);
  expect(user).not.toBe("");
  expect(keyIn(`Basic ${value}`)).toBe(user);
});

it.each(["", "Basic", "Basic %%%", `Basic ${written(":secret")}`, "Bearer", "Digest abcd"])(
  "%j presents no key",
  (header) => {
    expect(keyIn(header)).toBeNull();
  },
);
