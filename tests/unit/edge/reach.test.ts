import { afterEach, describe, expect, test, vi } from "vitest";
import { isHttps } from "@/lib/edge/is-https";
import { ownOrigin } from "@/lib/edge/own-origin";
import { reachAdvice, reachProblem } from "@/lib/edge/reach";
import { cameFrom } from "@/lib/edge/sign-in/came-from";

afterEach(() => {
  vi.unstubAllEnvs();
  globalThis.trigTellsPeers = undefined;
});

const here = {
  mode: "live" as const,
  host: "127.0.0.1",
  url: undefined,
  proxies: undefined,
  isServerless: false,
};

describe("the address that links in mails begin with", () => {
  test("is our own name and port where TRIG_URL says nothing, whatever the Host header says", () => {
    vi.stubEnv("TRIG_URL", "");
    vi.stubEnv("PORT", "4711");
    for (const [host, origin] of [
      ["", "http://127.0.0.1:4711"],
      ["localhost", "http://localhost:4711"],
      ["::1", "http://[::1]:4711"],
      ["0.0.0.0", "http://127.0.0.1:4711"],
    ] as const) {
      vi.stubEnv("TRIG_HOST", host);
      expect(ownOrigin()).toBe(origin);
    }
  });

  test("is the origin of TRIG_URL, in one spelling", () => {
    for (const url of ["https://trig.acme.test", "HTTPS://Trig.Acme.Test/", "https://trig.acme.test/a?b"]) {
      vi.stubEnv("TRIG_URL", url);
      expect(ownOrigin()).toBe("https://trig.acme.test");
    }
  });
});

describe("an instance that other machines can reach", () => {
  test("does not start live without TRIG_URL, on every address, one of this machine, or a serverless host", () => {
    for (const host of ["0.0.0.0", "::", "192.0.2.7", "trig.internal"])
      expect(reachProblem({ ...here, host })).toContain("set TRIG_URL");
    expect(reachProblem({ ...here, isServerless: true })).toContain("set TRIG_URL");
    expect(reachProblem({ ...here, host: "0.0.0.0", url: "https://trig.acme.test" })).toBeNull();
    for (const host of ["127.0.0.1", "localhost", "::1", "127.8.8.8"])
      expect(reachProblem({ ...here, host })).toBeNull();
  });

  test("is no demo or test instance", () => {
    for (const mode of ["demo", "test"] as const) {
      expect(reachProblem({ ...here, mode })).toBeNull();
      expect(reachProblem({ ...here, mode, url: "http://localhost:3000" })).toBeNull();
      expect(reachProblem({ ...here, mode, host: "0.0.0.0" })).toContain("needs no sign-in");
      expect(reachProblem({ ...here, mode, url: "https://trig.acme.test" })).toContain("needs no sign-in");
    }
  });

  test("is told to name the proxy that speaks TLS for it", () => {
    const url = "HTTPS://trig.acme.test";
    expect(reachAdvice({ ...here, url })).toContain("TRIG_TRUSTED_PROXIES");
    expect(reachAdvice({ ...here, url, proxies: "127.0.0.1" })).toBeNull();
    expect(reachAdvice({ ...here, url: "http://localhost:3000" })).toBeNull();
  });
});

test.each([
  ["https://trig.acme.test", true],
  ["HTTPS://trig.acme.test", true],
  ["https:trig.acme.test", true],
  ["http://https.test", false],
  ["https", false],
  [undefined, false],
])("cookies are for https only under %s: %s", (url, expected) => {
  expect(isHttps(url)).toBe(expected);
});

describe("where a request came from", () => {
  const from = (entries: Record<string, string>) => cameFrom(new Headers(entries));

  test("is the connection's own address, whatever headers the client adds", () => {
    globalThis.trigTellsPeers = true;
    vi.stubEnv("TRIG_URL", "https://trig.acme.test");
    vi.stubEnv("TRIG_TRUSTED_PROXIES", "");
    for (const made of ["203.0.113.1", "203.0.113.2"])
      expect(from({ "x-trig-peer": "198.51.100.4", "x-forwarded-for": made })).toBe("198.51.100.4");
  });

  test("is not what a client calls the connection where our server does not stand before it", () => {
    vi.stubEnv("TRIG_TRUSTED_PROXIES", "198.51.100.4");
    expect(from({ "x-trig-peer": "198.51.100.4", "x-forwarded-for": "203.0.113.1" })).toBe("");
  });

  test("is what a named proxy says", () => {
    globalThis.trigTellsPeers = true;
    vi.stubEnv("TRIG_TRUSTED_PROXIES", "198.51.100.0/24");
    const forwarded = { "x-forwarded-for": "1.1.1.1, 2001:db8:1:2::9" };
    expect(from({ "x-trig-peer": "198.51.100.4", ...forwarded })).toBe("2001:db8:1:2::/64");
  });
});
