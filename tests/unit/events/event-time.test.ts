import { describe, expect, it } from "vitest";
import { checkEvent } from "@/lib/events/check-event";
import type { Trust } from "@/lib/events/schema";

const NOW = new Date("2026-03-02T09:00:00Z");
const arrival = { receivedAt: NOW, trust: "server" as Trust, checkText: true, checkSize: true };
const check = (item: unknown, more: object = {}) => checkEvent(item, { ...arrival, ...more });
function kept(item: unknown, more: object = {}) {
  const result = check(item, more);
  if ("refusal" in result) throw new Error(`${result.refusal.field}: ${result.refusal.sentence}`);
  return result.event;
}
function refusedField(item: unknown, more: object = {}) {
  const result = check(item, more);
  return "refusal" in result ? result.refusal.field : null;
}
const track = { type: "track", userId: "ada", event: "Done" };
const at = (timestamp: unknown, sentAt?: unknown) =>
  kept({ ...track, timestamp, sentAt }).occurredAt.toISOString();

describe("when it was", () => {
  it("without a time it happened when it was received", () => {
    expect(kept(track).occurredAt).toEqual(NOW);
  });

  it("a sender's wrong clock is corrected by the distance of its two times", () => {
    expect(at("2031-01-01T10:00:00Z", "2031-01-01T10:05:00Z")).toBe("2026-03-02T08:55:00.000Z");
    expect(at("2020-01-01T10:00:00Z", "2020-01-01T10:00:01Z")).toBe("2026-03-02T08:59:59.000Z");
    expect(
      kept({ ...track, timestamp: "2026-03-01T00:00:00Z" }, { sentAt: "2026-03-01T01:00:00Z" }).occurredAt,
    ).toEqual(new Date("2026-03-02T08:00:00Z"));
  });

  it("nothing happens after it was received", () => {
    expect(at("2027-01-01T00:00:00Z")).toBe(NOW.toISOString());
    expect(at("2026-03-02T09:10:00Z", "2026-03-02T09:00:00Z")).toBe(NOW.toISOString());
  });

  it("ISO 8601 is read in its variants, without a zone as UTC", () => {
    expect(at("2024-05-01")).toBe("2024-05-01T00:00:00.000Z");
    expect(at("2024-05-01T10:00:00")).toBe("2024-05-01T10:00:00.000Z");
    expect(at("2024-05-01 10:00:00.123456+0200")).toBe("2024-05-01T08:00:00.123Z");
    expect(at(1_714_557_600_000)).toBe("2024-05-01T10:00:00.000Z");
    expect(kept({ ...track, originalTimestamp: "2024-05-01T10:00:00Z" }).occurredAt).toEqual(
      new Date("2024-05-01T10:00:00Z"),
    );
  });

  it.each([
    ["seconds", 1_714_557_600],
    ["seconds with a fraction, as text", "1714557600.0"],
    ["milliseconds as text", "1714557600000"],
    ["microseconds", 1_714_557_600_000_000],
    ["nanoseconds as text, since they are more than a number holds", "1714557600000000000"],
  ])("a count since 1970 says by its size what it counts: %s", (_, timestamp) => {
    expect(at(timestamp)).toBe("2024-05-01T10:00:00.000Z");
    expect(at(timestamp, timestamp)).toBe(NOW.toISOString());
  });

  it("a day that does not exist is refused and becomes no other day: 30 February, 31 April, 29 February of a common year", () => {
    for (const day of ["2026-02-30", "2025-04-31", "2025-02-29"]) {
      expect(refusedField({ ...track, timestamp: `${day}T12:00:00Z` })).toBe("timestamp");
      expect(refusedField({ ...track, timestamp: "2026-03-01T12:00:00Z", sentAt: day })).toBe("sentAt");
    }
  });

  it("digits of a calendar are no count of milliseconds", () => {
    expect(refusedField({ ...track, timestamp: "20240501100000" })).toBe("timestamp");
    expect(refusedField({ ...track, timestamp: 20_240_501_100_000 })).toBe("timestamp");
    expect(refusedField({ ...track, timestamp: 202_405_011_000 })).toBe("timestamp");
  });

  it("what is no time, or absurdly old, is refused by field", () => {
    expect(refusedField({ ...track, timestamp: "yesterday" })).toBe("timestamp");
    expect(refusedField({ ...track, timestamp: {} })).toBe("timestamp");
    expect(refusedField({ ...track, timestamp: "2026-13-45T00:00:00Z" })).toBe("timestamp");
    expect(refusedField({ ...track, timestamp: 12 })).toBe("timestamp");
    expect(refusedField({ ...track, timestamp: 631_152_000 })).toBe("timestamp");
    expect(refusedField({ ...track, timestamp: "2026-03-01T00:00:00Z", sentAt: "soon" })).toBe("sentAt");
  });
});
