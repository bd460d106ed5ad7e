import { describe, expect, it } from "vitest";
import { readResendError, readResendIds } from "@/lib/channels/providers/resend-answer";

const read = (error: unknown, headers: Record<string, string> = {}) => readResendError(error, headers);

describe("an answer in Resend's own shape", () => {
  it.each([
    ["no name at all", { statusCode: 429, message: "Too Many Requests" }, "later"],
    ["a name of its own", { statusCode: 429, name: "rate_limit_exceeded", message: "Slow down" }, "later"],
    ["its status as text", { statusCode: "429", message: "Too Many Requests" }, "later"],
  ])("that asks for patience with %s is obeyed", (_, error, outcome) => {
    expect(read(error, { "retry-after": "3" })).toMatchObject({ outcome, retryAfterMs: 3000 });
    expect(read(error)).toMatchObject({ outcome, retryAfterMs: 1000 });
  });

  it.each([
    [
      "a list of complaints",
      { statusCode: 422, message: ["to must be an email"], error: "Unprocessable Entity" },
    ],
    ["one complaint", { statusCode: 400, message: "Bad JSON" }],
    ["a body that is too large", { statusCode: 413, message: "Payload too large" }],
  ])("that refuses what was asked with %s, unnamed, is a refusal", (_, error) => {
    expect(read(error)).toMatchObject({ outcome: "refused", code: "invalid_request" });
  });

  it.each([
    ["a refusal", "validation_error", { outcome: "refused", code: "invalid_request" }],
    ["a key that it does not accept", "missing_api_key", { outcome: "refused", code: "provider_auth" }],
    ["asking for patience", "rate_limit_exceeded", { outcome: "later", retryAfterMs: 1000 }],
    ["trouble of its own", "internal_server_error", { outcome: "unknown" }],
  ])("is read by its name where it has no status: %s", (_, name, outcome) => {
    expect(read({ name, message: "words" })).toMatchObject(outcome);
  });

  it("says in one line what it said", () => {
    const error = { statusCode: 422, message: ["to must be an email", "subject is missing"] };
    expect(read(error)).toMatchObject({ detail: "422 to must be an email; subject is missing" });
  });
});

describe("an answer that is not Resend's", () => {
  it.each([
    // What the SDK makes of a page that is no JSON: a firewall's 403, a captive portal's 404.
    ["a firewall's page", { statusCode: 403, name: "application_error", message: "Internal server error." }],
    ["a page that is not there", { statusCode: 404, name: "application_error", message: "Internal" }],
    ["a gateway's JSON", { message: "Forbidden" }],
    ["another server's JSON", { statusCode: 403, error: "Forbidden", message: "Forbidden resource" }],
    ["another server's 401", { statusCode: 401, message: "Unauthorized" }],
    ["a name that Resend does not know", { statusCode: 403, name: "blocked_by_policy", message: "no" }],
    ["a status without words", { statusCode: 422 }],
    ["words", "nope"],
    ["a number", 42],
    ["a list", [{ statusCode: 403 }]],
    ["a status that is none", { statusCode: {}, name: [], message: null }],
  ])("%s never counts as a refusal", (_, error) => {
    expect(read(error)).toMatchObject({ outcome: "unknown" });
  });

  it("is asked again no sooner than it says", () => {
    expect(read({ message: "Too many requests" }, { "retry-after": "30" })).toMatchObject({
      outcome: "unknown",
      retryAfterMs: 30_000,
    });
  });
});

describe("the ids of what was taken", () => {
  it("are read one by one, in order", () => {
    expect(readResendIds({ id: "a" })).toEqual(["a"]);
    expect(readResendIds({ data: [{ id: "a" }, { id: "b" }] })).toEqual(["a", "b"]);
  });

  it.each([
    null,
    "ok",
    {},
    { id: 1 },
    { id: "" },
    { id: "a\u0000b" },
    { id: "x".repeat(2_000) },
    { data: null },
    { data: [null] },
    { data: [{ id: "a" }, {}] },
  ])("%j has none", (answer) => {
    expect(readResendIds(answer)).toBeNull();
  });
});
