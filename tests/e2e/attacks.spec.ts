import { type APIRequestContext, expect, test } from "@playwright/test";
import { type Started, startInstance } from "./server";
import { setUp } from "./set-up";

const OWNER = { email: "owner@acme.test", password: "correct horse battery" };
const COOKIE = "trig.session";
let trig: Started;
test.describe.configure({ mode: "serial" });
test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000);
  trig = await startInstance("live");
  const page = await browser.newPage();
  await setUp(page, trig, { name: "Owner", ...OWNER });
  await page.close();
});
test.afterAll(() => trig.stop());

async function signIn(request: APIRequestContext, more: Record<string, string> = {}) {
  const { csrfToken } = await (await request.get(`${trig.url}/api/auth/csrf`)).json();
  const answer = await request.post(`${trig.url}/api/auth/callback/password`, {
    form: { ...OWNER, csrfToken, json: "true", ...more },
    maxRedirects: 0,
  });
  const set = answer.headersArray().filter(({ name }) => name.toLowerCase() === "set-cookie");
  const cookie = set.map(({ value }) => value).find((value) => value.startsWith(`${COOKIE}=`));
  return { answer, cookie };
}

const jobs = (request: APIRequestContext, cookie = "") =>
  request.get(`${trig.url}/acme/jobs`, { headers: { cookie }, maxRedirects: 0 });

test("forgery: a sign-in without our own token, and a change asked for by another site, are refused", async ({
  playwright,
}) => {
  const request = await playwright.request.newContext();
  const { cookie } = await signIn(request, { csrfToken: "made up" });
  expect(cookie).toBeUndefined();
  for (const path of ["/acme/jobs", "/api/v1/jobs/x", "/api/auth/signout"]) {
    const answer = await request.post(`${trig.url}${path}`, {
      headers: { origin: "https://evil.test", "next-action": "7f".padEnd(42, "0") },
      data: "[]",
    });
    expect(answer.status(), path).toBe(403);
  }
  await request.dispose();
});

test("fixation: a session that somebody else planted is none, and every sign-in gets one of its own", async ({
  playwright,
}) => {
  const request = await playwright.request.newContext();
  const planted = `${COOKIE}=eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..planted.by.them`;
  expect((await jobs(request, planted)).status()).toBe(307);
  const [first, second] = [await signIn(request), await signIn(request)];
  expect(first.cookie).not.toBe(second.cookie);
  expect(first.cookie).toMatch(/; HttpOnly; SameSite=Lax$/i);
  expect(first.cookie).toContain("Path=/");
  await request.dispose();
});

test("open redirect: whatever a link to the sign-in says, it leads to our own site", async ({
  browser,
  playwright,
}) => {
  for (const next of [
    "//evil.test",
    "https://evil.test/x",
    "/\\evil.test",
    "/%5Cevil.test/..//evil.test",
    "javascript:alert(1)",
    "/api/auth/signout",
  ]) {
    const page = await (await browser.newContext()).newPage();
    await page.goto(`${trig.url}/sign-in?next=${encodeURIComponent(next)}`);
    await page.getByLabel("Email").fill(OWNER.email);
    await page.getByLabel("Password").fill(OWNER.password);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(
      page
        .getByRole("navigation", { name: "Main" })
        .or(page.getByRole("heading", { level: 1 }))
        .first(),
    ).toBeVisible();
    await expect.poll(() => new URL(page.url()).pathname).not.toBe("/sign-in");
    expect(new URL(page.url()).origin, next).toBe(trig.url);
    await page.context().close();
  }
  const request = await playwright.request.newContext();
  const { answer } = await signIn(request, { callbackUrl: "https://evil.test/" });
  expect(new URL((await answer.json()).url).origin).toBe(trig.url);
  await request.dispose();
});

test("guessing from made-up addresses: a header does not make one visitor many", async ({ playwright }) => {
  const request = await playwright.request.newContext();
  const said: string[] = [];
  for (let guess = 0; guess < 12; guess++) {
    const { csrfToken } = await (await request.get(`${trig.url}/api/auth/csrf`)).json();
    const answer = await request.post(`${trig.url}/api/auth/callback/password`, {
      form: { csrfToken, email: "guessed@acme.test", password: `guess ${guess}`, json: "true" },
      headers: { "x-forwarded-for": `203.0.113.${guess}`, "x-trig-peer": `203.0.113.${guess}` },
    });
    said.push(decodeURIComponent(new URL((await answer.json()).url).searchParams.get("error") ?? ""));
  }
  expect(said.filter((one) => one.startsWith("Too many tries")).length).toBeGreaterThan(0);
  await request.dispose();
});

