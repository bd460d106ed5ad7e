import { describe, expect, it } from "vitest";
import { noteMessage } from "@/lib/actions/note-message";
import { placeholderValues } from "@/lib/actions/placeholders";
import { renderMessage } from "@/lib/actions/render-message";
import { renderNote } from "@/lib/actions/render-note";
import { renderTemplate } from "@/lib/actions/template";
import { toAttributeKey } from "@/lib/attribute-names";

const now = new Date("2026-03-10T12:00:00Z");
const sender = { name: "Anna at Autodesk", address: "anna@notifications.autodesk.com" };

/** Traits as Segment's clients send them, under the keys that Trig stores them by. */
function stored(traits: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(traits).map(([name, value]) => [toAttributeKey(name), value]));
}

const ada = stored({
  firstName: "Ada",
  email: "ada@lovelace.test",
  createdAt: "2026-03-01T09:00:00.000Z",
  boardName: "Engines",
});
const acme = stored({ name: "Acme", industry: "Aerospace", caseOwnerEmail: "mia@trig.test" });
const values = placeholderValues({
  person: { attributes: ada, email: "ada@lovelace.test", userId: "u-815" },
  organisation: { attributes: acme },
  programme: { name: "Onboarding Nudge" },
  sender,
  now,
  zone: "UTC",
});

describe("the example messages of the user's document, from what Segment's clients send", () => {
  it("the quick tip", () => {
    const subject = "Quick tip to get started";
    const body =
      "Hi {first_name},\n\nI noticed you joined {board_name} but haven't created your\nfirst project yet.\n\nThanks,\nAnna";
    expect(renderMessage({ subject, body }, { values, sender })).toEqual({
      from: '"Anna at Autodesk" <anna@notifications.autodesk.com>',
      subject,
      text: "Hi Ada,\n\nI noticed you joined Engines but haven't created your\nfirst project yet.\n\nThanks,\nAnna",
    });
  });

  it("the dynamic attributes, one of which nobody has", () => {
    const text =
      "Hi {first_name},\n\nI noticed your team at {organization_name} signed up\n{days_since_signup} days ago but hasn't {specific_action} yet.\n\nThanks,\n{sender_name}";
    expect(renderTemplate(text, values)).toBe(
      "Hi Ada,\n\nI noticed your team at Acme signed up\n9 days ago but hasn't  yet.\n\nThanks,\nAnna at Autodesk",
    );
  });

  it("the team note", () => {
    const text =
      '@{case_owner_email} - {organization_name} has entered\nthe "At Risk" job. They haven\'t logged in for 30+ days.';
    const note = renderNote(text, values);
    expect(note.mentions).toEqual(["mia@trig.test"]);
    const words = 'Acme has entered\nthe "At Risk" job. They haven\'t logged in for 30+ days.';
    expect(noteMessage(note, new Map([["mia@trig.test", "U123"]])).text).toBe(`<@U123> - ${words}`);
    expect(noteMessage(note, new Map()).text).toBe(`mia@trig.test - ${words}`);
  });
});

describe("a placeholder", () => {
  it("may be written in either spelling, and as the sender of the trait spells it", () => {
    expect(renderTemplate("{organisation_name} {organization_name} {firstName} {job_name}", values)).toBe(
      "Acme Acme Ada Onboarding Nudge",
    );
  });

  it("means the person before the organisation", () => {
    const both = placeholderValues({
      person: { attributes: { industry: "Ships", industry_note: null }, email: null, userId: null },
      organisation: { attributes: { industry: "Trains", industry_note: "big", email: "office@acme.test" } },
      programme: { name: "J" },
      sender: null,
      now,
      zone: "UTC",
    });
    expect([both("industry"), both("industry_note"), both("nothing"), both("sender_name")]).toEqual([
      "Ships",
      "big",
      null,
      null,
    ]);
  });

  it("finds the address of a person who never sent one as a trait", () => {
    const source = { organisation: null, programme: { name: "J" }, sender, now, zone: "UTC" };
    const value = placeholderValues({
      ...source,
      person: { attributes: {}, email: "bob@x.test", userId: null },
    });
    expect(value("email")).toBe("bob@x.test");
  });

  it.each(["user_id", "userId", "USER_ID"])(
    "%s is the user ID, whatever was once kept under that name",
    (name) => {
      const source = { organisation: null, programme: { name: "J" }, sender, now, zone: "UTC" };
      const person = { attributes: { user_id: "u-1" }, email: null, userId: "u-815" };
      expect(placeholderValues({ ...source, person })(name)).toBe("u-815");
      expect(placeholderValues({ ...source, person: { ...person, userId: null } })(name)).toBeNull();
    },
  );

  it("cannot be signed with another name by a trait", () => {
    const source = { organisation: null, programme: { name: "J" }, sender, now, zone: "UTC" };
    const value = placeholderValues({
      ...source,
      person: { attributes: { sender_name: "Mallory" }, email: null, userId: null },
    });
    expect(value("sender_name")).toBe("Anna at Autodesk");
  });

  it("speaks of the organisation where there is no person", () => {
    const value = placeholderValues({
      person: null,
      organisation: { attributes: acme },
      programme: { name: "J" },
      sender,
      now,
      zone: "UTC",
    });
    expect([value("industry"), value("organization_name"), value("first_name")]).toEqual([
      "Aerospace",
      "Acme",
      null,
    ]);
  });
});
