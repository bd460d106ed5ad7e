import { createHmac } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { events } from "@/db/schema";
import { ingestSegmentWebhook, ingestWebhook } from "@/lib/edge/ingestion/ingest-webhook";
import { route } from "@/lib/edge/route";
import { saveIntegration } from "@/lib/workspaces/connections/integrations";
import { openDoor } from "./door";

let door: Awaited<ReturnType<typeof openDoor>>;
let slug: string;
beforeAll(async () => {
  process.env.TRIG_SECRET_KEY ??= "0123456789abcdef0123456789abcdef";
  door = await openDoor();
  slug = door.ctx.workspaceId.replace("_", "-");
  await saveIntegration(door.ctx, "segment", "default", {}, "segment-secret");
  await saveIntegration(
    door.ctx,
    "webhook",
    "billing",
    { event: "$.kind", userId: "$.user", messageId: "$.id", properties: { amount: "$.amount" } },
    "billing-secret",
  );
  await saveIntegration(door.ctx, "webhook", "broken", { event: "$user" }, "billing-secret");
});
afterAll(() => door.close());

const segment = route((request) => ingestSegmentWebhook(request, door.deps));
const webhook = route<{ name: string }>((request, { name }) => ingestWebhook(request, name, door.deps));

function post(body: string, headers: Record<string, string>, workspace = slug): Request {
  return new Request(`http://localhost/?workspace=${workspace}`, { method: "POST", headers, body });
}
const hmac = (algorithm: string, secret: string, body: string) =>
  createHmac(algorithm, secret).update(body).digest("hex");
const toSegment = (body: string, signature: string, workspace = slug) =>
  segment(post(body, { "x-signature": signature }, workspace), { params: Promise.resolve({}) });
const toBilling = (body: string, headers: Record<string, string>, name = "billing") =>
  webhook(post(body, headers), { params: Promise.resolve({ name }) });
const kept = async (messageId: string) =>
  (await door.db.select().from(events)).filter((row) => row.messageId === messageId);

const cy = JSON.stringify({
  type: "track",
  messageId: "cy-1",
  userId: "cy",
  event: "Project Created",
  timestamp: "2026-03-02T08:00:00Z",
  sentAt: "2026-03-01T08:00:00Z",
});
const invoice = JSON.stringify({ kind: "Invoice Paid", id: "in_1", user: 7, amount: 12, secret: "not kept" });

it("an event that Segment signed enters like any other, at the time Segment says", async () => {
  const response = await toSegment(cy, hmac("sha1", "segment-secret", cy));
  expect(await response.json()).toMatchObject({ success: true, accepted: 1 });
  const [row] = await kept("cy-1");
  expect(row).toMatchObject({
    userId: "cy",
    name: "Project Created",
    occurredAt: new Date("2026-03-02T08:00:00Z"),
    trust: "server",
  });
  expect(await (await toSegment(cy, hmac("sha1", "segment-secret", cy))).json()).toMatchObject({
    accepted: 0,
    duplicates: 1,
  });
});

it("a wrong, missing or foreign signature is 401 and nothing is kept", async () => {
  const other = cy.replace("cy-1", "cy-2");
  for (const signature of ["", "zz", hmac("sha1", "wrong", other), hmac("sha256", "segment-secret", other)]) {
    expect((await toSegment(other, signature)).status).toBe(401);
  }
  expect((await toSegment(other, hmac("sha1", "segment-secret", other), "nobody")).status).toBe(401);
  expect(await kept("cy-2")).toEqual([]);
});

it("a signed event of Segment's that is bad is a 400 that names the field", async () => {
  const body = JSON.stringify({ type: "track", userId: "cy" });
  const response = await toSegment(body, hmac("sha1", "segment-secret", body));
  expect(response.status).toBe(400);
  expect((await response.json()).error.issues[0].path).toBe("event");
});

it("any tool's JSON becomes an event by the mapping, signed or with a server's write key", async () => {
  const signed = await toBilling(invoice, {
    "x-trig-signature": `sha256=${hmac("sha256", "billing-secret", invoice)}`,
  });
  expect(await signed.json()).toMatchObject({ accepted: 1 });
  const [row] = await kept("in_1");
  expect(row).toMatchObject({ userId: "7", name: "Invoice Paid", body: { amount: 12 } });
  expect(row?.body).not.toHaveProperty("secret");
  const keyed = await toBilling(invoice.replace("in_1", "in_2"), {
    authorization: `Bearer ${door.writeKey}`,
  });
  expect(await keyed.json()).toMatchObject({ accepted: 1 });
});

