import { describe, expect, it } from "vitest";
import { chipsOf, chosenDeliveries, spanOf } from "@/lib/insights/deliveries/delivery-filter";

const now = new Date("2026-03-12T09:00:00Z");
const at = { now, zone: "Europe/Stockholm" };

describe("what is chosen of the ledger stands in the address", () => {
  it("what makes no sense there is left out, whatever it is", () => {
    expect(
      chosenDeliveries({
        kind: "pigeon",
        status: "lost",
        reason: "__proto__",
        range: "90y",
        from: "2026-02-30",
      }),
    ).toEqual({});
    expect(chosenDeliveries({ action: "welcome" })).toEqual({});
  });

  it("days include both ends in the reader's zone, and the wrong way round means the same", () => {
    const chosen = chosenDeliveries({ from: "2026-03-11", to: "2026-03-10" });
    expect(chosen).toMatchObject({ range: "days", from: "2026-03-10", to: "2026-03-11" });
    expect(spanOf(chosen, at)).toEqual({
      from: new Date("2026-03-09T23:00:00Z"),
      before: new Date("2026-03-11T23:00:00Z"),
    });
  });

  it("a day on which the clocks change is as long as it is", () => {
    const span = spanOf(chosenDeliveries({ range: "days", from: "2026-03-29", to: "2026-03-29" }), at);
    expect(Number(span.before) - Number(span.from)).toBe(23 * 3_600_000);
  });

  it("the last 7 days count from now", () => {
    expect(spanOf({ range: "7d" }, at)).toEqual({ from: new Date("2026-03-05T09:00:00Z") });
  });

  it("each filter is told in words and can be taken away alone; a job takes its action with it", () => {
    const chosen = chosenDeliveries({
      job: "nudge",
      action: "welcome",
      status: "skipped",
      reason: "no_email",
      who: "ada",
      range: "24h",
    });
    const chips = chipsOf(chosen, { job: "Nudge", who: "Ada Lovelace" });
    expect(chips.map(({ label, words, names }) => [label, words, names.join(" ")])).toEqual([
      ["Job", "Nudge", "job action version"],
      ["Action", "welcome", "action"],
      ["Outcome", "Skipped", "status"],
      ["Reason", "This person has no email address.", "reason"],
      ["Who", "Ada Lovelace", "who"],
      ["When", "Last 24 hours", "range from to"],
    ]);
  });
});
