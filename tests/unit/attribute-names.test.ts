import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalKey, isOwnName, KEY_PATTERN, LONGEST_NAME, toAttributeKey } from "@/lib/attribute-names";
import { runs } from "../support/wild/arbitraries";
import { traitName, twoNames } from "../support/wild/names";

describe("a name of a trait in any script", () => {
  it.each([
    ["名前", "名前"],
    ["имя", "имя"],
    ["Телефон 2", "телефон_2"],
    ["Адрес 2", "адрес_2"],
    ["größe", "größe"],
    ["ДатаРождения", "дата_рождения"],
    ["नाम", "नाम"],
    ["ชื่อเล่น", "ชื่อเล่น"],
    ["اسم العائلة", "اسم_العائلة"],
    ["prénom", "prénom"],
    ["pre\u0301nom", "prénom"],
    ["PRÉNOM", "prénom"],
    ["2faEnabled", "2fa_enabled"],
    ["١٢ شهر", "١٢_شهر"],
    ["m²", "m²"],
    ["𐐔𐐯𐑅", "𐐼𐐯𐑅"],
  ])("%s is stored as %s, with all its letters and digits", (name, key) => {
    expect(toAttributeKey(name)).toBe(key);
    expect(toAttributeKey(key)).toBe(key);
    expect(key).toMatch(KEY_PATTERN);
  });

  it.each([
    ["Телефон 2", "Адрес 2"],
    ["größe", "grose"],
    ["prénom", "prenom"],
    ["2fa", "x_2fa"],
    ["m²", "m2"],
    ["ﬁnal", "final"],
    ["йод", "иод"],
    ["が", "か"],
    [`${"a".repeat(80)}b`, `${"a".repeat(80)}c`],
  ])("%s and %s are two attributes", (one, other) => {
    expect(toAttributeKey(one)).not.toBe(toAttributeKey(other));
  });

  it.each(["", " ", "$", "📞", "___", "\u200D", "→ ?"])(
    "%j has neither letter nor digit and names nothing",
    (name) => {
      expect(toAttributeKey(name)).toBeNull();
    },
  );

  it("any two names share a key only where case, separators or the spelling of our own words differ", () => {
    const ours = (text: string) =>
      // The last sigma of a word is written otherwise.
      text
        .replaceAll("organisation", "organization")
        .replaceAll("behaviour", "behavior")
        .replaceAll("ς", "σ");
    const letters = (name: string) =>
      ours(
        (
          name
            .normalize("NFC")
            // Before the letters are made small: what nobody sees would decide which sigma ends a word.
            .replace(/\p{Default_Ignorable_Code_Point}+/gu, " ")
            .toLowerCase()
            .normalize("NFC")
            .match(/[\p{L}\p{N}\p{M}]/gu) ?? []
        ).join(""),
      );
    fc.assert(
      fc.property(twoNames, ([one, other]) => {
        const key = toAttributeKey(one);
        if (key === null || key !== toAttributeKey(other)) return;
        expect(letters(one)).toBe(letters(other));
      }),
      runs(3000),
    );
  });

  it("a key is the same when it is stored again, and conditions accept it", () => {
    fc.assert(
      fc.property(traitName, (name) => {
        const key = toAttributeKey(name);
        if (key === null) return;
        expect(toAttributeKey(key)).toBe(key);
        expect(canonicalKey(key)).toBe(key);
        if (key.length <= LONGEST_NAME) expect(key).toMatch(KEY_PATTERN);
      }),
      runs(500),
    );
  });
});

describe("names that Trig keeps itself", () => {
  it.each([
    "currently_member_of_nudge_job",
    "Currently Member Of Nudge Job",
    "last_entry_to_job",
    "lastEntryToJob",
    "last_entered_onboarding_stage",
    "last_completed_first_invoice_job",
    "last_completion_of_anything",
    "days_since_signup",
    "daysSinceSignup",
    "days_in_stage",
    "user_id",
    "userID",
    "job_name",
    "sender_name",
  ])("%s is one of them", (name) => {
    expect(isOwnName(name)).toBe(true);
  });

  it.each(["last_completed_lesson", "last_entered_building", "days", "user", "entry_to_job", "plan", "📞"])(
    "%s is a sender's own",
    (name) => {
      expect(isOwnName(name)).toBe(false);
    },
  );
});
