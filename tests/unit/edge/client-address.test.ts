import { BlockList } from "node:net";
import { expect, test } from "vitest";
import { clientAddress, networkOf, proxyList } from "@/lib/client-address";

const named = (list: string) => proxyList(list) ?? new BlockList();
const none = named("");

test("X-Forwarded-For is not believed from a peer that is no named proxy", () => {
  for (const forwarded of ["203.0.113.9", "203.0.113.9, 127.0.0.1", "made up"]) {
    expect(clientAddress({ peer: "198.51.100.4", forwarded, proxies: none })).toBe("198.51.100.4");
    expect(clientAddress({ peer: "127.0.0.1", forwarded, proxies: none })).toBe("127.0.0.1");
    expect(clientAddress({ peer: "198.51.100.4", forwarded, proxies: named("127.0.0.1") })).toBe(
      "198.51.100.4",
    );
  }
});

test("of a named proxy it is: the last entry, whatever the client wrote before it", () => {
  const proxies = named("127.0.0.1, ::1");
  const forwarded = "8.8.8.8, 127.0.0.1, 203.0.113.9";
  for (const peer of ["127.0.0.1", "::1", "::ffff:127.0.0.1"])
    expect(clientAddress({ peer, forwarded, proxies })).toBe("203.0.113.9");
});

test("a chain of named proxies is walked to the first that is none", () => {
  const proxies = named("10.0.0.0/8 fd00::/8");
  const of = (forwarded: string) => clientAddress({ peer: "10.0.0.1", forwarded, proxies });
  expect(of("1.2.3.4, 203.0.113.9, 10.9.9.9, fd12::7")).toBe("203.0.113.9");
  expect(of("10.1.1.1, 10.2.2.2")).toBe("10.1.1.1");
});

test.each([
  ["203.0.113.9:4711", "203.0.113.9"],
  ["[2001:db8::7]:443", "2001:db8::7"],
  ["2001:DB8:0:0::7", "2001:db8::7"],
  ["::ffff:203.0.113.9", "203.0.113.9"],
  ["fe80::1%eth0", "fe80::1"],
])("a proxy may write %s", (forwarded, expected) => {
  expect(clientAddress({ peer: "127.0.0.1", forwarded, proxies: named("127.0.0.1") })).toBe(expected);
});

test.each(["unknown", "", "999.1.1.1", "203.0.113.9; drop", "a".repeat(9_000)])(
  "what a named proxy wrote and is no address ends the walk at the proxy: %s",
  (forwarded) => {
    expect(clientAddress({ peer: "127.0.0.1", forwarded, proxies: named("127.0.0.1") })).toBe("127.0.0.1");
  },
);

test("a host that does not tell the peer leaves nothing to count by", () => {
  expect(clientAddress({ peer: undefined, forwarded: "203.0.113.9", proxies: named("127.0.0.1") })).toBe("");
});

test("a customer of an IPv6 network counts as one, with all her addresses", () => {
  const same = ["2001:db8:1:2::1", "2001:db8:1:2:ffff:1:2:3", "2001:db8:1:2::"].map(networkOf);
  expect(new Set(same)).toEqual(new Set(["2001:db8:1:2::/64"]));
  expect(networkOf("2001:db8:1:3::1")).toBe("2001:db8:1:3::/64");
  expect(networkOf("::1")).toBe("0:0:0:0::/64");
  expect(networkOf("203.0.113.9")).toBe("203.0.113.9");
  expect(networkOf("")).toBe("");
});

test.each(["proxy.example", "10.0.0.0/33", "::1/129", "10.0.0.0/x", "10.0.0/8"])(
  "a list that holds %s names no proxies",
  (entry) => {
    expect(proxyList(`127.0.0.1,${entry}`)).toBeNull();
  },
);
