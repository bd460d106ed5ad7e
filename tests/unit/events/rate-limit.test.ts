import { expect, it } from "vitest";
import { spendRate, TooFastError } from "@/lib/edge/rate-limit";

it("a key may send a burst of three seconds' worth, then its rate, and hears when to come again", () => {
  spendRate("key_a", 300, 100, 0);
  expect(() => spendRate("key_a", 100, 100, 0)).toThrow(TooFastError);
  expect(() => spendRate("key_a", 150, 100, 500)).toThrow("send again in 1 s");
  spendRate("key_a", 50, 100, 500);
  spendRate("key_b", 300, 100, 500);
});

it("a request larger than the burst passes now and then, at the same rate over time", () => {
  spendRate("key_c", 1_000, 100, 0);
  expect(() => spendRate("key_c", 1, 100, 6_000)).toThrow(TooFastError);
  spendRate("key_c", 1, 100, 7_100);
});

it("a key is not kept waiting because the clock was set back, neither one that may send nor one that was just refused", () => {
  const anHour = 3_600_000;
  spendRate("key_d", 100, 100, anHour);
  spendRate("key_d", 200, 100, 0);
  expect(() => spendRate("key_d", 100, 100, 0)).toThrow("send again in 1 s");
  spendRate("key_d", 100, 100, 1_000);
  spendRate("key_e", 300, 100, anHour);
  expect(() => spendRate("key_e", 100, 100, 0)).toThrow(TooFastError);
  spendRate("key_e", 100, 100, 1_000);
});
