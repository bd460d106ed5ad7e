import { eq, sql } from "drizzle-orm";
import { describe, expect } from "vitest";
import type { Db } from "@/db";
import { failedTries } from "@/db/schema";
import { forgetTries, spendTry, type Try } from "@/lib/members/sign-in/tries";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "@/lib/time";
import { it } from "@/tests/support/fixture";

let db: Db;
let ordinal = 0;

it.beforeAll(({ database }) => {
  db = database.db;
});

const START = new Date("2026-03-02T08:00:00Z").getTime();
const at = (ms: number) => new Date(START + ms);
const someone = () => `sign-in person-${++ordinal}@acme.test`;
const place = () => `10.0.0.${++ordinal}`;
const isRefused = (one: Try, ms: number) =>
  spendTry(db, one, at(ms)).then(
    () => false,
    () => true,
  );

describe("an office behind one address", () => {
  it("may mistype a few passwords every day, for ever", async () => {
    const from = place();
    for (let day = 0; day < 20; day++)
      for (let mistake = 0; mistake < 5; mistake++)
        expect(await isRefused({ about: someone(), from }, day * DAY_MS + mistake * HOUR_MS)).toBe(false);
  });

  it("may come in on a Monday morning, everybody with a mistake before the right password", async () => {
    const from = place();
    for (let person = 0; person < 70; person++) {
      const one = { about: someone(), from };
      for (const ms of [0, 1])
        expect(await isRefused(one, person * 1_000 + ms), `person ${person}`).toBe(false);
      await forgetTries(db, one);
    }
  });

  it("is not made to wait by one of them who keeps trying while made to wait", async () => {
    const from = place();
    const impatient = { about: someone(), from };
    let refused = 0;
    for (let click = 0; click < 150; click++) if (await isRefused(impatient, click)) refused++;
    expect(refused).toBe(145);
    expect(await isRefused({ about: someone(), from }, 200)).toBe(false);
  });
});

describe("somebody who guesses", () => {
  it("gains nothing by waiting just long enough: in a day no more tries than the wait allows", async () => {
    const one = { about: someone(), from: place() };
    let looked = 0;
    for (let ms = 0; ms < DAY_MS; ms += 7.5 * MINUTE_MS) if (!(await isRefused(one, ms))) looked++;
    expect(looked).toBeLessThanOrEqual(110);
  });

  it("is slowed down again at once after a rest that was too short to forget", async () => {
    const one = { about: someone(), from: place() };
    for (let n = 0; n < 5; n++) await spendTry(db, one, at(n));
    const rest = 20 * MINUTE_MS;
    expect(await isRefused(one, rest)).toBe(false);
    expect(await isRefused(one, rest + 1)).toBe(true);
  });

  it("from many addresses waits a minute at most, so that the owner of the account is not locked out for long", async () => {
    const about = someone();
    for (let n = 0; n < 36; n++) await isRefused({ about, from: place() }, n * MINUTE_MS * 0.9);
    await expect(spendTry(db, { about, from: place() }, at(36 * MINUTE_MS * 0.9))).resolves.toBeUndefined();
  });
});

describe("a browser that signed in to the account before", () => {
  it("gets past what strangers did: to the account from everywhere, and from its own address", async () => {
    const about = someone();
    const from = place();
    for (let n = 0; n < 40; n++) await isRefused({ about, from: n % 2 ? from : place() }, n);
    expect(await isRefused({ about, from }, 50)).toBe(true);
    expect(await isRefused({ about, from, device: "known" }, 50)).toBe(false);
  });

  it("is slowed down by its own failures, and frees nobody else by its success", async () => {
    const about = someone();
    const from = place();
    const known = { about, from, device: "stolen" };
    for (let n = 0; n < 5; n++) expect(await isRefused(known, n)).toBe(false);
    expect(await isRefused(known, 10)).toBe(true);
    for (let n = 0; n < 5; n++) await isRefused({ about, from }, n);
    await forgetTries(db, known);
    expect(await isRefused(known, 11)).toBe(false);
    expect(await isRefused({ about, from }, 12)).toBe(true);
  });
});

describe("the host's clock", () => {
  it("set back by a day keeps nobody waiting longer than the longest wait", async () => {
    const one = { about: someone(), from: place() };
    for (let n = 0; n < 8; n++) await isRefused(one, DAY_MS + n * MINUTE_MS);
    await expect(spendTry(db, one, at(0))).rejects.toThrow(/wait 1[45] minutes/);
    expect(await isRefused(one, 15 * MINUTE_MS + 1)).toBe(false);
  });

  it("set forward a little forgives little", async () => {
    const one = { about: someone(), from: place() };
    for (let n = 0; n < 5; n++) await spendTry(db, one, at(n));
    await isRefused(one, 2 * MINUTE_MS);
    expect(await isRefused(one, 2 * MINUTE_MS + 1)).toBe(true);
  });

  it("of the process counts for nothing where no moment is given: the database's does", async () => {
    const one = { about: someone(), from: place() };
    await spendTry(db, one);
    const [row] = await db
      .select({ isNow: sql<boolean>`abs(extract(epoch from now() - ${failedTries.lastAt})) < 60` })
      .from(failedTries)
      .where(eq(failedTries.failures, 1))
      .orderBy(sql`${failedTries.lastAt} desc`)
      .limit(1);
    expect(row?.isNow).toBe(true);
  });
});
