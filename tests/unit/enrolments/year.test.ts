import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { HOUR_MS, toLocal } from "@/lib/time";
import {
  DAYS_AFTER_LAST_STEP,
  DAYS_IN_ALL,
  LATELY,
  type News,
  newsOfYear,
  simulateYear,
  type YearEvent,
  ZONE,
} from "@/tests/support/year";

const hashOf = (year: readonly YearEvent[]) =>
  createHash("sha256").update(JSON.stringify(year)).digest("hex");
const year = simulateYear(1);

function passes(): YearEvent[][] {
  const found = new Map<string, YearEvent[]>();
  for (const one of year)
    found.set(`${one.who} ${one.pass}`, [...(found.get(`${one.who} ${one.pass}`) ?? []), one]);
  return [...found.values()];
}
const at = (pass: readonly YearEvent[], what: string, detail = "") =>
  pass.find((one) => one.what === what && one.detail.startsWith(detail));

/** Whether a moment shows the same time of day, so many days on; or the first that the clocks show where that time was left out. */
function isDaysAfter(from: string, to: string, amount: number): boolean {
  const wanted = toLocal(new Date(from), ZONE).add({ days: amount });
  const shown = toLocal(new Date(to), ZONE);
  const isLeftOut = wanted.month === 3 && wanted.day === 29 && wanted.hour === 2;
  return isLeftOut ? shown.toString() === "2026-03-29T03:00:00" : shown.equals(wanted);
}

it("the same seed gives the same year, byte for byte, and another seed another", () => {
  expect(hashOf(simulateYear(1))).toBe(hashOf(year));
  expect(hashOf(simulateYear(2))).not.toBe(hashOf(year));
});

it("a year holds all that can happen: completions, exits, second passes, reminders that were sent and some that were not needed", () => {
  expect(new Set(year.map(({ what }) => what))).toEqual(
    new Set(["entered", "step", "sent", "skipped", "completed", "exited"]),
  );
  expect(passes().length).toBeGreaterThan(100);
  expect(year.some(({ pass }) => pass > 3)).toBe(true);
});

it("every pass has exactly one entry and at most one outcome, and only a customer's last one may be open", () => {
  const lastOf = new Map(year.map(({ who, pass }) => [who, pass]));
  for (const pass of passes()) {
    const outcomes = pass.filter(({ what }) => what === "completed" || what === "exited").length;
    const [first] = pass;
    expect(pass.filter(({ what }) => what === "entered").length).toBe(1);
    expect(outcomes).toBe(first && lastOf.get(first.who) === first.pass ? Math.min(outcomes, 1) : 1);
    expect(pass.findIndex(({ what }) => what === "entered")).toBe(0);
  }
});

it("a reminder comes exactly so many local days after the message before it was sent, through both changes of the clocks", () => {
  let checked = 0;
  for (const pass of passes()) {
    for (const [before, reminder, amount] of [
      ["welcome", "reminder-1", 5],
      ["reminder-1", "reminder-2", 4],
      ["reminder-1", "reminder-3", 4],
    ] as const) {
      const sent = at(pass, "sent", before);
      const step = at(pass, "step", reminder);
      if (!step) continue;
      expect(sent).toBeDefined();
      expect([sent?.at, step.at, isDaysAfter(sent?.at ?? "", step.at, amount)]).toEqual([
        sent?.at,
        step.at,
        true,
      ]);
      expect(step.detail).toBe(`${reminder} due ${step.at}`);
      checked++;
    }
  }
  expect(checked).toBeGreaterThan(50);
});

it("an exit by deadline comes exactly at the deadline, counted from the entry or from the last step, and nothing happens in a pass after its outcome", () => {
  for (const pass of passes()) {
    const exited = at(pass, "exited", "deadline");
    const isFromLastStep = (pass[0]?.who ?? 0) % 2 === 1;
    const from = isFromLastStep ? pass.findLast(({ what }) => what === "step") : at(pass, "entered");
    const length = isFromLastStep ? DAYS_AFTER_LAST_STEP : DAYS_IN_ALL;
    if (exited && from)
      expect([from.at, exited.at, isDaysAfter(from.at, exited.at, length)]).toEqual([
        from.at,
        exited.at,
        true,
      ]);
    const end = pass.findIndex(({ what }) => what === "completed" || what === "exited");
    if (end >= 0) expect(pass.slice(end + 1).filter(({ what }) => what !== "skipped")).toEqual([]);
  }
});

