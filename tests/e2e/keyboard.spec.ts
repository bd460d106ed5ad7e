import { expect, test } from "@playwright/test";
import { press, send, tabTo, type } from "./hands";
import { type Started, startInstance } from "./server";

let trig: Started;
test.beforeAll(async () => {
  test.setTimeout(120_000);
  trig = await startInstance("live");
});
test.afterAll(() => trig.stop());

test("by keyboard alone: set up, make a key, see the first event, begin a job, invite a viewer and change the role, sign out everywhere and in again", async ({
  browser,
  page,
}) => {
  test.setTimeout(120_000);
  await page.goto(`${trig.url}/set-up`);
  await type(page, "Set-up token", trig.setUpToken);
  await type(page, "Your name", "Kay Board");
  await type(page, "Email", "kay@acme.test");
  await type(page, "Password", "a password of keys");
  await send(page);
  await type(page, "Name of the workspace", "Acme");
  await type(page, "Time zone", "Europe/Stockholm");
  await send(page);
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
  await send(page);
  await expect(page).toHaveURL(`${trig.url}/acme/jobs/signed-up-to-project-created/edit`);

  await page.goto(`${trig.url}/acme/settings/members`);
  await type(page, "Email", "vera@acme.test");
  await tabTo(page, page.getByRole("combobox", { name: "Role", exact: true }));
  await page.keyboard.type("View");
  await press(page, "Invite");
  await expect(page.getByText("Pass this link on to vera@acme.test.")).toBeVisible();
  const link = (await page.locator("code").first().textContent()) ?? "";
  const theirs = await (await browser.newContext()).newPage();
  await theirs.goto(link);
  await type(theirs, "Your name", "Vera Viewer");
  await type(theirs, "Password", "a password of hers");
  await send(theirs);
  await expect(theirs).toHaveURL(`${trig.url}/acme/jobs`);
  await theirs.goto(`${trig.url}/acme/settings/members`);
  await expect(theirs.getByText("kay@acme.test")).toBeVisible();
  await expect(theirs.getByRole("button", { name: "Invite" })).toHaveCount(0);

  await page.reload();
  await tabTo(page, page.getByLabel("Role of Vera Viewer"));
  await page.keyboard.type("Ed");
  await expect(page.getByLabel("Role of Vera Viewer")).toHaveValue("editor");
  await theirs.reload();
  await expect(theirs.getByRole("listitem").filter({ hasText: "Vera Viewer" })).toContainText("Editor");
  await theirs.context().close();

  await page.goto(`${trig.url}/acme/settings/account`);
  await press(page, "Sign out everywhere");
  await expect(page).toHaveURL(`${trig.url}/sign-in`);
  await type(page, "Email", "kay@acme.test");
  await type(page, "Password", "a password of keys");
  await send(page);
  await expect(page).toHaveURL(`${trig.url}/acme/jobs`);
});
