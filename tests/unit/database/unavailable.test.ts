import { DrizzleQueryError } from "drizzle-orm/errors";
import { describe, expect, it } from "vitest";
import { isDatabaseUnavailable } from "@/db/unavailable";
import { errorResponse } from "@/lib/edge/route";

/** As drizzle hands on what PostgreSQL said. */
const said = (code: string, message = "PostgreSQL's words") =>
  new DrizzleQueryError("insert", [], Object.assign(new Error(message), { code, severity: "ERROR" }));

describe("a database that can do it later is told apart from a mistake of ours", () => {
  it.each([
    ["a full disk", "53100"],
    ["no memory left", "53200"],
    ["no connection left", "53300"],
    ["a limit of its own reached", "53400"],
    ["a lock that somebody else keeps", "55P03"],
    ["a statement that took too long", "57014"],
    ["a transaction that stood still", "25P03"],
    ["a server that only reads since another took over", "25006"],
    ["a file that cannot be read", "58030"],
    ["a connection that was cut", "08006"],
  ])("%s is a 503 that says when to come again", (_, code) => {
    const answer = errorResponse(said(code));
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "2"]);
  });

  it.each([
    ["a message that PostgreSQL does not understand", "08P01", "invalid message format"],
    [
      "a statement with too few parameters",
      "08P01",
      'bind message supplies 1 parameters, but prepared statement "" requires 2',
    ],
    ["a column that does not exist", "42703", 'column "nonsense" does not exist'],
    ["a row that is there already", "23505", "duplicate key value"],
    ["a statement in a transaction that has failed", "25P02", "current transaction is aborted"],
  ])("%s is a mistake", (_, code, message) => {
    expect(isDatabaseUnavailable(said(code, message))).toBe(false);
  });

  it.each([
    ["cannot be reached", "Error connecting to database: TypeError: fetch failed"],
    [
      "cannot start its compute node",
      'Server error (HTTP status 500): {"message":"could not connect to compute"}',
    ],
    ["takes no more connections", "Server error (HTTP status 429): too many connections attempts"],
  ])("Neon over HTTP that %s is known by its words, as it sends no code", (_, words) => {
    expect(isDatabaseUnavailable(new DrizzleQueryError("insert", [], new Error(words)))).toBe(true);
  });

  it("a pooler that closes the connection says so with the code of a mistake, and is told by its words", () => {
    for (const words of [
      "query_wait_timeout",
      "server conn crashed?",
      "server_login_retry",
      "pgbouncer cannot connect to server",
    ])
      expect(isDatabaseUnavailable(said("08P01", words))).toBe(true);
  });
});
