import { expect, it } from "vitest";
import { nextMove } from "@/lib/enrolments/rules/next-move";
import { definitionSchema } from "@/lib/programmes/definition-schema";
import { MINUTE_MS } from "@/lib/time";
import { nudge, reminder } from "@/tests/support/jobs";

const now = new Date("2026-03-02T09:00:00Z");
const ahead = (amount: number) =>
  nextMove({
    definition: definitionSchema.parse(nudge({ steps: [reminder("again", { amount, unit: "minutes" })] })),
    enrolment: {
      enteredAt: now,
      stepId: "again",
      stepSince: now,
      goalSince: now,
      goalMetAt: null,
      previousMessage: { outcome: "waiting", sentAt: null },
    },
    facts: { entity: "person", attributes: {}, events: [], memberships: [], organisation: null, people: [] },
    pauses: [],
    zone: "UTC",
    now,
  });

it("while the message before it has not left, a reminder without a delay is asked about again in a minute, not at once", () => {
  expect(ahead(0)).toEqual({ kind: "wait", until: new Date(now.getTime() + MINUTE_MS), step: "again" });
  expect(ahead(5)).toEqual({ kind: "wait", until: new Date(now.getTime() + 5 * MINUTE_MS), step: "again" });
});
