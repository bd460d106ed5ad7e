import fc from "fast-check";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { renderCustomerMessageHtml } from "@/emails/render";
import { renderMessage } from "@/lib/actions/render-message";
import { type EmailPayload, emailPayloadSchema } from "@/lib/channels/email";
import { sendEmail, sendEmailBatch } from "@/lib/channels/providers/resend";

import { type ResendStandIn, startResend } from "@/tests/support/stand-ins/resend";
import { startServer } from "@/tests/support/stand-ins/server";

let resend: ResendStandIn;
let nowMs = Date.now();
beforeAll(async () => {
  resend = await startResend({ apiKey: "re_good", verifiedDomains: ["x.test"], nowMs: () => nowMs });
});
afterAll(() => resend.close());
afterEach(() => {
  resend.faults.clear();
  resend.messages.length = 0;
});

const credentials = () => ({ secret: "re_good", baseUrl: resend.url, timeoutMs: 500 });
const email: EmailPayload = {
  from: '"Anna" <anna@x.test>',
  to: ["ada@y.test"],
  subject: "Hi",
  text: "Hi Ada",
};
let keys = 0;
const newKey = () => `dlv_${keys++}`;

describe("an email", () => {
  it("goes out once, however often it is asked for with the same key", async () => {
    const key = newKey();
    const first = await sendEmail(credentials(), email, key);
    const second = await sendEmail(credentials(), email, key);
    expect(first).toEqual({ outcome: "sent", providerId: resend.messages[0]?.id });
    expect(second).toEqual(first);
    expect(resend.messages).toHaveLength(1);
    expect(resend.messages[0]).toMatchObject({ ...email, idempotencyKey: key });
  });

  it("goes out again when a day has passed, as at the provider", async () => {
    const key = newKey();
    await sendEmail(credentials(), email, key);
    nowMs += 86_400_001;
    await sendEmail(credentials(), email, key);
    expect(resend.messages).toHaveLength(2);
  });

  it("is refused when its key has been used for other words", async () => {
    const key = newKey();
    await sendEmail(credentials(), email, key);
    const second = await sendEmail(credentials(), { ...email, text: "Hi Bob" }, key);
    expect(second).toMatchObject({ outcome: "refused", code: "key_reused" });
  });

  const refusals: [
    what: string,
    code: string,
    change: { secret?: string; payload?: Partial<EmailPayload> },
  ][] = [
    ["a wrong key", "provider_auth", { secret: "re_bad" }],
    ["a domain that is not verified", "sender_refused", { payload: { from: "anna@other.test" } }],
    ["a sender without address", "sender_refused", { payload: { from: "Anna" } }],
    ["an impossible recipient", "invalid_request", { payload: { to: ["nobody"] } }],
    ["an empty subject", "invalid_request", { payload: { subject: "" } }],
  ];
  it.each(refusals)("with %s is refused for good", async (_, code, { secret = "re_good", payload = {} }) => {
    const result = await sendEmail({ ...credentials(), secret }, { ...email, ...payload }, newKey());
    expect(result).toMatchObject({ outcome: "refused", code });
    expect(resend.messages).toHaveLength(0);
  });

  it("is asked for later when the provider says so, and when", async () => {
    resend.faults.next({ kind: "answer", status: 429, recorded: false, headers: { "retry-after": "7" } });
    expect(await sendEmail(credentials(), email, newKey())).toMatchObject({
      outcome: "later",
      retryAfterMs: 7000,
    });
    resend.faults.next({ kind: "answer", status: 503, recorded: false, headers: { "retry-after": "2" } });
    expect(await sendEmail(credentials(), email, newKey())).toMatchObject({
      outcome: "later",
      retryAfterMs: 2000,
    });
  });

  it.each([301, 302, 307, 308])(
    "is not handed to whomever a redirect with %i leads to, nor sent by their word",
    async (status) => {
      const elsewhere = await startServer(async () => ({ status: 200, body: { id: "portal" } }));
      const headers = { location: `${elsewhere.url}/emails` };
      resend.faults.next({ kind: "answer", status, recorded: false, headers, body: "" });
      const key = newKey();
      expect(await sendEmail(credentials(), email, key)).toMatchObject({ outcome: "unknown" });
      expect(await sendEmail(credentials(), email, key)).toMatchObject({ outcome: "sent" });
      expect(resend.messages).toHaveLength(1);
      await elsewhere.close();
    },
  );

  it.each([
    ["fails after sending", { kind: "answer", status: 500, recorded: true }],
    ["answers with a page of a proxy", { kind: "answer", status: 502, recorded: false, body: "<html>" }],
    ["breaks the connection after sending", { kind: "reset", recorded: true }],
    ["breaks the connection before sending", { kind: "reset", recorded: false }],
    ["never answers", { kind: "hang", recorded: true }],
    ["answers with nothing readable", { kind: "answer", status: 200, recorded: true, body: "" }],
  ] as const)("is unknown when the provider %s, and asking again sends it once", async (_, fault) => {
    const key = newKey();
    resend.faults.next(fault);
    expect(await sendEmail(credentials(), email, key)).toMatchObject({ outcome: "unknown" });
    expect(resend.messages).toHaveLength(fault.recorded ? 1 : 0);
    expect(await sendEmail(credentials(), email, key)).toMatchObject({ outcome: "sent" });
    expect(resend.messages).toHaveLength(1);
  });

  it("that is still under way is unknown to whoever asks meanwhile", async () => {
    const key = newKey();
    let open: (value: unknown) => void = () => {};
    const gate = new Promise((resolve) => {
      open = resolve;
    });
    resend.faults.next({ kind: "wait", until: gate });
    const arrived = resend.requests.length;
    const first = sendEmail({ ...credentials(), timeoutMs: 10_000 }, email, key);
    await expect.poll(() => resend.requests.length).toBe(arrived + 1);
    expect(await sendEmail(credentials(), email, key)).toMatchObject({ outcome: "unknown" });
    open(null);
    expect(await first).toMatchObject({ outcome: "sent" });
    expect(resend.messages).toHaveLength(1);
  });

  it("is unknown, not lost, when nobody listens", async () => {
    const nowhere = await startResend();
    await nowhere.close();
    const result = await sendEmail({ ...credentials(), baseUrl: nowhere.url }, email, newKey());
    expect(result.outcome).toBe("unknown");
  });
});