it("of two wordings each pass gets one, and whoever got either is reminded as long as the pass lasts", () => {
  const got = passes().map((pass) =>
    pass.filter(({ what, detail }) => what === "sent" && detail.startsWith("welcome")),
  );
  expect(Math.max(...got.map(({ length }) => length))).toBe(1);
  expect(new Set(got.flat().map(({ detail }) => detail))).toEqual(new Set(["welcome", "welcome-vip"]));
  for (const pass of passes()) {
    const reminded = at(pass, "step", "reminder-1");
    if (reminded) expect(at(pass, "sent", "reminder-1") ?? at(pass, "skipped", "reminder-1")).toBeDefined();
  }
});

it("a pass goes the way of the first arm that matched at that moment, and gets what stands there and nothing that stands elsewhere", () => {
  const news = newsOfYear(1);
  const taken = new Map<string, number>();
  for (const pass of passes()) {
    const chosen = at(pass, "step", "lately");
    if (!chosen) continue;
    const [by, from] = [Date.parse(chosen.at), Date.parse(chosen.at) - LATELY * 24 * HOUR_MS];
    const heard = (news[chosen.who] ?? []).filter((one) => one.at <= by);
    const signedIn = heard.some((one) => one.event === "Logged In" && one.at > from);
    const isVip = heard.findLast(({ vip }) => vip !== undefined)?.vip;
    const ways = pass.flatMap(({ what, detail }) => (what === "step" ? (detail.split(" due")[0] ?? "") : []));
    const expected = signedIn
      ? ["lately signed-in", ...(isVip ? ["important is-vip", "note-vip"] : ["important otherwise"])]
      : ["lately otherwise"];
    expect(ways.slice(1, 1 + expected.length)).toEqual(expected);
    for (const way of expected) taken.set(way, (taken.get(way) ?? 0) + 1);
    const elsewhere = signedIn ? "reminder-2" : "reminder-3";
    expect(pass.filter(({ detail }) => /^(never|breathe)/.test(detail) && !signedIn)).toEqual([]);
    expect(at(pass, "step", elsewhere)).toBeUndefined();
  }
  for (const way of ["lately signed-in", "lately otherwise", "important is-vip", "important otherwise"])
    expect([way, (taken.get(way) ?? 0) > 5]).toEqual([way, true]);
});

it("a pass completes by what happened since its entry, or by what happened in the day before it, after the pass before, and was heard of later", () => {
  const news = newsOfYear(1);
  let late = 0;
  for (const pass of passes()) {
    const [entered, completed] = [at(pass, "entered"), at(pass, "completed")];
    if (!entered) continue;
    const [from, to] = [Date.parse(entered.at), completed ? Date.parse(completed.at) : null];
    const ended = leftBefore(entered);
    const counts = ({ at: heard, happenedAt = heard, event }: News) => {
      if (event !== "Goal Reached" || heard <= from) return null;
      if (happenedAt > from) return "after";
      return happenedAt >= from - 24 * HOUR_MS && happenedAt > ended ? "late" : null;
    };
    const mine = news[entered.who] ?? [];
    if (to !== null) {
      const met = mine.filter(({ at: heard }) => heard === to).map(counts);
      expect(met.some((one) => one !== null)).toBe(true);
      if (!met.includes("after")) late++;
    }
    const end = pass.find(({ what }) => what === "completed" || what === "exited");
    const until = end ? Date.parse(end.at) : Number.POSITIVE_INFINITY;
    expect(mine.filter((one) => one.at < until && counts(one) !== null)).toEqual([]);
  }
  expect(late).toBeGreaterThan(3);
});

/** When the pass before ended. */
function leftBefore({ who, pass }: YearEvent): number {
  const end = year.findLast(
    (one) => one.who === who && one.pass === pass - 1 && (one.what === "completed" || one.what === "exited"),
  );
  return end ? Date.parse(end.at) : Number.NEGATIVE_INFINITY;
}

it("nobody comes back before fifteen local days have passed since they left", () => {
  const leftAt = new Map<string, string>();
  for (const one of year) {
    if (one.what === "completed" || one.what === "exited") leftAt.set(`${one.who} ${one.pass}`, one.at);
    const left = one.what === "entered" ? leftAt.get(`${one.who} ${one.pass - 1}`) : undefined;
    if (left)
      expect(
        toLocal(new Date(left), ZONE).add({ days: 15 }).toString() <=
          toLocal(new Date(one.at), ZONE).toString(),
      ).toBe(true);
  }
});

it("looking only where something happened or is due gives the same year as looking every hour", () => {
  for (const seed of [3, 4])
    expect(simulateYear(seed, { customers: 5, everyHour: true })).toEqual(
      simulateYear(seed, { customers: 5 }),
    );
});
