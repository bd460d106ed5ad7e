import { expect, test } from "vitest";
import { refuse } from "@/lib/edge/door";

const knock = {
  method: "GET",
  path: "/acme/jobs",
  host: "localhost:3000",
  origin: null,
  publicUrl: undefined,
};

test.each(["localhost:3000", "127.0.0.1:3000", "[::1]:3000", "localhost"])(
  "this machine may come in as %s",
  (host) => {
    expect(refuse({ ...knock, host })).toBeNull();
  },
);

test.each([
  "evil.example",
  "evil.example:3000",
  "localhost.evil.example",
  "127.0.0.1.nip.io",
  "",
  null,
  "a b",
])("a name that somebody else made lead here is refused: %s", (host) => {
  expect(refuse({ ...knock, host })?.status).toBe(421);
});

test("the address the instance is known under may be used, and only that", () => {
  const publicUrl = "https://trig.acme.example";
  expect(refuse({ ...knock, host: "trig.acme.example", publicUrl })).toBeNull();
  expect(refuse({ ...knock, host: "acme.example", publicUrl })?.status).toBe(421);
  const change = { ...knock, method: "POST", host: "localhost:3000", publicUrl };
  expect(refuse({ ...change, origin: publicUrl })).toBeNull();
});

test.each(["https://evil.example", "null", "http://localhost:4000"])(
  "a change asked for from %s is refused",
  (origin) => {
    expect(refuse({ ...knock, method: "POST", origin })?.status).toBe(403);
    expect(refuse({ ...knock, method: "DELETE", path: "/api/v1/jobs/x", origin })?.status).toBe(403);
  },
);

test("our own pages and programs without an origin may ask for changes", () => {
  expect(refuse({ ...knock, method: "POST", origin: "http://localhost:3000" })).toBeNull();
  expect(refuse({ ...knock, method: "POST", origin: null })).toBeNull();
});

test("events and webhooks may come from any site, but not by any name", () => {
  for (const path of ["/v1/batch", "/api/webhooks/segment"]) {
    const sent = { ...knock, method: "POST", path, origin: "https://shop.example" };
    expect(refuse(sent)).toBeNull();
    expect(refuse({ ...sent, host: "evil.example" })?.status).toBe(421);
  }
  expect(refuse({ ...knock, method: "POST", path: "/v1x", origin: "https://shop.example" })?.status).toBe(
    403,
  );
});

test("an address that holds a zero character is no address of ours", () => {
  for (const path of ["/acme/people/%00", "/acme/people?search=a%00b", "/v1/track%00"])
    expect(refuse({ ...knock, path })?.status).toBe(400);
  expect(refuse({ ...knock, path: "/acme/people?search=%2500" })).toBeNull();
});
