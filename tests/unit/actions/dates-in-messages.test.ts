import { expect, test } from "vitest";
import { noteMessage } from "@/lib/actions/note-message";
import { placeholderValues } from "@/lib/actions/placeholders";
import { renderNote } from "@/lib/actions/render-note";
import { renderTemplate } from "@/lib/actions/template";
import { readerZone } from "@/lib/deliveries/check/reader-zone";
import { canonicalValue } from "@/lib/profiles/attributes/values";

/** What a placeholder of this name stands for, of what a sender sent, in a zone. */
const values = (trialEndsAt: unknown, zone: string) =>
  placeholderValues({
    person: {
      attributes: { trial_ends_at: canonicalValue(trialEndsAt, "trial_ends_at") },
      email: null,
      userId: null,
    },
    organisation: null,
    programme: { name: "Trial" },
    sender: null,
    now: new Date("2026-12-01T00:00:00Z"),
    zone,
  });
const mailed = (sent: unknown, zone: string, text = "{trial_ends_at}") =>
  renderTemplate(text, values(sent, zone));

test("a date reads in a message as the clocks of the reader's zone show it: a minute before midnight in Los Angeles", () => {
  expect(mailed("2026-12-31T23:59:59-08:00", "America/Los_Angeles")).toBe("2026-12-31");
  expect(mailed("2026-12-31T23:59:59-08:00", "UTC")).toBe("2027-01-01");
});

test("midnight itself, east of Greenwich, and a count since 1970 read in the reader's zone as well", () => {
  expect(mailed("2026-12-31T16:00:00-08:00", "America/Los_Angeles")).toBe("2026-12-31");
  expect(mailed("2026-12-31T23:00:00Z", "Asia/Tokyo")).toBe("2027-01-01");
  expect(mailed(Date.parse("2027-01-01T04:00:00Z") / 1000, "America/New_York")).toBe("2026-12-31");
});

test("a day without a time is the same day for every reader", () => {
  for (const zone of ["America/Los_Angeles", "UTC", "Pacific/Kiritimati"]) {
    expect(mailed("2026-12-31", zone)).toBe("2026-12-31");
    expect(mailed("2026-12-31", zone, '{trial_ends_at | date: "%-d %B %Y"}')).toBe("31 December 2026");
  }
});

test("the author's own format shows the reader's clock, on both sides of a change of clocks, unless it names a zone", () => {
  const format = '{trial_ends_at | date: "%-d %B, %H:%M"}';
  expect(mailed("2026-03-29T00:59:00Z", "Europe/Berlin", format)).toBe("29 March, 01:59");
  expect(mailed("2026-03-29T01:00:00Z", "Europe/Berlin", format)).toBe("29 March, 03:00");
  const named = '{trial_ends_at | date: "%H:%M", "Asia/Tokyo"}';
  expect(mailed("2026-03-29T01:00:00Z", "Europe/Berlin", named)).toBe("10:00");
});

test("a note to the team reads dates likewise", () => {
  const note = renderNote("Ends {trial_ends_at}", values("2026-12-31T23:59:59-08:00", "America/Los_Angeles"));
  expect(noteMessage(note, new Map()).text).toBe("Ends 2026-12-31");
});

test("the reader's zone is their own only where the job says so and they have one", () => {
  const ada = { attributes: { timezone: "Asia/Tokyo" } };
  const bob = { attributes: { timezone: "PST" } };
  expect(readerZone({ zone: "person" }, ada, "Europe/Berlin")).toBe("Asia/Tokyo");
  expect(readerZone({ zone: "person" }, bob, "Europe/Berlin")).toBe("Europe/Berlin");
  expect(readerZone({ zone: "workspace" }, ada, "Europe/Berlin")).toBe("Europe/Berlin");
  expect(readerZone(null, ada, "Europe/Berlin")).toBe("Europe/Berlin");
});
