import { expect, type Page, test } from "@playwright/test";
import { type Started, startInstance } from "./server";
import { setUp } from "./set-up";

const OWNER = { email: "olga@acme.test", password: "correct horse battery" };
let trig: Started;

test.describe.configure({ mode: "serial" });
test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000);
  trig = await startInstance("live", { TRIG_WRITE_KEY: "trig_write_signed_out_0123456789" });
  const page = await browser.newPage();
  await setUp(page, trig, { name: "Olga Owner", ...OWNER }, "Europe/Stockholm");
  await page.close();
});
test.afterAll(() => trig.stop());

async function signIn(page: Page) {
  await page.getByLabel("Email").fill(OWNER.email);
  await page.getByLabel("Password").fill(OWNER.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

async function openKeys(page: Page) {
  await page.goto(`${trig.url}/sign-in?next=/acme/settings/keys`);
  await signIn(page);
  const listens = page.waitForResponse((response) => response.url().endsWith("/live"));
  await page.waitForURL(/\/acme\/settings\/keys$/);
  await listens;
}

test("a sign-in that expires under one's hands: sign in beside the page, try again, and nothing typed is lost", async ({
  page,
  context,
}) => {
  await openKeys(page);
  await page.getByLabel("Name").fill("Warehouse");
  await context.clearCookies();
  await page.getByRole("button", { name: "Make a key" }).click();
  await expect(page.getByRole("dialog", { name: "Your sign-in has expired" })).toBeVisible();

  const opened = context.waitForEvent("page");
  await page.getByRole("dialog").getByRole("button", { name: "Sign in" }).click();
  const beside = await opened;
  await signIn(beside);
  await expect(beside.getByText("You are signed in again")).toBeVisible();
  await expect(page.getByRole("dialog", { name: "You are signed in again" })).toBeVisible();
  await beside.close();

  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByText(/^trig_write_\S{20}/)).toBeVisible();
  await expect(page.getByText("Warehouse", { exact: true })).toBeVisible();
});

test("what happens meanwhile does not lead a page with something typed in it away to the sign-in", async ({
  page,
  context,
}) => {
  await openKeys(page);
  await page.getByLabel("Name").fill("Half a name");
  await context.clearCookies();
  await fetch(`${trig.url}/v1/track`, {
    method: "POST",
    headers: { authorization: `Basic ${btoa("trig_write_signed_out_0123456789:")}` },
    body: JSON.stringify({ userId: "ada", event: "Signed Up" }),
  });
  await expect(page.getByRole("button", { name: "Signed out: sign in again" })).toBeVisible();
  await expect(page.getByLabel("Name")).toHaveValue("Half a name");
  await expect(page).toHaveURL(/\/acme\/settings\/keys$/);
});

test("what is typed before the page's scripts have arrived is sent, and nothing is sent before", async ({
  page,
}) => {
  let release = () => {};
  const arrived = new Promise<void>((done) => {
    release = done;
  });
  await page.route("**/*.js", async (route) => {
    await arrived;
    await route.continue();
  });
  await page.goto(`${trig.url}/sign-in?next=/acme/settings/keys`, { waitUntil: "commit" });
  await page.getByLabel("Email").fill(OWNER.email);
  await page.getByLabel("Password").fill(OWNER.password);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Sign in", exact: true })).toBeDisabled();
  await expect(page).toHaveURL(/\/sign-in\?next=\/acme\/settings\/keys$/);
  release();
  await expect(page.getByRole("button", { name: "Sign in", exact: true })).toBeEnabled();
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/acme\/settings\/keys$/);
});

test("signing out from the account menu ends it here and shows whose it was", async ({ page }) => {
  await openKeys(page);
  await page.getByRole("link", { name: "Workspace", exact: true }).click();
  await page.getByRole("button", { name: /Switch workspace$/ }).click();
  await expect(page.getByRole("menuitemradio", { name: "Acme" })).toBeChecked();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /Account$/ }).click();
  await expect(page.getByRole("menu")).toContainText(OWNER.email);
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await page.goto(`${trig.url}/acme/jobs`);
  await expect(page).toHaveURL(/\/sign-in/);
});
