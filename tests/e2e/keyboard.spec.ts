import { expect, type Locator, type Page, test } from "@playwright/test";
import { type Started, startInstance } from "./server";

let trig: Started;
test.beforeAll(async () => {
  test.setTimeout(120_000);
  trig = await startInstance("live");
});
test.afterAll(() => trig.stop());

const MOST_TABS = 80;

/** Goes on with the Tab key, as somebody without a mouse does, until this has the focus. */
async function tabTo(page: Page, what: Locator) {
  await expect(what).toBeVisible();
  for (let at = 0; at < MOST_TABS; at++) {
    if (await what.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`${what} cannot be reached with the Tab key.`);
}

async function type(page: Page, label: string, text: string) {
  await tabTo(page, page.getByLabel(label, { exact: true }));
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type(text);
}

async function press(page: Page, name: string) {
  await tabTo(page, page.getByRole("button", { name, exact: true }));
  await page.keyboard.press("Enter");
}

test("by keyboard alone: set up, make a key, see the first event, begin a job, invite, sign out everywhere and in again", async ({
  page,
}) => {
  test.setTimeout(120_000);
  await page.goto(`${trig.url}/set-up`);
  await type(page, "Set-up token", trig.setUpToken);
  await type(page, "Your name", "Kay Board");
  await type(page, "Email", "kay@acme.test");
  await type(page, "Password", "a password of keys");
  await page.keyboard.press("Enter");
  await type(page, "Name of the workspace", "Acme");
  await type(page, "Time zone", "Europe/Stockholm");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(`${trig.url}/acme/welcome`);

  await press(page, "Make a write key");
  const line = page.locator("pre").first();
  await expect(line).toBeVisible();
  const writeKey = /trig_write_[\w-]+/.exec((await line.textContent()) ?? "")?.[0] ?? "";
  const sent = await page.request.post(`${trig.url}/v1/track`, {
    headers: { authorization: `Basic ${Buffer.from(`${writeKey}:`).toString("base64")}`, origin: trig.url },
    data: { userId: "ada", event: "Signed Up", email: "ada@acme.test" },
  });
  expect(sent.status()).toBe(200);
  await expect(page.getByText("“Signed Up” has arrived")).toBeVisible();
  await type(page, "The next thing, as an event", "Project Created");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(`${trig.url}/acme/jobs/signed-up-to-project-created`);

  await page.goto(`${trig.url}/acme/settings/members`);
  await type(page, "Email", "colleague@acme.test");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Pass this link on to colleague@acme.test.")).toBeVisible();

  await page.goto(`${trig.url}/acme/settings/account`);
  await press(page, "Sign out everywhere");
  await expect(page).toHaveURL(`${trig.url}/sign-in`);
  await type(page, "Email", "kay@acme.test");
  await type(page, "Password", "a password of keys");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(`${trig.url}/acme/jobs`);
});
