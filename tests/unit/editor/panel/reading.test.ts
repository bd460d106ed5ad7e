import { describe, expect, it } from "vitest";
import {
  readAddress,
  readDuration,
  readKey,
  readMoment,
  readWhole,
} from "@/components/editor/panel/fields/reading";
import { countTexts, readCount, readWindow, windowTexts } from "@/components/editor/panel/filter/event-texts";
import { readValue, valueTexts } from "@/components/editor/panel/forms/value-texts";
import { actionSchema, updateSchema } from "@/lib/actions/action-schema";
import { type AttributeValue, actionLimits } from "@/lib/actions/schema";
import { durationSchema } from "@/lib/audiences/duration-schema";
import { durationUnits, LONGEST_DURATION } from "@/lib/spans";

const message = { kind: "message", id: "m", subject: "", body: "" };
const parses = (part: object) => actionSchema.safeParse({ ...message, ...part }).success;

describe("what is typed is read as the schema reads it", () => {
  it("a duration as long as one may be can be read, a longer one cannot", () => {
    for (const unit of durationUnits) {
      const longest = { amount: String(LONGEST_DURATION[unit]), unit };
      const longer = { amount: String(LONGEST_DURATION[unit] + 1), unit };
      const answer = readDuration(longest);
      expect(answer.ok && durationSchema.safeParse(answer.value).success).toBe(true);
      expect(readDuration(longer).ok).toBe(false);
      expect(durationSchema.safeParse({ ...longer, amount: Number(longer.amount) }).success).toBe(false);
    }
  });

  it("an amount that is empty, negative or half a day is not read, and says why", () => {
    expect(readDuration({ amount: "", unit: "days" })).toMatchObject({ ok: false, at: "amount" });
    expect(readDuration({ amount: "-1", unit: "days" }).ok).toBe(false);
    expect(readDuration({ amount: "1.5", unit: "days" }).ok).toBe(false);
    expect(readWhole("07", 1, 10)).toEqual({ ok: true, value: 7 });
  });

  it("a sender's address is read if the schema takes it", () => {
    const addresses = [
      "anna@mail.acme.com",
      "a.b+c@acme.co",
      "o'neill@acme.ie",
      "anna@acme",
      "anna acme@acme.com",
      "@acme.com",
      ".anna@acme.com",
      "a..b@acme.com",
      "anna@-acme.com",
      "",
    ];
    for (const address of addresses)
      expect([address, readAddress(address).ok]).toEqual([
        address,
        parses({ sender: { name: "A", address } }),
      ]);
  });

  it("an attribute's name is read as conditions write it, and another spelling is told how", () => {
    expect(readKey("completed_onboarding_job")).toEqual({ ok: true, value: "completed_onboarding_job" });
    expect(readKey("First Name")).toMatchObject({ ok: false });
    expect(JSON.stringify(readKey("First Name"))).toContain("first_name");
  });

  it("a day without a time is its midnight, and a day that does not exist is not read", () => {
    expect(readMoment({ day: "2026-03-01", time: "" })).toEqual({
      ok: true,
      value: "2026-03-01T00:00:00.000Z",
    });
    expect(readMoment({ day: "2026-03-01", time: "09:30" })).toMatchObject({
      value: "2026-03-01T09:30:00.000Z",
    });
    expect(readMoment({ day: "", time: "09:30" }).ok).toBe(false);
  });

  it("texts have the lengths that the schema takes, and no more", () => {
    const text = (length: number) => "x".repeat(length);
    expect(parses({ subject: text(actionLimits.subject), body: text(actionLimits.body) })).toBe(true);
    expect(parses({ subject: text(actionLimits.subject + 1) })).toBe(false);
    expect(parses({ body: text(actionLimits.body + 1) })).toBe(false);
  });

  it("how often an event happened is the same again once it was typed", () => {
    for (const op of ["=", "!=", "<", "<=", ">", ">="] as const)
      for (const times of [0, 1, 2])
        expect(readCount(countTexts({ op, times }))).toEqual({ ok: true, value: { op, times } });
    expect(readWindow(windowTexts(undefined))).toEqual({ ok: true, value: undefined });
    expect(readWindow(windowTexts({ amount: 3, unit: "weeks" }))).toEqual({
      ok: true,
      value: { amount: 3, unit: "weeks" },
    });
  });

  it("every value that an update can write is the same again once it was typed, and parses", () => {
    const values: AttributeValue[] = [
      { kind: "literal", value: true },
      { kind: "literal", value: false },
      { kind: "literal", value: 4.5 },
      { kind: "literal", value: "gold" },
      { kind: "literal", value: "2026-03-01" },
      { kind: "literal", value: "2026-03-01T09:30:00.000Z" },
      { kind: "now" },
      { kind: "attribute", attribute: "plan" },
      { kind: "increase", by: -2 },
      { kind: "increase", by: 1 },
      { kind: "empty" },
    ];
    for (const value of values) {
      expect(readValue(valueTexts(value))).toEqual({ ok: true, value });
      const update = { kind: "update", id: "u", attribute: "a", value };
      expect(updateSchema.safeParse(update).success).toBe(true);
    }
  });
});