describe("a batch of emails", () => {
  const batch = (size: number) =>
    Array.from({ length: size }, (_, i) => ({ ...email, to: [`p${i}@y.test`] }));

  it("goes out in one call, with an id for each in order", async () => {
    const key = newKey();
    const result = await sendEmailBatch(credentials(), batch(100), key);
    expect(result).toEqual({ outcome: "sent", providerIds: resend.messages.map((message) => message.id) });
    expect(resend.messages.map((message) => message.to[0])).toEqual(
      batch(100).map((message) => message.to[0]),
    );
    expect(await sendEmailBatch(credentials(), batch(100), key)).toEqual(result);
    expect(resend.messages).toHaveLength(100);
  });

  it("goes out as a whole or not at all", async () => {
    const spoilt = [...batch(2), { ...email, to: ["nobody"] }];
    expect(await sendEmailBatch(credentials(), spoilt, newKey())).toMatchObject({ outcome: "refused" });
    expect(resend.messages).toHaveLength(0);
  });

  it("is refused when it is composed anew under its old key", async () => {
    const key = newKey();
    await sendEmailBatch(credentials(), batch(3), key);
    expect(await sendEmailBatch(credentials(), batch(2), key)).toMatchObject({
      outcome: "refused",
      code: "key_reused",
    });
  });
});

it("the preview, the frozen request and what the provider was asked for show the same bytes", async () => {
  const words = fc.string({ unit: "grapheme", maxLength: 60 }).map((text) => text.replace(/[{}]/g, ""));
  await fc.assert(
    fc.asyncProperty(
      words,
      words,
      fc.string({ unit: "grapheme" }),
      fc.boolean(),
      async (before, after, value, html) => {
        const body = `${before} {x}\r\n${after}`;
        const action = { subject: `S ${before}{x}`, body };
        const preview = renderMessage(action, {
          values: () => value,
          sender: { name: "Anna", address: "anna@x.test" },
        });
        const part = html ? { html: await renderCustomerMessageHtml(preview.text) } : {};
        const frozen = JSON.stringify({ ...preview, to: ["ada@y.test"], ...part });
        const result = await sendEmail(credentials(), emailPayloadSchema.parse(JSON.parse(frozen)), newKey());
        expect(result.outcome).toBe("sent");
        const seen = resend.messages.at(-1);
        expect(seen).toMatchObject({ ...preview, to: ["ada@y.test"], html: part.html ?? null });
        expect(seen?.text).toBe(body.replace("{x}", () => value));
      },
    ),
    { numRuns: 100 },
  );
});
