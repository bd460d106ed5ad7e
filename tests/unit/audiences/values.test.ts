import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  activityAttributes,
  canonicalKey,
  KEY_PATTERN,
  LONGEST_NAME,
  toAttributeKey,
} from "@/lib/attribute-names";
import { boundText, isDate, toDateText } from "@/lib/dates";
import { eventTime } from "@/lib/events/event-time";
import { builtInReads, nextValueChange, readAttribute } from "@/lib/profiles/attributes/built-ins";
import { canonicalValue, typeOf } from "@/lib/profiles/attributes/values";
import { runs } from "../../support/wild/arbitraries";

describe("names of attributes", () => {
  it.each([
    ["firstName", "first_name"],
    ["createdAt", "created_at"],
    ["First Name", "first_name"],
    ["HTTPStatus", "http_status"],
    ["organisationName", "organization_name"],
    ["prénom", "prénom"],
    ["plan2Type", "plan2_type"],
    ["2faEnabled", "2fa_enabled"],
    ["имя", "имя"],
    ["__proto__", "proto"],
  ])("%s is stored as %s", (name, key) => {
    expect(toAttributeKey(name)).toBe(key);
  });

  it("are always words joined by underscores, and the same when stored again", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 120 }), (name) => {
        const key = toAttributeKey(name);
        if (key === null) return;
        if (key.length <= LONGEST_NAME) expect(key).toMatch(KEY_PATTERN);
        expect(canonicalKey(key)).toBe(key);
        expect(toAttributeKey(key)).toBe(key);
      }),
      runs(2000),
    );
  });

  it.each([
    ["last_entered_Onboarding_Stage", "last_entry_to_onboarding_stage"],
    ["Last_Completed_First_Invoice_Job", "last_completion_of_first_invoice_job"],
    ["last_exited_poc_1_job", "last_exit_from_poc_1_job"],
    ["organisation_name", "organization_name"],
    ["organization_name", "organization_name"],
    ["currently_member_of_power_user_behavior", "currently_member_of_power_user_behaviour"],
  ])("%s means %s", (alias, key) => {
    expect(canonicalKey(alias)).toBe(key);
  });

  it("of a programme end in its kind, once, and fit however long its name is", () => {
    expect(activityAttributes({ kind: "job", slug: "onboarding-nudge" })).toEqual({
      currentlyMember: "currently_member_of_onboarding_nudge_job",
      lastEntry: "last_entry_to_onboarding_nudge_job",
      lastExit: "last_exit_from_onboarding_nudge_job",
      lastCompletion: "last_completion_of_onboarding_nudge_job",
    });
    expect(activityAttributes({ kind: "stage", slug: "onboarding-stage" }).lastEntry).toBe(
      "last_entry_to_onboarding_stage",
    );
    const [one, other] = ["a", "b"].map(
      (end) => activityAttributes({ kind: "behaviour", slug: "x".repeat(58) + end }).currentlyMember,
    );
    expect(one).toMatch(/^[a-z][a-z0-9_]{0,79}$/);
    expect(one).not.toBe(other);
    expect(canonicalKey(one ?? "")).toBe(one);
  });
});

