import { createCipheriv, createHash, createHmac, randomBytes } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterEach, describe, expect, vi } from "vitest";
import type { Db } from "@/db";
import { integrations } from "@/db/schema";
import type { Context } from "@/lib/context";
import { ingestSegmentWebhook } from "@/lib/edge/ingestion/ingest-webhook";
import { getHealth } from "@/lib/insights/health/health";
import { updateWorkspace } from "@/lib/lifecycle/update-workspace";
import { findInvitationChannel, findLinkChannel } from "@/lib/members/mail";
import { listIntegrations, saveIntegration } from "@/lib/workspaces/connections/integrations";
import { reEncryptSecrets } from "@/lib/workspaces/connections/re-encrypt-secrets";
import { openCore } from "@/tests/support/core";
import { testContext } from "@/tests/support/database";
import { test } from "@/tests/support/fixture";
import { identify, nudge } from "@/tests/support/jobs";
import { startResend } from "@/tests/support/stand-ins/resend";

const first = "the first secret key of this test";
const second = "the second secret key of this test";
let db: Db;
let ctx: Context;

test.beforeEach(async ({ ownDatabase }) => {
  vi.stubEnv("TRIG_SECRET_KEY", first);
  db = ownDatabase.db;
  ctx = await testContext(db);
  await db.execute(sql`insert into instance (mode) values ('live')`);
  const settings = { tooLateHours: 24, defaultSender: { name: "Anna", address: "anna@acme.test" } };
  await updateWorkspace(ctx, { settings });
  await saveIntegration(ctx, "resend", "default", { requestsPerSecond: 500 }, "re_test");
});
afterEach(() => {
  vi.unstubAllEnvs();
});

const stored = async () => {
  const rows = await db.select().from(integrations).where(eq(integrations.kind, "resend"));
  return { id: rows[0]?.id ?? "", secret: rows[0]?.secretEncrypted ?? "" };
};
const store = (secretEncrypted: string) =>
  db.update(integrations).set({ secretEncrypted }).where(eq(integrations.kind, "resend"));
const withKey = (secret: string) => ({ connection: { credentials: { secret } } });
const opens = async () => (await listIntegrations(ctx))[0]?.hasSecret;

describe("a secret that cannot be opened is as good as not connected, and health says so", () => {
  test.each([
    ["another TRIG_SECRET_KEY", async () => void vi.stubEnv("TRIG_SECRET_KEY", second)],
    ["a damaged secret", async () => void (await store((await stored()).secret.slice(0, -4)))],
    ["a secret in no format that is known", async () => void (await store("v9.what.is.this"))],
    ["an empty one", async () => void (await store(""))],
    [
      "another row's secret",
      async () => {
        await saveIntegration(ctx, "slack", "default", {}, "xoxb");
        await db.execute(
          sql`update integrations set secret_encrypted = (select secret_encrypted from integrations where kind = 'slack') where kind = 'resend'`,
        );
      },
    ],
  ])("%s", async (_what, harm) => {
    await harm();
    expect(await opens()).toBe(false);
    // What the pages of sign-in, set-up and recovery ask, and the form that invites.
    expect(await findLinkChannel(db)).toBe(null);
    expect(await findInvitationChannel(ctx)).toBe(null);
    const { status, sentences } = await getHealth(ctx, "embedded");
    expect(status).toBe("warning");
    expect(sentences[0]).toMatch(
      /^The secret of the connection resend cannot be opened.*connect it anew, or start Trig with the key/,
    );
    expect(await reEncryptSecrets(db)).toMatchObject({ closed: 1 });
    await saveIntegration(ctx, "resend", "default", {}, "re_anew");
    expect(await findLinkChannel(db)).toMatchObject(withKey("re_anew"));
    expect(await getHealth(ctx, "embedded")).toMatchObject({ status: "ok" });
  });
});

