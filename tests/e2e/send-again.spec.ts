import { expect, type Page, test } from "@playwright/test";
import { type ResendStandIn, startResend } from "../support/stand-ins/resend";
import { type Started, startInstance } from "./server";

const API_KEY = "trig_api_send_again_0123456789";
const WRITE_KEY = "trig_write_send_again_0123456789";
const OWNER = { email: "olga@acme.test", password: "correct horse battery" };
let trig: Started;
let resend: ResendStandIn;

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

async function setUp(page: Page) {
  await page.goto(`${trig.url}/set-up`);
  await page.getByLabel("Set-up token").fill(trig.setUpToken);
  await page.getByLabel("Your name").fill("Olga Owner");
  await page.getByLabel("Email").fill(OWNER.email);
  await page.getByLabel("Password").fill(OWNER.password);
  await page.getByRole("button", { name: "Go on" }).click();
  await page.getByLabel("Name of the workspace").fill("Acme");
  await page.getByRole("button", { name: "Start for real" }).click();
  await expect(page).toHaveURL(/\/acme\/welcome$/);
}

test("a message that the provider refused is found by its outcome, read with its reason, and sent again once that is mended", async ({
  page,
}) => {
  await setUp(page);
  await api("PUT", "/integrations/resend", { secret: "re_e2e" });
  await api("PUT", "/jobs/welcome", welcome);
  await api("POST", "/jobs/welcome/publish", { mode: "from_now_on" });
  resend.faults.next({
    kind: "answer",
    status: 422,
    recorded: false,
    body: { statusCode: 422, name: "validation_error", message: "The domain is not verified yet." },
  });
  const batch = [
    { type: "identify", userId: "ada", traits: { firstName: "Ada", email: "ada@acme.test" } },
    { type: "track", userId: "ada", event: "Trial Started" },
  ];
  await fetch(`${trig.url}/v1/batch`, {
    method: "POST",
    headers: { authorization: `Basic ${btoa(`${WRITE_KEY}:`)}` },
    body: JSON.stringify({ batch }),
  });

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
