import { expect, test } from "vitest";
import type { RefusalCode } from "@/lib/channels/schema";
import { backOffMs } from "@/lib/deliveries/ledger/back-off";
import { outcomeOfAttempt, type Tried } from "@/lib/deliveries/sender/attempt-outcome";

const first: Tried = { provider: "resend", attempts: 0, unknownSince: null };
const repeat: Tried = { provider: "resend", attempts: 1, unknownSince: new Date("2026-03-02T09:00:00Z") };
const refused = (code: RefusalCode) => ({ outcome: "refused" as const, code, detail: "no" });

test("the wait doubles with every attempt, spreads by chance and ends at ten minutes", () => {
  expect([0, 1, 2, 3].map((attempts) => backOffMs(attempts, 1))).toEqual([4_000, 8_000, 16_000, 32_000]);
  expect(backOffMs(2, 0)).toBe(8_000);
  for (const attempts of [8, 20, 1_000_000]) expect(backOffMs(attempts, 1)).toBe(600_000);
});

test("a provider is never asked earlier than it asked for", () => {
  expect(backOffMs(0, 0, 3_600_000)).toBe(3_600_000);
  expect(outcomeOfAttempt({ outcome: "later", retryAfterMs: 60_000, detail: "" }, first, 0)).toMatchObject({
    status: "waiting",
    restMs: 60_000,
  });
  const unclear = { outcome: "unknown", retryAfterMs: 60_000, detail: "" } as const;
  expect(outcomeOfAttempt(unclear, first, 0)).toMatchObject({ status: "waiting", restMs: 60_000 });
});

test("only an answer without doubt says that nothing was sent", () => {
  const later = { outcome: "later" as const, retryAfterMs: 0, detail: "" };
  expect(outcomeOfAttempt(later, first, 0)).toMatchObject({ surelyNotSent: true });
  expect(outcomeOfAttempt(later, repeat, 0)).toMatchObject({ surelyNotSent: false });
  expect(outcomeOfAttempt({ outcome: "unknown", detail: "" }, first, 0)).toMatchObject({
    status: "waiting",
    surelyNotSent: false,
  });
});

test.each([
  ["sender_refused", "sender_refused"],
  ["invalid_request", "provider_refused"],
  ["channel_not_found", "channel_not_found"],
  ["not_in_channel", "not_in_channel"],
] as const)("a first request refused with %s fails for the reason %s", (code, reason) => {
  expect(outcomeOfAttempt(refused(code), first, 0)).toMatchObject({ status: "failed", reason });
});

test("a key that the provider does not accept fails nothing: everything waits", () => {
  expect(outcomeOfAttempt(refused("provider_auth"), first, 0)).toMatchObject({
    status: "waiting",
    restMs: 60_000,
    surelyNotSent: true,
  });
});

test("a key that stands for another message means that something was sent under it", () => {
  expect(outcomeOfAttempt(refused("key_reused"), first, 0)).toMatchObject({ status: "unconfirmed" });
});

test("a repeat that is refused for today's settings leaves open what became of the first request", () => {
  expect(outcomeOfAttempt(refused("sender_refused"), repeat, 0)).toMatchObject({ status: "unconfirmed" });
  expect(outcomeOfAttempt(refused("invalid_request"), repeat, 0)).toMatchObject({ status: "failed" });
  expect(outcomeOfAttempt(refused("not_in_channel"), { ...repeat, provider: "slack" }, 0)).toMatchObject({
    status: "failed",
  });
});

test("where a repeat would arrive twice, no clear answer is the last word", () => {
  const once: Tried = { ...first, provider: "outbox" };
  expect(outcomeOfAttempt({ outcome: "unknown", detail: "The line broke." }, once, 0)).toMatchObject({
    status: "unconfirmed",
    detail: "The line broke.",
  });
  expect(outcomeOfAttempt({ outcome: "later", retryAfterMs: 0, detail: "" }, once, 0)).toMatchObject({
    status: "waiting",
    surelyNotSent: true,
  });
});

test("a note that nobody can look for is unconfirmed, one that cannot be looked for just now waits", () => {
  const cannotLook = { outcome: "cannot_look" as const, detail: "" };
  expect(outcomeOfAttempt({ ...cannotLook, worthAskingAgain: false }, repeat, 0)).toMatchObject({
    status: "unconfirmed",
  });
  expect(outcomeOfAttempt({ ...cannotLook, worthAskingAgain: true }, repeat, 0)).toMatchObject({
    status: "waiting",
    surelyNotSent: false,
  });
});

test("a note without an answer rests until Slack would surely show it, before anybody looks for it", () => {
  const unknown = { outcome: "unknown" as const, detail: "" };
  expect(outcomeOfAttempt(unknown, { ...first, provider: "slack" }, 0)).toMatchObject({ restMs: 10_000 });
  expect(outcomeOfAttempt(unknown, first, 0)).toMatchObject({ restMs: 2_000 });
});
