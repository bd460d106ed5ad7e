import fc from "fast-check";
import { expect, it } from "vitest";
import { isMessageOfPass, type MessageRow, messageBefore } from "@/lib/deliveries/ledger/message-before";
import { takeTurn } from "@/lib/enrolments/turn/take-turn";
import { definitionSchema } from "@/lib/programmes/definition-schema";
import { all, days, has, message, nudge, reminder, update, wait } from "@/tests/support/jobs";
import { programmeOf, turnOf } from "@/tests/support/turns";
import { runs } from "@/tests/support/wild/arbitraries";

const now = new Date("2026-03-02T09:00:00Z");
const later = new Date("2026-03-03T09:00:00Z");
const row = (actionId: string, more: Partial<MessageRow>): MessageRow => ({
  actionId,
  status: "skipped",
  reason: null,
  sentAt: null,
  ...more,
});
const went = (actionId: string, sentAt = now) => row(actionId, { status: "sent", sentAt });
const passedOver = (actionId: string) => row(actionId, { reason: "condition_not_met" });
const failed = (actionId: string) => row(actionId, { status: "failed", reason: "provider_refused" });

it("of alternative messages the one that was meant for the customer counts, wherever it stands", () => {
  expect(messageBefore([went("a"), passedOver("b")])).toEqual({ outcome: "sent", sentAt: now });
  expect(messageBefore([passedOver("a"), went("b")])).toEqual({ outcome: "sent", sentAt: now });
  expect(messageBefore([went("a"), passedOver("b"), passedOver("c")])?.outcome).toBe("sent");
});

it("a message that was meant for the customer and did not go is the one before, whatever went earlier", () => {
  expect(messageBefore([went("a"), failed("b")])?.outcome).toBe("not_sent");
  expect(messageBefore([failed("a"), passedOver("b")])?.outcome).toBe("not_sent");
});

it("where no message was meant for the customer none went, and where there was none there is none before", () => {
  expect(messageBefore([passedOver("a"), passedOver("b")])).toEqual({ outcome: "not_sent", sentAt: null });
  expect(messageBefore([])).toBeNull();
});

it("a message to several people went when it first went to one, and waits while one is held or on its way", () => {
  expect(messageBefore([went("a", later), failed("a"), went("a")])?.sentAt).toEqual(now);
  for (const status of ["waiting", "held", "sending"] as const)
    expect(messageBefore([failed("a"), row("a", { status })])).toEqual({ outcome: "waiting", sentAt: null });
});

it("a row whose place another send has taken counts as gone at that send's time", () => {
  const taken = row("a", { reason: "merged_duplicate", sentAt: later });
  expect(messageBefore([taken])).toEqual({ outcome: "sent", sentAt: later });
  expect(messageBefore([taken, passedOver("b")])).toEqual({ outcome: "sent", sentAt: later });
});

const conditions = [
  undefined,
  undefined,
  ...["pro", "free"].map((value) => all(has("plan", { op: "is", value }))),
];
const when = fc.constantFrom(...conditions).map((one) => (one ? { when: one } : {}));
const acts = (id: string) =>
  fc.oneof(
    when.map((more) => message(id, more)),
    fc.constantFrom("pro", "free").map((value) => update(id, "plan", value)),
  );
const steps = (id: string) =>
  fc.oneof(
    acts(id),
    fc.tuple(fc.integer({ min: 0, max: 1 }), when).map(([delay, more]) => reminder(id, days(delay), more)),
    fc.constant(wait(id, days(0))),
  );
const contact = fc.record({
  personId: fc.constant("per_1"),
  email: fc.constantFrom(null, "a@test.test", "b@test.test"),
  suppressed: fc.boolean(),
  timezone: fc.constant(null),
});

it("what a pass remembers when it has carried an action out is what is summed up of its rows afterwards", () => {
  const drawn = fc.record({
    entry: fc.tuple(acts("e1"), acts("e2"), acts("e3")),
    steps: fc.tuple(steps("s1"), steps("s2"), steps("s3"), steps("s4")),
    plan: fc.constantFrom("pro", "free", "trial"),
    contacts: fc.array(contact, { maxLength: 3 }),
    held: fc.boolean(),
  });
  const seen = new Set<string>();
  fc.assert(
    fc.property(drawn, ({ entry, steps: between, plan, contacts, held }) => {
      const definition = definitionSchema.parse(nudge({ entry, steps: between }));
      const programme = programmeOf(definition);
      const { entered, deliveries } = takeTurn(
        turnOf(programme, { plan }, now, { contacts, tooManyEntries: held }),
      );
      const [pass] = entered;
      const rows = deliveries.filter(isMessageOfPass).map((one) => ({ ...one, sentAt: null }));
      expect(pass?.previousMessage).toEqual(messageBefore(rows));
      seen.add(pass?.previousMessage?.outcome ?? "none");
    }),
    runs(1_000),
  );
  expect(seen).toEqual(new Set(["waiting", "not_sent", "none"]));
});
