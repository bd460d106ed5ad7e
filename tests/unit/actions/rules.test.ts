import { describe, expect, it } from "vitest";
import { actionSchema } from "@/lib/actions/action-schema";
import { advise } from "@/lib/actions/advice";
import { actionEntries } from "@/lib/actions/kinds";
import { summary } from "@/lib/actions/summary";
import { newValue } from "@/lib/actions/values";

const now = new Date("2026-03-10T12:00:00.000Z");
const good = {
  kind: "message",
  id: "welcome",
  sender: { name: "Anna at Autodesk", address: "anna@notifications.autodesk.com" },
  subject: "Quick tip to get started",
  body: "Hi {first_name},\n\nClick “Create project” to start. It takes 2 minutes.\n\nThanks,\nAnna",
};
const checks = (action: unknown, moment: "entry" | "step" | "completion" | "exit" = "entry") =>
  advise(actionSchema.parse(action), moment).map((advice) => advice.check);

describe("what an attribute is set to", () => {
  const set = (value: Parameters<typeof newValue>[0]["value"], attributes: Record<string, unknown> = {}) =>
    newValue({ attribute: "nudges", value }, attributes, now);

  it("is the author's literal, with its type", () => {
    expect(set({ kind: "literal", value: true })).toEqual({ value: true });
  });
  it("is the moment it runs", () => {
    expect(set({ kind: "now" })).toEqual({ value: "2026-03-10T12:00:00.000Z" });
  });
  it("is another attribute's value, or none", () => {
    expect(set({ kind: "attribute", attribute: "plan" }, { plan: "pro" })).toEqual({ value: "pro" });
    expect(set({ kind: "attribute", attribute: "plan" })).toEqual({ value: null });
    const days = { kind: "attribute", attribute: "days_since_signup" } as const;
    expect(set(days, { signup_date: "2026-03-01T12:00:00.000Z" })).toEqual({ value: 9 });
  });
  it("counts up and down, from 0 when there was nothing", () => {
    expect(set({ kind: "increase", by: 1 })).toEqual({ value: 1 });
    expect(set({ kind: "increase", by: -2 }, { nudges: 5 })).toEqual({ value: 3 });
  });
  it("is not counted when it is no number", () => {
    expect(set({ kind: "increase", by: 1 }, { nudges: "three" })).toEqual({ reason: "type_mismatch" });
  });
  it("can be emptied", () => {
    expect(set({ kind: "empty" }, { nudges: 5 })).toEqual({ value: null });
  });
});

describe("an action in one sentence", () => {
  it.each([
    [good, "Email “Quick tip to get started” to the person"],
    [
      { ...good, kind: "reminder", delay: { amount: 5, unit: "days" } },
      "Reminder after 5 days: “Quick tip to get started” to the person",
    ],
    [{ kind: "notify", id: "n", channel: "#customer-alerts", text: "x" }, "Post to #customer-alerts"],
    [
      { kind: "update", id: "u", attribute: "completed_onboarding", value: { kind: "literal", value: true } },
      "Set completed_onboarding to true",
    ],
    [
      { kind: "update", id: "u", attribute: "nudges_sent", value: { kind: "increase", by: 1 } },
      "Raise nudges_sent by 1",
    ],
  ])("%j", (action, sentence) => {
    expect(summary(actionSchema.parse(action))).toBe(sentence);
  });

  it("names whom an organisation's job writes to", () => {
    expect(summary(actionSchema.parse(good), "organisation")).toContain("to the primary contact");
  });
});

describe("advice about a message", () => {
  it("has nothing to say about a good one", () => {
    expect(checks(good)).toEqual([]);
  });

  it.each([
    ["M03", { format: "html" }],
    ["M04", { sender: { name: "Autodesk", address: "no-reply@autodesk.com" } }],
    ["M04", { sender: { name: "Autodesk Marketing", address: "anna@autodesk.com" } }],
    ["M05", { body: "Click it. One. Two. Three. Four. Five. Six." }],
    ["M06", { body: "We noticed you haven't finished setting up your account." }],
    ["M07", { body: "Do this:\n1. a\n2. b\n3. c\n4. d" }],
    ["M08", { body: "Click here to create it:\n\n[steps]\n\nAnna" }],
    ["M09", { body: "Hi {{first_name}}, click here." }],
    ["M09", { subject: "For {First Name}" }],
    ["M10", { subject: "" }],
    ["M10", { subject: "Update" }],
  ])("%s fires for %j", (check, part) => {
    expect(checks({ ...good, ...part })).toEqual([check]);
  });

  it("warns about writing to someone on their way out", () => {
    expect(checks(good, "exit")).toEqual(["M12"]);
  });

  it("refuses a reminder anywhere but between entry and the end", () => {
    const reminder = { ...good, kind: "reminder", delay: { amount: 5, unit: "days" } };
    expect(checks(reminder, "step")).toEqual([]);
    expect(checks(reminder, "completion")).toEqual(["M11"]);
    expect(actionEntries.notify.moments).toEqual(["entry", "step", "completion", "exit"]);
  });
});

describe("advice about a team note", () => {
  const note = (text: string, channel = "#customer-alerts") => ({ kind: "notify", id: "n", channel, text });

  it("wants a mention where a person is needed, and none where not", () => {
    expect(checks(note("@{case_owner_email} call them"), "exit")).toEqual([]);
    expect(checks(note("They left"), "exit")).toEqual(["N02"]);
    expect(checks(note("@{case_owner_email} hooray"), "completion")).toEqual(["N02"]);
  });
  it("wants words, as a message does", () => {
    expect(checks(note(" \n"), "exit")).toEqual(["N01"]);
  });
  it("names a mention that will ping nobody", () => {
    expect(checks(note("@{account_manager} look"), "exit")).toEqual(["N03"]);
  });
  it("prefers channels", () => {
    expect(checks(note("hi", "@mia"))).toEqual(["N04"]);
  });
  it("finds a template problem before it is posted", () => {
    expect(checks(note("{a, b}"))).toEqual(["M09"]);
  });
});

it("an attribute's name says what it records", () => {
  const update = (attribute: string) => ({ kind: "update", id: "u", attribute, value: { kind: "now" } });
  expect(checks(update("flag_1"))).toEqual(["A02"]);
  expect(checks(update("date"))).toEqual(["A02"]);
  expect(checks(update("last_intervention_date"))).toEqual([]);
});
