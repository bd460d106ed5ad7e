import { expect, test } from "vitest";
import { type DeliveryMove, type PassMove, setOffWords } from "@/lib/insights/clock/set-off-words";

const at = new Date("2026-03-07T09:00:00Z");
const bob = { entity: "person", id: "per_bob", name: "Bob" } as const;
const acme = { entity: "organisation", id: "org_acme", name: "Acme" } as const;
const exit: PassMove = {
  enrolmentId: "enr_1",
  what: "exit",
  reason: "deadline",
  at,
  customer: bob,
  programme: { kind: "job", slug: "nudge", name: "Nudge" },
};
const reminder: DeliveryMove = {
  id: "dlv_1",
  enrolmentId: "enr_1",
  moment: "step",
  kind: "reminder",
  status: "sent",
  reason: null,
  recipient: "bob@acme.test",
  headline: "In 5 minutes",
  at,
  dueAt: at,
  customer: bob,
  person: bob,
};
const note: DeliveryMove = { ...reminder, id: "dlv_2", kind: "notify", recipient: "#alerts", person: null };
const say = (passes: PassMove[], deliveries: DeliveryMove[]) =>
  setOffWords(passes, deliveries, "UTC").map(({ parts }) =>
    parts.map((part) => (typeof part === "string" ? part : part.text)).join(""),
  );

test.each<[DeliveryMove["status"], DeliveryMove["reason"], string]>([
  ["sent", null, "Bob was reminded: In 5 minutes"],
  ["waiting", null, "Bob will be reminded on Sat 7 Mar, 09:00: In 5 minutes"],
  ["skipped", "no_email", "Bob was not reminded: this person has no email address"],
  ["held", "paused", "Bob is not reminded yet: held by a pause"],
  ["failed", "provider_refused", "Bob could not be reminded: the provider refused the message"],
  ["unconfirmed", "unconfirmed", "Bob was reminded, though nobody confirmed it: In 5 minutes"],
])("a reminder that is %s is told as what it is", (status, reason, words) => {
  expect(say([], [{ ...reminder, status, reason }])).toEqual([words]);
});

test("a name keeps its capital inside a sentence", () => {
  const failed = { ...note, status: "failed", reason: "channel_not_found" } as const;
  expect(say([], [failed])).toEqual([
    "The team could not be told: Slack knows no channel of this name, or it is archived (about Bob)",
  ]);
});

test("an end is told in one breath with the note it caused, and without the value it wrote", () => {
  const mark: DeliveryMove = {
    ...note,
    id: "dlv_3",
    kind: "update",
    status: "done",
    recipient: "failed",
    moment: "exit",
  };
  expect(say([exit], [{ ...note, moment: "exit" }, mark, reminder])).toEqual([
    "Bob was reminded: In 5 minutes",
    "Bob left Nudge: time was up; the team was told in #alerts",
  ]);
  expect(say([{ ...exit, what: "completion", reason: "goal_met" }], [])).toEqual(["Bob completed Nudge"]);
});

test("a note or a value between entry and end is told with whom it is about", () => {
  expect(say([], [note])).toEqual(["The team was told in #alerts (about Bob)"]);
  const value: DeliveryMove = { ...note, kind: "update", status: "done", recipient: "touched" };
  expect(say([], [value])).toEqual(["Bob: touched was set"]);
});

test("of an organisation's job, who was written to is named as well as for whom", () => {
  const ofAcme = { ...reminder, customer: acme };
  expect(say([], [ofAcme])).toEqual(["Bob was reminded: In 5 minutes (for Acme)"]);
  expect(
    say([{ ...exit, what: "entry", customer: acme }], [{ ...ofAcme, kind: "message", moment: "entry" }]),
  ).toEqual(["Acme entered Nudge; Bob was sent: In 5 minutes"]);
});

test("a behaviour has no page to lead to, a job has", () => {
  const [asJob, asBehaviour] = (["job", "behaviour"] as const).map((kind) =>
    setOffWords([{ ...exit, programme: { ...exit.programme, kind } }], [], "UTC"),
  );
  expect(asJob?.[0]?.parts[2]).toEqual({ text: "Nudge", to: { kind: "job", slug: "nudge" } });
  expect(asBehaviour?.[0]?.parts[2]).toBe("Nudge");
});
