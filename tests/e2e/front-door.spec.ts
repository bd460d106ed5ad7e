import { execFileSync } from "node:child_process";
import { expect, type Page, test } from "@playwright/test";
import { Analytics } from "@segment/analytics-node";
import { type Started, startInstance } from "./server";

let trig: Started;
test.describe.configure({ mode: "serial" });
test.beforeAll(async () => {
  test.setTimeout(120_000);
  trig = await startInstance("live", { TRIG_API_KEY: API_KEY });
});
test.afterAll(() => trig.stop());

const API_KEY = "trig_api_front_door_0123456789";
const OWNER = { name: "Olga Owner", email: "olga@acme.test", password: "correct horse battery" };

async function signIn(page: Page, { email, password }: { email: string; password: string }, next = "/") {
  await page.goto(`${trig.url}/sign-in?next=${encodeURIComponent(next)}`);
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

async function signedIn(page: Page, next: string) {
  await signIn(page, OWNER, next);
  await expect(page).toHaveURL(`${trig.url}${next}`);
}

test("a fresh instance leads to its set-up, and a wrong token claims nothing", async ({ page }) => {
  await page.goto(trig.url);
  await expect(page).toHaveURL(/\/set-up$/);
  await page.getByLabel("Set-up token").fill("00000-00000-00000-00000");
  await fillOwner(page);
  await page.getByRole("button", { name: "Start for real" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "not the set-up token" })).toBeVisible();
  await expect(page.getByLabel("Set-up token")).toHaveValue("00000-00000-00000-00000");
});

async function fillOwner(page: Page) {
  await page.getByLabel("Your name").fill(OWNER.name);
  await page.getByLabel("Email").fill(OWNER.email);
  await page.getByLabel("Password").fill(OWNER.password);
  await page.getByRole("button", { name: "Go on" }).click();
  await page.getByLabel("Name of the workspace").fill("Acme & Söhne");
  await page.getByLabel("Time zone").fill("Europe/Stockholm");
}

test("from the set-up token to the first event of a real client, understood within two seconds, and a wrong key with its reason", async ({
  page,
}) => {
  await page.goto(`${trig.url}/set-up`);
  await page.getByLabel("Set-up token").fill(trig.setUpToken);
  await fillOwner(page);
  await page.getByRole("button", { name: "Start for real" }).click();
  await expect(page).toHaveURL(`${trig.url}/acme-sohne/welcome`);
  await expect(page.getByText("Waiting for the first event …")).toBeVisible();
  await page.getByRole("button", { name: "Make a write key" }).click();
  const snippet = await page.locator("pre").last().textContent();
  const writeKey = /trig_write_[\w-]+/.exec(snippet ?? "")?.[0] ?? "";

  const wrong = await fetch(`${trig.url}/v1/track`, {
    method: "POST",
    headers: { authorization: `Basic ${Buffer.from(`${writeKey}x:`).toString("base64")}` },
    body: JSON.stringify({ userId: "ada", event: "Signed Up" }),
  });
  expect(wrong.status).toBe(401);
  await expect(page.getByText("This write key is not known")).toBeVisible({ timeout: 2_000 });

  const analytics = new Analytics({ writeKey, host: trig.url });
  analytics.identify({
    userId: "ada",
    traits: { firstName: "Ada", email: "ada@example.com", createdAt: new Date() },
  });
  analytics.track({ userId: "ada", event: "Signed Up" });
  await analytics.closeAndFlush();
  await expect(page.getByText("“Signed Up” has arrived")).toBeVisible({ timeout: 2_000 });
  await expect(page.getByRole("link", { name: "Ada" })).toBeVisible({ timeout: 2_000 });
  await expect(page.locator("dl")).toContainText("first_name");
  await expect(page.locator("dl")).toContainText("ada@example.com");

  await page.getByLabel("The next thing, as an event").fill("Signed Up");
  await page.getByRole("button", { name: "Build the job" }).click();
  await expect(page.getByText("Name another event")).toBeVisible();
  await page.getByLabel("The next thing, as an event").fill("Project Created");
  await page.getByRole("button", { name: "Build the job" }).click();
  await expect(
    page.getByRole("heading", { level: 1, name: "From Signed Up to Project Created" }),
  ).toBeVisible();
});

