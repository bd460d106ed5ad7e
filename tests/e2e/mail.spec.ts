import { expect, type Page, test } from "@playwright/test";
import { type ResendStandIn, startResend } from "../support/stand-ins/resend";
import { press, tabTo } from "./hands";
import { type Started, startInstance } from "./server";
import { setUp } from "./set-up";

const API_KEY = "trig_api_send_again_0123456789";
const WRITE_KEY = "trig_write_send_again_0123456789";
const OWNER = { name: "Olga Owner", email: "olga@acme.test", password: "correct horse battery" };
let trig: Started;
let resend: ResendStandIn;

test.describe.configure({ mode: "serial" });

test.beforeAll(async () => {
  test.setTimeout(120_000);
  resend = await startResend({ apiKey: "re_e2e" });
  trig = await startInstance("live", {
    TRIG_API_KEY: API_KEY,
    TRIG_WRITE_KEY: WRITE_KEY,
    RESEND_BASE_URL: resend.url,
  });
});
test.afterAll(async () => {
  await trig.stop();
  await resend.close();
});

const welcome = {
  name: "Welcome",
  audience: { any: [{ all: [{ kind: "event", event: "Trial Started" }] }] },
  goal: { filter: { any: [{ all: [{ kind: "event", event: "Goal Reached" }] }] } },
  autoExit: { amount: 10, unit: "days" },
  entry: [
    {
      kind: "message",
      id: "welcome",
      sender: { name: "Anna", address: "anna@acme.test" },
      subject: "Three steps to get started",
      body: "Hi {first_name},\n\nhere are three steps to get started.\n\nAnna\n",
    },
  ],
};

async function api(method: string, path: string, body: unknown) {
  const answer = await fetch(`${trig.url}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${API_KEY}` },
    body: JSON.stringify(body),
  });
  expect(answer.status, `${method} ${path}: ${await answer.text()}`).toBe(200);
}

async function signIn(page: Page) {
  await page.goto(`${trig.url}/sign-in`);
  await page.getByLabel("Email").fill(OWNER.email);
  await page.getByLabel("Password").fill(OWNER.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page).toHaveURL(`${trig.url}/acme/jobs`);
}

/** Somebody starts a trial, and the provider refuses her welcome once. */
async function startTrial(userId: string, firstName: string) {
  resend.faults.next({
    kind: "answer",
    status: 422,
    recorded: false,
    body: { statusCode: 422, name: "validation_error", message: "The domain is not verified yet." },
  });
  const batch = [
    { type: "identify", userId, traits: { firstName, email: `${userId}@acme.test` } },
    { type: "track", userId, event: "Trial Started" },
  ];
  await fetch(`${trig.url}/v1/batch`, {
    method: "POST",
    headers: { authorization: `Basic ${btoa(`${WRITE_KEY}:`)}` },
    body: JSON.stringify({ batch }),
  });
}

/** The link of the mail that somebody got last. */
async function linkTo(address: string): Promise<string> {
  const mails = () => resend.messages.filter(({ to }) => to.includes(address));
  await expect.poll(() => mails().length, `a mail to ${address}`).toBeGreaterThan(0);
  return /http\S+/.exec(mails().at(-1)?.text ?? "")?.[0] ?? "";
}

test("a message that the provider refused is found by its outcome, read with its reason, and sent again once that is mended", async ({
  page,
}) => {
  await setUp(page, trig, OWNER);
  await api("PUT", "/integrations/resend", { secret: "re_e2e" });
  await api("PUT", "/jobs/welcome", welcome);
  await api("POST", "/jobs/welcome/publish", { mode: "from_now_on" });
  await startTrial("ada", "Ada");

  await page.goto(`${trig.url}/acme/deliveries?status=failed`);
  await page.getByRole("link", { name: "Three steps to get started" }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: "Three steps to get started" })).toBeVisible();
  await expect(page.getByText("The domain is not verified yet.").first()).toBeVisible();
  expect(resend.messages).toHaveLength(0);

  await page.getByRole("button", { name: "Send again", exact: true }).click();
  await expect
    .poll(() => resend.messages.map(({ to, text }) => [to, text]))
    .toEqual([[["ada@acme.test"], "Hi Ada,\n\nhere are three steps to get started.\n\nAnna\n"]]);
  await expect(page.getByRole("button", { name: "Send again", exact: true })).toHaveCount(0);
  await page.goto(`${trig.url}/acme/settings/activity`);
  await expect(page.getByRole("listitem").filter({ hasText: "sent again" })).toContainText("Olga Owner");
});

test("the same by keyboard alone: the refused message is found, read and sent again", async ({ page }) => {
  await signIn(page);
  await startTrial("bea", "Bea");
  const failed = page.getByRole("link", { name: "Three steps to get started" });
  await page.goto(`${trig.url}/acme/deliveries?status=failed`);
  await tabTo(page, failed.first());
  await page.keyboard.press("Enter");
  await expect(page.getByText("The domain is not verified yet.").first()).toBeVisible();
  await press(page, "Send again");
  await expect.poll(() => resend.messages.filter(({ to }) => to.includes("bea@acme.test"))).toHaveLength(1);
});

test("links by mail: an invitation, one to sign in with, one for a new password, each of use once and only to who has an account", async ({
  browser,
  page,
}) => {
  await signIn(page);
  await page.goto(`${trig.url}/acme/settings/workspace`);
  await page.getByLabel("Default sender").fill("Anna at Acme");
  await page.getByLabel("Their address").fill("anna@acme.test");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
  await page.goto(`${trig.url}/acme/settings/members`);
  await page.getByLabel("Email").fill("vera@acme.test");
  await page.getByRole("button", { name: "Invite" }).click();

  const theirs = await (await browser.newContext()).newPage();
  await theirs.goto(await linkTo("vera@acme.test"));
  await theirs.getByLabel("Your name").fill("Vera");
  await theirs.getByLabel("Password").fill("a password of hers");
  await theirs.getByRole("button", { name: "Join" }).click();
  await expect(theirs).toHaveURL(`${trig.url}/acme/jobs`);
  await theirs.context().clearCookies();

  const before = resend.messages.length;
  await theirs.goto(`${trig.url}/sign-in`);
  for (const address of ["nobody@acme.test", "vera@acme.test"]) {
    await theirs.getByLabel("Email").fill(address);
    await theirs.getByRole("button", { name: "Mail me a link instead" }).click();
    await expect(theirs.getByText(`If ${address} has an account here`)).toBeVisible();
  }
  await expect.poll(() => resend.messages.slice(before).map(({ to }) => to)).toEqual([["vera@acme.test"]]);
  const link = await linkTo("vera@acme.test");
  await theirs.goto(link);
  await theirs.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(theirs).toHaveURL(`${trig.url}/acme/jobs`);
  await theirs.context().clearCookies();
  await theirs.goto(link);
  await theirs.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(theirs.getByRole("alert").first()).toBeVisible();

  await theirs.goto(`${trig.url}/new-password`);
  await theirs.getByLabel("Email").fill("vera@acme.test");
  await theirs.getByRole("button", { name: "Mail me a link" }).click();
  await expect.poll(() => resend.messages.length).toBe(before + 2);
  const reset = await linkTo("vera@acme.test");
  await theirs.goto(reset);
  await theirs.getByLabel("New password").fill("another password of hers");
  await theirs.getByRole("button", { name: "Set it and sign in" }).click();
  await expect(theirs).toHaveURL(`${trig.url}/acme/jobs`);
  await theirs.goto(reset);
  await expect(theirs.getByText("That link was used already or is too old.")).toBeVisible();
});
