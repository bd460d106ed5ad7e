import { expect, test } from "vitest";
import { attempt } from "@/components/ui/attempt";

test("a change that was made, and one that was refused, come with what the server said", async () => {
  const made = { ok: true, message: "Paused." };
  expect(await attempt(async () => made)).toEqual({ kind: "done", answer: made });
  const refused = { ok: false, message: "Only an owner can do that.", code: "forbidden" };
  expect(await attempt(async () => refused)).toEqual({ kind: "refused", answer: refused });
});

test("an expired sign-in is told apart from a refusal", async () => {
  const answer = { ok: false, message: "You are not signed in any more.", code: "unauthorised" };
  expect(await attempt(async () => answer)).toEqual({ kind: "signed_out" });
});

test("a network that breaks is an outcome, not a crash", async () => {
  expect(await attempt(async () => Promise.reject(new TypeError("Failed to fetch")))).toEqual({
    kind: "unanswered",
  });
});
