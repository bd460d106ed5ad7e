import { expect, it } from "vitest";
import { isReason, reasons } from "@/lib/deliveries/reasons";
import { endReasons, exitReasons, isEndReason } from "@/lib/enrolments/end-reasons";
import { readCode } from "@/lib/errors";
import { endWords } from "@/lib/words/end-words";
import { inSentence } from "@/lib/words/in-sentence";

it("a pass ends by its goal, or exits", () => {
  expect(exitReasons).toEqual(["deadline", "left_audience", "archived", "removed", "merged"]);
  expect(endReasons.goal_met.status).toBe("completed");
});

it("a stored code that this version does not know is refused, also one that every object has", () => {
  expect(readCode("deadline", isEndReason)).toBe("deadline");
  for (const code of ["", "unheard_of", "constructor"]) {
    expect(() => readCode(code, isEndReason)).toThrow("a code that this version does not know");
    expect(() => readCode(code, isReason)).toThrow("a code that this version does not know");
  }
});

it("how a pass ended is said alike wherever it is said alone", () => {
  expect(endWords({ status: "exited", reason: "merged" })).toBe("Ended: joined with another person");
  expect(endWords({ status: "completed", reason: "goal_met" })).toBe("Completed");
});

it("a reason inside a sentence keeps the capital of a name", () => {
  expect(inSentence(reasons.channel_not_found)).toMatch(/^Slack knows/);
  expect(inSentence(reasons.no_email)).toMatch(/^this person/);
});