test("messages wait for a secret that cannot be opened, rather than pass for sent, and leave once when it can be", async () => {
  const resend = await startResend();
  vi.stubEnv("RESEND_BASE_URL", resend.url);
  const core = await openCore();
  await saveIntegration(core.ctx(), "resend", "default", {}, "re_test");
  await core.goLive("nudge", nudge(), { mode: "everyone" });
  vi.stubEnv("TRIG_SECRET_KEY", second);
  await core.tell([identify("ada", { plan: "pro" })]);
  expect(await core.ledger()).toEqual(["ada welcome waiting"]);
  vi.stubEnv("TRIG_SECRET_KEY", first);
  await core.rest();
  await core.rest();
  expect(await core.ledger()).toEqual(["ada welcome sent"]);
  expect(resend.messages.map(({ subject }) => subject)).toEqual(["About welcome"]);
  await core.close();
  await resend.close();
});

test("a webhook whose secret cannot be opened is to be sent again, not refused for its signature", async () => {
  await saveIntegration(ctx, "segment", "default", {}, "shared");
  const [row] = (await db.execute(sql`select slug from workspaces`)).rows;
  const body = JSON.stringify({ type: "track", userId: "ada", event: "Seen", messageId: "m1" });
  const call = () =>
    ingestSegmentWebhook(
      new Request(`http://127.0.0.1/api/webhooks/segment?workspace=${row?.slug}`, {
        method: "POST",
        body,
        headers: { "x-signature": createHmac("sha1", "shared").update(body).digest("hex") },
      }),
      { store: db, now: async () => ctx.now, onNews: () => undefined, eventsPerSecond: 100 },
    );
  vi.stubEnv("TRIG_SECRET_KEY", second);
  await expect(call()).rejects.toMatchObject({ code: "unavailable" });
});

describe("keys change without a word to the providers", () => {
  test("the previous key opens what it encrypted until all of it is encrypted anew", async () => {
    const before = await stored();
    vi.stubEnv("TRIG_SECRET_KEY", second);
    vi.stubEnv("TRIG_SECRET_KEY_PREVIOUS", first);
    expect(await opens()).toBe(true);
    expect(await reEncryptSecrets(db)).toEqual({ done: 1, closed: 0 });
    expect(await reEncryptSecrets(db)).toEqual({ done: 0, closed: 0 });
    vi.stubEnv("TRIG_SECRET_KEY_PREVIOUS", "");
    expect(await findLinkChannel(db)).toMatchObject(withKey("re_test"));
    expect((await stored()).secret.split(".")[1]).not.toBe(before.secret.split(".")[1]);
    vi.stubEnv("TRIG_SECRET_KEY", first);
    expect(await opens()).toBe(false);
  });

  test.each([
    ["the same key", first, ""],
    ["the key after it", second, first],
  ])("a secret in the first format opens with %s and is encrypted anew", async (_what, key, previous) => {
    const { id } = await stored();
    await store(inFirstFormat("re_old", id));
    vi.stubEnv("TRIG_SECRET_KEY", key);
    vi.stubEnv("TRIG_SECRET_KEY_PREVIOUS", previous);
    expect(await findLinkChannel(db)).toMatchObject(withKey("re_old"));
    expect(await reEncryptSecrets(db)).toEqual({ done: 1, closed: 0 });
    expect((await stored()).secret).toMatch(/^v2\.[0-9a-f]{16}\./);
    vi.stubEnv("TRIG_SECRET_KEY_PREVIOUS", "");
    expect(await findLinkChannel(db)).toMatchObject(withKey("re_old"));
  });

  test("two processes that start at once encrypt anew side by side", async () => {
    vi.stubEnv("TRIG_SECRET_KEY", second);
    vi.stubEnv("TRIG_SECRET_KEY_PREVIOUS", first);
    await Promise.all([1, 2, 3].map(() => reEncryptSecrets(db)));
    vi.stubEnv("TRIG_SECRET_KEY_PREVIOUS", "");
    expect(await findLinkChannel(db)).toMatchObject(withKey("re_test"));
  });
});

/** As 705d54b wrote it, with the first key. */
function inFirstFormat(secret: string, rowId: string): string {
  const nonce = randomBytes(12);
  const key = createHash("sha256").update(first).digest();
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(rowId));
  const locked = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
  return ["v1", ...[nonce, cipher.getAuthTag(), locked].map((part) => part.toString("base64url"))].join(".");
}
