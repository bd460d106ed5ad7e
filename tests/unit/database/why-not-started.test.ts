import { DrizzleQueryError } from "drizzle-orm/errors";
import { expect, it } from "vitest";
import { whyNotStarted } from "@/db/why-not-started";
import { AppError } from "@/lib/errors";

const here = { dataDir: ".data" };
const coded = (code: string, message: string) => Object.assign(new Error(message), { code });

it.each([
  [
    "while the database is made",
    new AppError("unavailable", "could not be made: initdb: No space left on device"),
  ],
  [
    "while its tables are",
    new DrizzleQueryError("create table", [], coded("53100", "could not extend file")),
  ],
  ["while a folder is", coded("ENOSPC", "ENOSPC: no space left on device, mkdir")],
  ["because of a quota", coded("EDQUOT", "EDQUOT: disk quota exceeded, write")],
])("a first start on a full disk says so in one sentence: %s", (_, error) => {
  const sentence = whyNotStarted(error, here);
  expect(sentence).toMatch(/^There is no room left on the disk that holds \.data: .*start again\.$/);
});

it("a database that went down because it could not write its log is told by its own words; otherwise it is only away", () => {
  const error = new DrizzleQueryError("rollback", [], new Error("Connection terminated unexpectedly"));
  const databaseWords = 'PANIC:  could not write to file "pg_wal/xlogtemp.17": No space left on device';
  expect(whyNotStarted(error, { ...here, databaseWords })).toMatch(/^There is no room left on the disk/);
  expect(whyNotStarted(error, here)).toMatch(/^The database went away while Trig was starting/);
});

it("with a database of one's own it is that one's disk", () => {
  const error = new DrizzleQueryError("create table", [], coded("53100", "could not extend file"));
  expect(whyNotStarted(error, { ...here, databaseHost: "db.acme.test" })).toBe(
    "The database at db.acme.test has no room left on its disk: make room there and start again.",
  );
});

it("what was expected is told as it is, and a mistake of ours is left to the log", () => {
  expect(whyNotStarted(new AppError("conflict", "Give it a database of its own."), here)).toBe(
    "Give it a database of its own.",
  );
  expect(whyNotStarted(new TypeError("x is not a function"), here)).toBeNull();
});