test("signing out: a copy of the cookie is worth nothing any more, and other browsers go on", async ({
  playwright,
}) => {
  const [mine, other] = [await playwright.request.newContext(), await playwright.request.newContext()];
  await signIn(mine);
  await signIn(other);
  const stolen = (await mine.storageState()).cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  const withCopy = async () =>
    (await fetch(`${trig.url}/api/screens/acme/arrival`, { headers: { cookie: stolen } })).status;
  expect(await withCopy()).toBe(200);
  const { csrfToken } = await (await mine.get(`${trig.url}/api/auth/csrf`)).json();
  expect(
    (await mine.post(`${trig.url}/api/auth/signout`, { form: { csrfToken, json: "true" } })).status(),
  ).toBe(200);
  expect(await withCopy()).toBe(401);
  const renewed = await fetch(`${trig.url}/api/auth/session`, { headers: { cookie: stolen } });
  expect(await renewed.json()).toEqual({});
  expect((await other.get(`${trig.url}/api/screens/acme/arrival`)).status()).toBe(200);
  await mine.dispose();
  await other.dispose();
});

test("nonsense sent to the sign-in is answered with a sentence", async ({ request }) => {
  const csrf = `${trig.url}/api/auth/callback/password`;
  for (const data of ["{", "[]", "null", '{"email":{}}', '{"callbackUrl":5}']) {
    const answer = await request.post(csrf, { headers: { "content-type": "application/json" }, data });
    expect([400, 404], data).toContain(answer.status());
    expect(await answer.json(), data).toMatchObject({ error: { code: "invalid" } });
  }
  const made = await request.post(`${trig.url}/api/auth/_log`, { data: { level: "error", code: "a lie" } });
  expect(made.status()).toBe(404);
});

test("framing and scripts: no page may be framed, and every script carries the nonce of its own answer", async ({
  request,
}) => {
  await signIn(request);
  const seen = new Set<string>();
  for (const path of [
    "/sign-in",
    "/set-up",
    "/acme/jobs",
    "/acme/people",
    "/acme/settings/members",
    "/no/such/page",
  ]) {
    const answer = await request.get(`${trig.url}${path}`);
    const policy = answer.headers()["content-security-policy"] ?? "";
    expect(answer.headers()["x-frame-options"], path).toBe("DENY");
    expect(policy).toContain("frame-ancestors 'none'");
    const scripts = /script-src ([^;]*)/.exec(policy)?.[1] ?? "";
    expect(scripts).not.toMatch(/unsafe|\*|https?:/);
    const nonce = /'nonce-(\w+)'/.exec(scripts)?.[1] ?? "";
    expect(nonce.length).toBeGreaterThanOrEqual(22);
    expect(seen.has(nonce)).toBe(false);
    seen.add(nonce);
    const html = await answer.text();
    const tags = html.match(/<script\b[^>]*>/g) ?? [];
    expect(tags.length, path).toBeGreaterThan(0);
    expect(
      tags.filter((tag) => !tag.includes(`nonce="${nonce}"`)),
      path,
    ).toEqual([]);
  }
});

test("no screen breaks our own policy", async ({ browser }) => {
  const page = await (await browser.newContext()).newPage();
  const broken: string[] = [];
  page.on("console", (said) => {
    if (/content security policy/i.test(said.text())) broken.push(said.text());
  });
  for (const path of ["/sign-in?next=/acme/jobs", "/no/such/page"]) await page.goto(`${trig.url}${path}`);
  await page.goto(`${trig.url}/sign-in?next=/acme/jobs`);
  await page.getByLabel("Email").fill(OWNER.email);
  await page.getByLabel("Password").fill(OWNER.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Jobs" })).toBeVisible();
  for (const path of [
    "deliveries",
    "people",
    "organisations",
    "health",
    "settings/keys",
    "settings/activity",
  ]) {
    await page.goto(`${trig.url}/acme/${path}`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  }
  expect(broken).toEqual([]);
  await page.context().close();
});

test("a secret link leaves no trace: its page sends no referrer", async ({ request }) => {
  for (const path of ["/sign-in?token=x", "/join?token=x", "/new-password?token=x"]) {
    const html = await (await request.get(`${trig.url}${path}`)).text();
    expect(html, path).toContain('<meta name="referrer" content="no-referrer"/>');
  }
});
