import { expect, it } from "vitest";
import { webhookMappingSchema } from "@/lib/sources/schema";
import { fromSegment } from "@/lib/sources/segment";
import { fromWebhook } from "@/lib/sources/webhook";

const mapping = (said: object) => webhookMappingSchema.parse(said);
const payload = {
  kind: "invoice.paid",
  id: "in_1",
  user: { id: 7, mail: "a@b.c" },
  lines: [{ sku: "pro", amount: 12 }],
  at: "2026-03-01T00:00:00Z",
};

it("fields of any payload become an event by their paths, literals stand for themselves", () => {
  const call = fromWebhook(
    payload,
    mapping({
      event: "Invoice Paid",
      userId: "$.user.id",
      email: "$.user.mail",
      messageId: "$.id",
      occurredAt: "$.at",
      groupId: "$.account",
      properties: { sku: "$.lines[0].sku", gone: "$.lines[4].sku", via: "billing" },
    }),
  );
  expect(call).toMatchObject({
    type: "track",
    event: "Invoice Paid",
    userId: 7,
    messageId: "in_1",
    timestamp: payload.at,
    properties: { sku: "pro", via: "billing" },
    context: { traits: { email: "a@b.c" } },
  });
  expect(call.properties).not.toHaveProperty("gone");
  expect(call.context).not.toHaveProperty("groupId");
});

it("without named properties the whole payload is kept, and the event's name may come from it", () => {
  expect(fromWebhook(payload, mapping({ event: "$.kind", userId: "$.user.id" }))).toMatchObject({
    event: "invoice.paid",
    properties: payload,
  });
});

it("a webhook may describe a customer or an organisation instead", () => {
  expect(
    fromWebhook(payload, mapping({ type: "identify", email: "$.user.mail", properties: { tier: "pro" } })),
  ).toMatchObject({ type: "identify", traits: { tier: "pro", email: "a@b.c" } });
  expect(
    fromWebhook(payload, mapping({ type: "group", userId: "$.user.id", groupId: "$.id", properties: {} })),
  ).toMatchObject({ groupId: "in_1", traits: {} });
});

it("a path reaches only what was sent", () => {
  expect(fromWebhook(payload, mapping({ event: "$.constructor.name", userId: "$.toString" }))).toMatchObject({
    event: undefined,
    userId: undefined,
  });
  expect(fromWebhook(null, mapping({ event: "$.a.b" }))).toMatchObject({ event: undefined });
});

it("a path that does not read as one is refused when the mapping is saved", () => {
  for (const event of ["$user", "$.a..b", "$.a[x]", "$."])
    expect(webhookMappingSchema.safeParse({ event }).success).toBe(false);
});

it("Segment has corrected an event's time already, so it is not corrected again", () => {
  const event = { timestamp: "2026-03-01T00:00:00Z", sentAt: "2026-03-01T00:00:05Z" };
  expect(fromSegment(event)).toEqual({ ...event, sentAt: null });
  expect(fromSegment({ sentAt: "x" })).toEqual({ sentAt: "x" });
  expect(fromSegment("x")).toBe("x");
});
