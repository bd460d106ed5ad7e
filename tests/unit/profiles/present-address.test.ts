import { expect, test } from "vitest";
import { type Addressed, takeAddress } from "@/lib/profiles/identity/present-address";
import { movingWorld, saidLast, type Word } from "@/tests/support/moving-world";

const WORLDS = 400;
const USER = 0;
const nameOf = (box: number) => `box-${box}@x.test`;
const ofUser = (seed: number) =>
  movingWorld(seed, 24).filter(({ user, box }) => user === USER && box !== undefined);

function hear(words: readonly Word[]): Addressed {
  const person: Addressed = { email: null, emailSince: null, times: {} };
  for (const { box, at } of words) {
    const address = box === null || box === undefined ? null : nameOf(box);
    const { kind } = takeAddress(person, { address, at, trust: "server", onlyNames: false });
    if (kind === "same" || kind === "taken") person.times.email = Math.max(person.times.email ?? at, at);
  }
  return person;
}

test("whatever is said again and late, the present address is the one said last by event time", () => {
  for (let seed = 0; seed < WORLDS; seed++) {
    const words = ofUser(seed);
    const box = saidLast(words, USER, "box");
    expect([seed, hear(words).email]).toEqual([seed, typeof box === "number" ? nameOf(box) : null]);
  }
});

test("heard in order, it is had since it was said first without anything else in between", () => {
  for (let seed = 0; seed < WORLDS; seed++) {
    const words = ofUser(seed).toSorted((a, b) => a.at - b.at);
    const last = words.findLastIndex(({ box }) => box !== words.at(-1)?.box);
    const since = typeof words.at(-1)?.box === "number" ? (words[last + 1]?.at ?? null) : null;
    expect([seed, hear(words).emailSince]).toEqual([seed, since]);
  }
});

test("in whatever order it is heard, it is never said to be had since before something else was said", () => {
  for (let seed = 0; seed < WORLDS; seed++) {
    const words = ofUser(seed);
    const { email, emailSince } = hear(words);
    if (email === null || emailSince === null) continue;
    const others = words.filter(({ box }) => box === null || box === undefined || nameOf(box) !== email);
    const own = words.filter(({ box }) => typeof box === "number" && nameOf(box) === email);
    expect([seed, emailSince >= Math.max(-1, ...others.map(({ at }) => at))]).toEqual([seed, true]);
    expect([seed, emailSince <= Math.max(...own.map(({ at }) => at))]).toEqual([seed, true]);
  }
});

test.each([
  ["a browser's key gives an address to somebody who has none", null, "browser", false, "taken"],
  ["and none to somebody who has one", "a@x.test", "browser", false, "public_key"],
  ["a call that only names somebody by it does not change it", "a@x.test", "server", true, "named"],
  ["a server's call does", "a@x.test", "crm", false, "taken"],
] as const)("%s", (_, email, trust, onlyNames, kind) => {
  const person: Addressed = { email, emailSince: email && 1, times: email ? { email: 1 } : {} };
  const outcome = takeAddress(person, { address: "b@x.test", at: 5, trust, onlyNames });
  expect(outcome.kind).toBe(kind);
  expect(person.email).toBe(kind === "taken" ? "b@x.test" : email);
});