describe("values", () => {
  it.each([
    ["2026-03-01", "2026-03-01"],
    ["2026-03-01T10:00", "2026-03-01T10:00:00.000Z"],
    ["2026-03-01 10:00:00", "2026-03-01T10:00:00.000Z"],
    ["2026-03-01T10:00:00.123456Z", "2026-03-01T10:00:00.123Z"],
    ["2026-03-01T10:00:00.9+05:30", "2026-03-01T04:30:00.900Z"],
    ["2026-03-01T00:00:00-0800", "2026-03-01T08:00:00.000Z"],
    ["2024-02-29", "2024-02-29"],
    ["2026-02-29", "2026-02-29"],
    ["2026-03-01T24:00:00Z", "2026-03-01T24:00:00Z"],
    ["0000-01-01", "0000-01-01"],
    ["0001-01-01T00:00:00+01:00", "0001-01-01T00:00:00+01:00"],
    ["12026-03-01", "12026-03-01"],
    ["2026", "2026"],
    ["free", "free"],
  ])("text %s is stored as %s", (raw, value) => {
    expect(canonicalValue(raw)).toBe(value);
  });

  it.each([
    "2026-03-01t10:00:00z",
    "2026-03-01 10:00:00 +0000",
    "2026-03-01 10:00:00.000+00",
    "2026-03-01T10:00:00.000000000000Z",
    1_772_359_200,
    "1772359200.000",
    1_772_359_200_000,
    1_772_359_200_000_000,
    "1772359200000000000",
    "2026-02-30T10:00:00Z",
    "2026-03-01T24:00:00Z",
    20_260_301_100_000,
    "March 1",
  ])("%s is one moment, or none, for an event and for an attribute alike", (written) => {
    const now = new Date("2026-03-02T00:00:00Z");
    const ofEvent = eventTime({ timestamp: written, sentAt: null }, now);
    const ofAttribute = canonicalValue(written, "created_at");
    if (ofEvent instanceof Date) expect(ofAttribute).toBe(ofEvent.toISOString());
    else expect(isDate(ofAttribute)).toBe(false);
  });

  it("seconds and milliseconds are dates only under names that say so", () => {
    expect(canonicalValue(1_772_323_200, "created_at")).toBe("2026-03-01T00:00:00.000Z");
    expect(canonicalValue(1_772_323_200_123, "signup_date")).toBe("2026-03-01T00:00:00.123Z");
    expect(canonicalValue(1_772_323_200, "arr")).toBe(1_772_323_200);
    expect(canonicalValue(5, "renewal_date")).toBe(5);
  });

  it("keep what is JSON, refuse what is not a number, and null takes away", () => {
    expect(canonicalValue({ a: [1, null] })).toEqual({ a: [1, null] });
    expect(canonicalValue(null)).toBeNull();
    expect(
      [Number.NaN, Number.POSITIVE_INFINITY, undefined, [Number.NaN]].map((raw) => canonicalValue(raw)),
    ).toEqual([undefined, undefined, undefined, undefined]);
    expect(Object.is(canonicalValue(-0), 0)).toBe(true);
    expect(canonicalValue("😀".repeat(6000))).toHaveLength(10_000);
    expect(canonicalValue(`a${"😀".repeat(6000)}`)).toHaveLength(9999);
  });

  it("have one type each", () => {
    const values = [
      "a",
      "2026-03-01",
      "2026-03-01T00:00:00.000Z",
      "2026-02-30T00:00:00.000Z",
      1,
      true,
      [],
      {},
      null,
      undefined,
    ];
    expect(values.map(typeOf)).toEqual([
      "text",
      "date",
      "date",
      "text",
      "number",
      "boolean",
      "json",
      "json",
      null,
      null,
    ]);
  });

  it("of dates sort as text in the order of time", () => {
    const ms = fc.integer({
      min: Date.parse("-001000-01-01T00:00:00Z"),
      max: Date.parse("+011000-01-01T00:00:00Z"),
    });
    fc.assert(
      fc.property(ms, ms, (one, other) => {
        if (!isDate(boundText(one))) return;
        expect(boundText(one) <= boundText(other)).toBe(one <= other);
        expect(toDateText(boundText(one))).toBe(new Date(one).toISOString());
      }),
      runs(1000),
    );
  });
});

describe("built-in values", () => {
  const now = new Date("2026-03-10T12:00:00Z");
  const read = (attributes: Record<string, unknown>, key: string) => readAttribute(attributes, key, now);

  it("count whole days since a date, under any of its names", () => {
    expect(read({ last_login: "2026-03-08T12:00:00.000Z" }, "days_since_last_login")).toBe(2);
    expect(read({ renewal_date: "2026-03-08T12:00:00.001Z" }, "days_since_renewal")).toBe(1);
    expect(read({ trial_ended_at: "2026-03-10T12:00:00.001Z" }, "days_since_trial_ended")).toBe(-1);
    expect(read({ renewal_date: "soon" }, "days_since_renewal")).toBeNull();
  });

  it("signing up is signup_date, signed_up_at, else created_at", () => {
    const created = { created_at: "2026-03-01T12:00:00.000Z" };
    expect(read(created, "days_since_signup")).toBe(9);
    expect(read({ ...created, signup_date: "2026-03-07T12:00:00.000Z" }, "days_since_signup")).toBe(3);
    expect(read({ ...created, days_since_signup: 77 }, "days_since_signup")).toBe(77);
    expect(builtInReads("days_since_signup")).toEqual([
      "days_since_signup",
      "signup_date",
      "signed_up_at",
      "created_at",
    ]);
  });

  it("days in stage count from the latest entry into a stage the customer is in now", () => {
    const attributes = {
      last_entry_to_trial_stage: "2026-03-01T12:00:00.000Z",
      currently_member_of_trial_stage: true,
      last_entry_to_setup_stage: "2026-03-05T12:00:00.000Z",
      currently_member_of_setup_stage: true,
      last_entry_to_old_stage: "2026-03-09T12:00:00.000Z",
      currently_member_of_old_stage: false,
    };
    expect(read(attributes, "days_in_stage")).toBe(5);
    expect(nextValueChange(attributes, "days_in_stage", now)).toEqual(new Date("2026-03-11T12:00:00Z"));
    expect(read({}, "days_in_stage")).toBeNull();
  });

  it("never read what JavaScript objects inherit", () => {
    expect(read({}, "constructor")).toBeNull();
  });
});