it("a tool that counts seconds, as Stripe does, is dated by its own field", async () => {
  await saveIntegration(
    door.ctx,
    "webhook",
    "stripe",
    { event: "$.type", userId: "$.data.object.customer", messageId: "$.id", occurredAt: "$.created" },
    "stripe-secret",
  );
  const body = JSON.stringify({
    id: "evt_1",
    type: "invoice.paid",
    created: 1_772_359_200,
    data: { object: { customer: "cus_1" } },
  });
  const signed = { "x-trig-signature": hmac("sha256", "stripe-secret", body) };
  expect(await (await toBilling(body, signed, "stripe")).json()).toMatchObject({ accepted: 1 });
  expect((await kept("evt_1"))[0]?.occurredAt).toEqual(new Date("2026-03-01T10:00:00Z"));
});

it("a tool's large numbers keep their digits, and one bad item of its list costs no other", async () => {
  const bytes = Buffer.from(
    '[{"kind":"Paid","id":"n1","user":820982911946154508},{"kind":"Paid","id":"n2","user":NaN},{"kind":"P\xff","id":"n3","user":7},{"kind":"Paid","id":"n4","user":7,"amount":-820982911946154508}]',
    "latin1",
  );
  const request = new Request(`http://localhost/?workspace=${slug}`, {
    method: "POST",
    body: bytes,
    headers: { "x-trig-signature": createHmac("sha256", "billing-secret").update(bytes).digest("hex") },
  });
  const response = await webhook(request, { params: Promise.resolve({ name: "billing" }) });
  expect(await response.json()).toMatchObject({
    accepted: 2,
    rejected: [
      { index: 1, field: "user" },
      { index: 2, field: "kind" },
    ],
  });
  expect((await kept("n1"))[0]?.userId).toBe("820982911946154508");
  expect((await kept("n4"))[0]?.body).toEqual({ amount: "-820982911946154508" });
});

it("a signed body that is sent again by whoever got hold of it adds nothing, without a messageId either", async () => {
  const mapping = { event: "$.kind", userId: "$.user" };
  await saveIntegration(door.ctx, "webhook", "plain", mapping, "plain-secret");
  await saveIntegration(door.ctx, "webhook", "other", mapping, "plain-secret");
  const sign = (body: string) => ({ "x-trig-signature": hmac("sha256", "plain-secret", body) });
  const count = async (body: string, name: string, headers: Record<string, string> = sign(body)) =>
    (await (await toBilling(body, headers, name)).json()).accepted;
  const one = JSON.stringify({ kind: "Pinged", user: 7 });
  expect([await count(one, "plain"), await count(one, "plain"), await count(one, "other")]).toEqual([
    1, 0, 1,
  ]);
  const list = JSON.stringify([
    { kind: "Pinged", user: 7 },
    { kind: "Pinged", user: 7 },
  ]);
  expect([await count(list, "plain"), await count(list, "plain")]).toEqual([2, 0]);
  const byKey = { authorization: `Bearer ${door.writeKey}` };
  expect([await count(one, "plain", byKey), await count(one, "plain", byKey)]).toEqual([1, 1]);

  const segment = JSON.stringify({ type: "track", userId: "cy", event: "Pinged", messageId: null });
  const send = () =>
    toSegment(segment, hmac("sha1", "segment-secret", segment)).then((answer) => answer.json());
  expect([(await send()).accepted, (await send()).accepted]).toEqual([1, 0]);
});

it("a list of a tool's events is a batch", async () => {
  const body = JSON.stringify([
    { kind: "Paid", id: "l1", user: 7 },
    { kind: "Paid", id: "l2" },
  ]);
  const response = await toBilling(body, { authorization: `Bearer ${door.writeKey}` });
  expect(await response.json()).toMatchObject({ accepted: 1, rejected: [{ index: 1, field: "userId" }] });
});

it("a webhook refuses whoever may not, what it does not know and a mapping that is broken", async () => {
  expect((await toBilling(invoice, {})).status).toBe(401);
  expect((await toBilling(invoice, { authorization: "Bearer wrong" })).status).toBe(401);
  expect((await toBilling(invoice, { authorization: `Bearer ${await door.key("browser")}` })).status).toBe(
    403,
  );
  expect((await toBilling(invoice, { authorization: `Bearer ${door.writeKey}` }, "unknown")).status).toBe(
    404,
  );
  const broken = await toBilling(invoice, { authorization: `Bearer ${door.writeKey}` }, "broken");
  expect(broken.status).toBe(409);
  expect((await broken.json()).error.issues[0].path).toBe("event");
});
