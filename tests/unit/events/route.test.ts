import { expect, it, vi } from "vitest";
import { TooFastError } from "@/lib/edge/rate-limit";
import { errorResponse, route } from "@/lib/edge/route";
import { AppError, type ErrorCode } from "@/lib/errors";

it.each<[ErrorCode, number]>([
  ["invalid", 400],
  ["unauthorised", 401],
  ["forbidden", 403],
  ["not_found", 404],
  ["conflict", 409],
  ["too_large", 413],
  ["too_fast", 429],
  ["unavailable", 503],
])("what is %s is answered with %i, its sentence and its issues", async (code, status) => {
  const issues = [{ path: "goal", message: "It is missing.", fix: "Add one." }];
  const handler = route(async () => {
    throw new AppError(code, "A sentence.", issues);
  });
  const response = await handler(new Request("http://localhost/"), { params: Promise.resolve({}) });
  expect(response.status).toBe(status);
  expect(await response.json()).toEqual({ error: { code, message: "A sentence.", issues } });
});

it("a definition with problems may be a 422 instead", () => {
  expect(errorResponse(new AppError("invalid", "Problems."), { invalid: 422 }).status).toBe(422);
});

it("who is too fast, or meets a database that is away, is told when to come again", () => {
  expect(errorResponse(new TooFastError(7)).headers.get("retry-after")).toBe("7");
  const refused = Object.assign(new Error("connect ECONNREFUSED 127.0.0.1:1"), { code: "ECONNREFUSED" });
  const full = Object.assign(new Error("too many clients"), { code: "53300" });
  for (const cause of [refused, full]) {
    const response = errorResponse(new Error("Failed query: select 1", { cause }));
    expect(response.status).toBe(503);
    expect(response.headers.get("retry-after")).not.toBeNull();
  }
});

it("a bug is a plain 500 with a reference to the log, and the log holds no customer's data", async () => {
  const log = vi.spyOn(console, "error").mockImplementation(() => {});
  const response = errorResponse(
    new Error("Failed query: params: ada@example.com", { cause: new Error("division by zero") }),
  );
  expect(response.status).toBe(500);
  const { error } = await response.json();
  expect(error.code).toBe("internal");
  expect(JSON.stringify(error)).not.toContain("ada@");
  const logged = log.mock.calls.map(String).join("\n");
  expect(logged).toContain(error.reference);
  expect(logged).toContain("division by zero");
  expect(logged).not.toContain("ada@");
  log.mockRestore();
});

it.each<[string, () => Promise<Response>]>([
  ["an answer", async () => Response.json({ keys: [] })],
  ["a refusal", async () => Promise.reject(new AppError("forbidden", "Not you."))],
  ["an answer without a body", async () => new Response(null, { status: 204 })],
])("%s to one caller is kept by no browser and no proxy", async (_, handler) => {
  const response = await route(handler)(new Request("http://localhost/"), { params: Promise.resolve({}) });
  expect(response.headers.get("cache-control")).toBe("no-store");
});
