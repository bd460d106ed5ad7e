import { expect, test } from "vitest";
import { addDelay, toLocal } from "@/lib/time";
import { timezoneSchema } from "@/lib/workspaces/schema";
import { readZone, suggestZone } from "@/lib/zones";

const now = new Date("2026-03-28T12:00:00Z");
const abbreviations = "PST IST BST CST JST ACT AST ECT".split(" ");
const offsets = ["+02:00", "-0800", "GMT+2", "UTC+1", "Z"];
const spellings = ["europe/berlin", "EUROPE/BERLIN", " Europe/Berlin ", "america/new york"];
const links = [
  "Etc/GMT+5",
  "Etc/UTC",
  "US/Pacific",
  "EST5EDT",
  "EST",
  "GB",
  "Asia/Calcutta",
  "Europe/Kyiv",
  "GMT0",
];

test("a zone that is accepted can be computed and shown: abbreviations, offsets, spellings and legacy names alike", () => {
  for (const name of [
    ...abbreviations,
    ...offsets,
    ...spellings,
    ...links,
    ...Intl.supportedValuesOf("timeZone"),
  ]) {
    const zone = readZone(name);
    if (zone === null) continue;
    expect(() => toLocal(addDelay(now, { amount: 3, unit: "days" }, zone), zone)).not.toThrow();
    expect(() => new Intl.DateTimeFormat("en-GB", { timeZone: zone })).not.toThrow();
  }
});

test("an abbreviation like PST is no zone, because it cannot be computed", () => {
  expect(abbreviations.map(readZone)).toEqual(abbreviations.map(() => null));
});

test("an offset is no zone", () => {
  expect(offsets.map(readZone)).toEqual(offsets.map(() => null));
});

test("case and blanks do not matter in a zone's name, and legacy names are zones", () => {
  expect(spellings.map(readZone)).toEqual([
    "Europe/Berlin",
    "Europe/Berlin",
    "Europe/Berlin",
    "America/New_York",
  ]);
  expect(links.map(readZone)).toEqual(links);
});

test("what is no text is no zone", () => {
  expect([null, undefined, 5, {}, ["UTC"], ""].map(readZone)).toEqual(Array(6).fill(null));
});

test("a workspace's zone that cannot be computed is refused with a suggestion", () => {
  const message = (zone: string) => timezoneSchema.safeParse(zone).error?.issues[0]?.message;
  expect(message("PST")).toBe(
    "A time zone is a name like Europe/Stockholm. Did you mean America/Los_Angeles?",
  );
  expect(message("Berlin")).toContain("Did you mean Europe/Berlin?");
  expect(message("Europe/Stokholm")).toContain("Did you mean Europe/Stockholm?");
  expect(message("+02:00")).toBe("A time zone is a name like Europe/Stockholm.");
  expect(timezoneSchema.parse("europe/stockholm")).toBe("Europe/Stockholm");
});

test("every suggestion is itself a zone", () => {
  for (const name of [
    ...abbreviations,
    "new york",
    "sao paulo",
    "tokio",
    "kyiv",
    "Nowhere",
    "Mars/Olympus",
  ]) {
    const meant = suggestZone(name);
    if (meant !== null) expect(readZone(meant)).toBe(meant);
  }
});
