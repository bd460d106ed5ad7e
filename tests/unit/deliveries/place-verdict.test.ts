import { expect, test } from "vitest";
import { type Holder, placeVerdict } from "@/lib/deliveries/ledger/place-verdict";
import { DAY_MS } from "@/lib/time";

const now = new Date("2026-03-02T09:00:00Z");
const ago = (days: number) => new Date(now.getTime() - days * DAY_MS);
const holder = (more: Partial<Holder>): Holder => ({
  id: "dlv_1",
  status: "sent",
  sentAt: ago(1),
  isOpen: false,
  isSamePerson: false,
  ...more,
});

test.each([
  ["an address that somebody else's message reached lately does not get it again", {}, "got"],
  ["it is free again after 30 days, once that pass is over", { sentAt: ago(31) }, "take"],
  [
    "it stays taken while that pass is open, however long ago it was",
    { sentAt: ago(90), isOpen: true },
    "got",
  ],
  ["29 days are not 30", { sentAt: ago(29.9) }, "got"],
  ["the same person's next pass is a message of its own", { isSamePerson: true, isOpen: true }, "take"],
  ["nor does it wait for their own message", { isSamePerson: true, status: "sending" }, "take"],
  ["while another's is in a sender's hands it is not decided", { status: "sending", sentAt: null }, "wait"],
  [
    "while another's rests between two attempts it is not decided",
    { status: "waiting", sentAt: null },
    "wait",
  ],
  ["while another's is held it is not decided", { status: "held", sentAt: null }, "wait"],
  [
    "while nobody knows whether another's arrived it is not decided",
    { status: "unconfirmed", sentAt: null },
    "wait",
  ],
  ["what was refused has not reached the address", { status: "failed", sentAt: null }, "take"],
  ["nor has what was skipped", { status: "skipped", sentAt: null }, "take"],
] as const)("%s", (_, more, kind) => {
  expect(placeVerdict(holder(more), now).kind).toBe(kind);
});

test("it counts as sent when the first one was", () => {
  expect(placeVerdict(holder({ sentAt: ago(3) }), now)).toEqual({ kind: "got", at: ago(3) });
});
