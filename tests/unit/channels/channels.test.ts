import { expect, test } from "vitest";
import { actionEntries } from "@/lib/actions/kinds";
import { channels, sentChannels, shownMessage } from "@/lib/channels/channels";
import { connectedProviders, outbox, providers, providersOf } from "@/lib/channels/providers";
import { frozenRequestSchema, knowsRepeats, repeatableForMs } from "@/lib/channels/requests";
import { LEASE_MS } from "@/lib/deliveries/ledger/claim";
import { integrationKinds } from "@/lib/workspaces/schema";

const frozen = { account: "int_1", idempotencyKey: "dlv_1" };
const email = { from: "anna@acme.test", to: ["ada@customer.test"], subject: "Hi", text: "Hi Ada" };
const note = { channel: "#alerts", text: "Ada &amp; Bob left\nToday" };

test("an action reaches whom its channel reaches", () => {
  for (const { channel, reaches } of Object.values(actionEntries))
    expect(channels[channel].reaches).toBe(reaches);
});

test("every channel from which something leaves has the outbox as its last provider", () => {
  for (const channel of sentChannels) expect(providersOf(channel).at(-1)).toBe(outbox);
});

test("a provider is waited for less long than a sender may hold a delivery", () => {
  for (const { timeoutMs } of Object.values(providers)) expect(timeoutMs).toBeLessThan(LEASE_MS);
});

test("a provider that is connected hands messages on, and the outbox keeps them", () => {
  for (const provider of connectedProviders) expect(providers[provider].keepsMessages).toBe(false);
  expect(providers[outbox].keepsMessages).toBe(true);
});

test.each([
  ["an email through Resend", { ...frozen, channel: "email", provider: "resend", payload: email }, true],
  ["a note in the outbox", { ...frozen, channel: "slack", provider: "outbox", payload: note }, true],
  ["an email through Slack", { ...frozen, channel: "email", provider: "slack", payload: email }, false],
  ["a note as an email", { ...frozen, channel: "email", provider: "resend", payload: note }, false],
  ["a written attribute", { ...frozen, channel: "record", provider: "outbox", payload: {} }, false],
  ["what has more to it", { ...frozen, channel: "slack", provider: "slack", payload: note, more: 1 }, false],
])("only what its channel and its provider take is a stored request: %s", (_, request, isOne) => {
  expect(frozenRequestSchema.safeParse(request).success).toBe(isOne);
});

test("a message is read as it went, and stands in a list by its subject or its first line", () => {
  expect(shownMessage({ channel: "email", payload: email })).toMatchObject({
    headline: "Hi",
    text: "Hi Ada",
  });
  expect(shownMessage({ channel: "slack", payload: note })).toMatchObject({
    headline: "Ada & Bob left",
    lines: [["Channel", "#alerts"]],
    text: note.text,
  });
});

test("Resend knows a repeat by its key, in Slack a note is looked for first, and of anybody else nothing is asked twice", () => {
  const repeats = (provider: string) => [repeatableForMs({ provider }) > 0, knowsRepeats({ provider })];
  expect(repeats("resend")).toEqual([true, true]);
  expect(repeats("slack")).toEqual([true, false]);
  expect(repeats("outbox")).toEqual([false, false]);
  expect(repeats("a provider of later versions")).toEqual([false, false]);
});

test("no provider has the name of a source of events: what is connected is told apart by its name", () => {
  expect(new Set(integrationKinds).size).toBe(integrationKinds.length);
});
