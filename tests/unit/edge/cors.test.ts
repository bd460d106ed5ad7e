import { expect, it } from "vitest";
import { allowBrowsers, corsHeaders } from "@/lib/edge/ingestion/cors";

const asked = (headers: Record<string, string>) => new Headers({ origin: "https://shop.test", ...headers });
const preflight = (headers: string) =>
  allowBrowsers(asked({ "access-control-request-headers": headers })).headers;

it.each([
  "sentry-trace, baggage",
  "traceparent,x-datadog-trace-id,x-datadog-origin",
  "x-requested-with",
  "anonymousid",
  "content-type",
])("a page may send with the headers that other tools add: %s", (names) => {
  const headers = preflight(names);
  expect(headers.get("access-control-allow-headers")).toBe(names);
  expect(headers.get("vary")).toBe("Origin, Access-Control-Request-Headers");
});

it("a beacon with JSON, which browsers send with credentials, is let through from any origin", () => {
  for (const headers of [preflight("content-type"), new Headers(corsHeaders(asked({})))]) {
    expect(headers.get("access-control-allow-origin")).toBe("https://shop.test");
    expect(headers.get("access-control-allow-credentials")).toBe("true");
  }
  expect(corsHeaders(new Headers({ origin: "null" }))).toMatchObject({
    "Access-Control-Allow-Origin": "null",
  });
});

it("whoever names no origin is a program and may read the answer as ever", () => {
  expect(corsHeaders(new Headers())).toMatchObject({ "Access-Control-Allow-Origin": "*" });
  expect(corsHeaders(new Headers())).not.toHaveProperty("Access-Control-Allow-Credentials");
});

it("what are no names of headers is not repeated", () => {
  expect(preflight("a: b").get("access-control-allow-headers")).toContain("Content-Type");
});
