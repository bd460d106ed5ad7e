import { request as httpRequest } from "node:http";
import { expect, type Page, test } from "@playwright/test";
import { DEMO_API_KEY } from "./server";

const url = () => process.env.TRIG_E2E_URL ?? "";
const open = (page: Page, path = "") => page.goto(`${url()}${path}`);

test("the demo opens signed in on the Onboarding Nudge, and leads to a customer and what she was sent", async ({
  page,
}) => {
  await open(page);
  await expect(page).toHaveURL(/\/demo\/jobs\/onboarding-nudge$/);
  await expect(page.getByText("Open to this machine only, without a sign-in")).toBeVisible();

  await expect(page.getByRole("heading", { level: 1, name: "Onboarding Nudge" })).toBeVisible();
  await expect(page.getByText(/Completes as soon as the customer has done Project Created/)).toBeVisible();

  const lately = page.locator("section", { has: page.getByRole("heading", { name: "Left lately" }) });
  await expect(lately.getByRole("listitem").filter({ hasText: "Bob Martins" })).toContainText(
    "Exited: time was up",
  );
  await lately.getByRole("link", { name: "Ada Lovelace" }).click();

  await expect(page.getByRole("heading", { level: 1, name: "Ada Lovelace" })).toBeVisible();
  const timeline = page.locator("section", { has: page.getByRole("heading", { name: "Timeline" }) }).first();
  await expect(timeline.getByRole("link", { name: "Project Created" })).toBeVisible();
  await expect(timeline.getByText("Your first project, in 5 minutes")).toHaveCount(0);
  await timeline.getByRole("link", { name: "Quick tip to get started" }).click();

  await expect(page.getByRole("heading", { level: 1, name: "Quick tip to get started" })).toBeVisible();
  await expect(page.locator("pre")).toContainText("Hi Ada,");
  await expect(page.getByRole("heading", { name: "History" })).toBeVisible();
});

test("whoever is under way has a next step in a sentence", async ({ page }) => {
  await open(page, "/demo/jobs/onboarding-nudge");
  const row = (name: string) => page.locator("#in-it").getByRole("listitem").filter({ hasText: name });
  await expect(row("Fay Lindqvist")).toContainText("Reminder in 2 days unless “Project Created” happens");
  await expect(row("Eli Novak")).toContainText("Leaves in 5 days unless “Project Created” happens");
});

test("Cy has no first name, and her welcome reads well all the same", async ({ page }) => {
  await open(page, "/demo/people?q=cy");
  await page.getByRole("link", { name: "cy@northwind.test" }).first().click();
  await page.getByRole("link", { name: "Quick tip to get started" }).click();
  await expect(page.locator("pre")).toContainText("Hi there,");
});

test("deliveries are narrowed by what is chosen, and the choice stands in the address", async ({ page }) => {
  await open(page, "/demo/deliveries");
  await page.getByLabel("Kind").selectOption("reminder");
  await expect(page).toHaveURL(/kind=reminder/);
  await expect(page.getByRole("link", { name: "Your first project, in 5 minutes" }).first()).toBeVisible();
  await expect(page.getByRole("link", { name: "Quick tip to get started" })).toHaveCount(0);
  await page.getByRole("link", { name: "Clear" }).click();
  await expect(page.getByRole("link", { name: "Quick tip to get started" }).first()).toBeVisible();
});

test("a key is shown once, and one that is revoked says so", async ({ page }) => {
  await open(page, "/demo/settings/keys");
  await page.getByLabel("Name").fill("Product backend");
  await page.getByRole("button", { name: "Make a key" }).click();
  await expect(page.getByText(/^trig_write_\S{20}/)).toBeVisible();
  await page.reload();
  await expect(page.getByText(/^trig_write_\S{20}/)).toHaveCount(0);
  const row = page.getByRole("listitem").filter({ hasText: "Product backend" });
  await row.getByRole("button", { name: "Revoke" }).click();
  await row.getByRole("button", { name: "Really?" }).click();
  await expect(row.getByText("Revoked")).toBeVisible();
});

test("health says in words how Trig is, and to monitors in figures", async ({ page, request }) => {
  await open(page, "/demo/health");
  await expect(page.getByRole("heading", { level: 1, name: "Health" })).toBeVisible();
  await expect(page.getByText("Nobody waits past their moment.")).toBeVisible();
  const stranger = await request.get(`${url()}/api/health`);
  expect(Object.keys(await stranger.json())).toEqual(["status"]);
  const headers = { authorization: `Bearer ${DEMO_API_KEY}` };
  const answer = await request.get(`${url()}/api/health`, { headers });
  expect(answer.status()).toBe(200);
  expect(await answer.json()).toMatchObject({ database: "ok", engine: "embedded" });
});

test("a name that somebody else made lead here is refused, and no page may be put in a frame", async ({
  request,
}) => {
  const { port } = new URL(url());
  const statusOf = (method: string, path: string) =>
    new Promise((answered, failed) => {
      const asked = { host: "127.0.0.1", port, method, path, headers: { host: `evil.example:${port}` } };
      httpRequest(asked, (response) => answered(response.resume().statusCode))
        .on("error", failed)
        .end();
    });
  expect(await statusOf("GET", "/demo/jobs")).toBe(421);
  expect(await statusOf("POST", "/v1/track")).toBe(421);
  const page = await request.get(`${url()}/demo/jobs`);
  expect(page.headers()["content-security-policy"]).toContain("frame-ancestors 'none'");
});

test("on a telephone the menu leads to every screen, and closes behind itself", async ({ browser }) => {
  const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
  await open(page, "/demo/jobs");
  await page.getByRole("button", { name: "Open the menu" }).click();
  await page.getByRole("link", { name: "People" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "People" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Organisations" })).toBeHidden();
  await page.close();
});