test("a draft says what to mend, and goes live once nothing is left", async ({ page, request }) => {
  const slug = "signed-up-to-project-created";
  await signedIn(page, `/acme-sohne/jobs/${slug}/publish`);
  await expect(page.getByRole("heading", { name: "Before it can go live" })).toBeVisible();
  await expect(page.getByRole("img", { name: "Error" }).first()).toBeVisible();
  await page.getByRole("link", { name: "Mend the first one" }).click();
  await expect(page).toHaveURL(/\/edit\?step=.+&field=.+/);

  const href = `${trig.url}/api/v1/jobs/${slug}`;
  const headers = { authorization: `Bearer ${API_KEY}` };
  const draft = await (await request.get(href, { headers })).json();
  const { definition } = draft;
  const sender = { name: "Anna", address: "anna@acme.test" };
  for (const action of [...definition.entry, ...definition.steps])
    if (action.body)
      Object.assign(action, { sender, body: action.body.replace(/\[.*?\]/g, "Words of ours") });
  expect((await request.put(href, { headers, data: draft })).status()).toBe(200);
  await page.goto(`${trig.url}/acme-sohne/jobs/${slug}`);
  await expect(page.getByRole("heading", { name: "It is ready to go live" })).toBeVisible();
  await page.getByRole("link", { name: "Publish …" }).click();
  await expect(page.getByRole("button", { name: "Go live", exact: true })).toBeDisabled();
  await page.getByText("Only people who start to match from now on").click();
  await page.getByLabel("Go live all the same").check();
  const warnings = page.getByLabel(/^Publish in spite of/);
  if (await warnings.isVisible()) await warnings.check();
  await page.getByLabel("Note").fill("Our first one");
  await page.getByRole("button", { name: "Go live for whoever starts to match" }).click();
  await expect(page.getByText("It is live.").first()).toBeVisible();
  await expect(page.getByRole("button", { name: "Pause" })).toBeVisible();
  await page.goto(`${trig.url}/acme-sohne/jobs/${slug}/versions`);
  await expect(page.getByText("Our first one")).toBeVisible();
});

test("the curl line works when pasted", async ({ page }) => {
  await signedIn(page, "/acme-sohne/welcome");
  await page.getByRole("button", { name: "Make a write key" }).click();
  const line = (await page.locator("pre").first().textContent()) ?? "";
  const answer = execFileSync("sh", ["-c", `${line} --silent --noproxy '*'`], { encoding: "utf8" });
  expect(JSON.parse(answer)).toMatchObject({ success: true, accepted: 2, rejected: [] });
});

test("a set-up page that was stolen claims nothing any more", async ({ page, request }) => {
  await page.goto(`${trig.url}/set-up`);
  await expect(page.getByText("It has an owner already.")).toBeVisible();
  await expect(page.getByLabel("Set-up token")).toHaveCount(0);
  await page.goto(`${trig.url}/acme-sohne/jobs`);
  await expect(page).toHaveURL(/\/sign-in\?next=%2Facme-sohne%2Fjobs$/);
  expect((await request.get(`${trig.url}/api/screens/acme-sohne/arrival`)).status()).toBe(401);
});

test("a colleague is invited, joins by the link, and does as a viewer what viewers may", async ({
  browser,
}) => {
  const ours = await browser.newPage();
  await signedIn(ours, "/acme-sohne/settings/members");
  await ours.getByLabel("Email").fill("vera@acme.test");
  await ours.getByRole("combobox", { name: "Role", exact: true }).selectOption("viewer");
  await ours.getByRole("button", { name: "Invite" }).click();
  const link = (await ours.locator("code").first().textContent()) ?? "";
  expect(link).toContain("/join?token=");

  const theirs = await (await browser.newContext()).newPage();
  await theirs.goto(link);
  await expect(theirs.getByRole("heading", { name: "Join Acme & Söhne" })).toBeVisible();
  await theirs.getByLabel("Your name").fill("Vera Viewer");
  await theirs.getByLabel("Password").fill("a password of hers");
  await theirs.getByRole("button", { name: "Join" }).click();
  await expect(theirs).toHaveURL(`${trig.url}/acme-sohne/jobs`);
  // Keys are an owner's.
  await theirs.goto(`${trig.url}/acme-sohne/settings/keys`);
  await expect(theirs.getByRole("heading", { level: 1, name: "There is nothing here" })).toBeVisible();
  expect((await theirs.goto(`${trig.url}/no-such-workspace/jobs`))?.status()).toBe(404);
  await theirs.goto(`${trig.url}/acme-sohne/settings/members`);
  await expect(theirs.getByText("vera@acme.test")).toBeVisible();
  await expect(theirs.getByRole("button", { name: "Invite" })).toHaveCount(0);
  // The link worked once.
  await theirs.goto(link);
  await expect(theirs.getByText("This invitation no longer works")).toBeVisible();

  // Removed, she is out from her next click on.
  await ours.reload();
  const row = ours.getByRole("listitem").filter({ hasText: "vera@acme.test" });
  await row.getByRole("button", { name: "Remove" }).click();
  await row.getByRole("button", { name: "Really?" }).click();
  await expect(row).toHaveCount(0);
  expect((await theirs.goto(`${trig.url}/acme-sohne/jobs`))?.status()).toBe(404);
  await theirs.context().close();
  await ours.close();
});

test("guessing is slowed down, and says the same for an account that exists and one that does not", async ({
  browser,
}) => {
  const page = await (await browser.newContext()).newPage();
  const words: (string | null)[] = [];
  for (const email of [OWNER.email, "nobody@acme.test"]) {
    await signIn(page, { email, password: "wrong wrong wrong" });
    const problem = page.getByRole("alert").filter({ hasText: /./ }).first();
    await expect(problem).toHaveText("The email address or the password is not right.");
    words.push(await problem.textContent());
  }
  expect(words[0]).toBe(words[1]);
  // The wait doubles: it outgrows a try, however slow the machine.
  const button = page.getByRole("button", { name: "Sign in", exact: true });
  await expect(async () => {
    await button.click();
    await expect(button).toBeEnabled();
    await expect(page.getByRole("alert").filter({ hasText: /Too many tries: wait/ })).toBeVisible({
      timeout: 200,
    });
  }).toPass({ intervals: [0] });
  await page.context().close();
});

test("a forgotten password is set anew from the command line, which ends every other sign-in", async ({
  browser,
}) => {
  const elsewhere = await (await browser.newContext()).newPage();
  await signedIn(elsewhere, "/acme-sohne/jobs");
  const out = execFileSync("npm", ["run", "--silent", "recover", "--", OWNER.email], {
    encoding: "utf8",
    env: { ...process.env, TRIG_DATA_DIR: trig.dataDir, PORT: new URL(trig.url).port },
  });
  const link = /http\S+/.exec(out)?.[0] ?? "";
  const page = await (await browser.newContext()).newPage();
  await page.goto(link);
  await page.getByLabel("New password").fill("another horse, another battery");
  await page.getByRole("button", { name: "Set it and sign in" }).click();
  await expect(page).toHaveURL(`${trig.url}/acme-sohne/jobs`);
  await elsewhere.goto(`${trig.url}/acme-sohne/people`);
  await expect(elsewhere).toHaveURL(/\/sign-in\?next=/);
  await page.goto(link);
  await expect(page.getByText("That link was used already or is too old.")).toBeVisible();
  await elsewhere.context().close();
  await page.context().close();
});
