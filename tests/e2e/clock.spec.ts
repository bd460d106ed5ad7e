import { expect, type Page, test } from "@playwright/test";
import { startDemo } from "./server";

let demo: Awaited<ReturnType<typeof startDemo>>;
test.beforeAll(async () => {
  test.setTimeout(120_000);
  demo = await startDemo();
});
test.afterAll(() => demo.stop());

const clock = (page: Page) => page.getByRole("dialog", { name: "Demo clock" });
const list = (page: Page) => clock(page).getByRole("list", { name: "What this set off" });

test("five days on Fay is reminded, five more and she leaves; each line leads to whom and what it speaks of", async ({
  page,
}) => {
  await page.goto(`${demo.url}/demo/jobs/onboarding-nudge`);
  const inIt = page.locator("#in-it").getByRole("listitem");
  await expect(inIt).toHaveCount(5);
  await page.getByRole("button", { name: /^Demo clock: \w{3} \d+ \w{3}, \d\d:\d\d$/ }).click();
  await expect(clock(page).getByText(/^Next: reminder to Fay|^Next: cy@northwind.test leaves/)).toBeVisible();

  await clock(page).getByRole("button", { name: "+5 days" }).click();
  await expect(clock(page).getByText("5 days on, 8 things happened.")).toBeVisible();
  const reminded = list(page).getByRole("listitem").filter({ hasText: "Fay Lindqvist was reminded" }).last();
  await expect(reminded).toHaveText("Fay Lindqvist was reminded: Your first project, in 5 minutes");
  await expect(list(page).getByText("Fay Lindqvist left")).toHaveCount(0);
  // The page behind it follows.
  await expect(inIt).toHaveCount(3);

  await clock(page).getByRole("button", { name: "+5 days" }).click();
  await expect(clock(page).getByText("5 days on, 6 things happened.")).toBeVisible();
  const left = list(page).getByRole("listitem").filter({ hasText: "Fay Lindqvist left" }).last();
  await expect(left).toHaveText(
    "Fay Lindqvist left Onboarding Nudge: time was up; the team was told in #customer-alerts",
  );
  await expect(clock(page).getByText(/^Next: Bob Martins leaves Onboarding Rescue on /)).toBeVisible();

  await left.getByRole("link", { name: "Fay Lindqvist" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Fay Lindqvist" })).toBeVisible();
  await left.getByRole("link", { name: "#customer-alerts" }).click();
  await expect(page.locator("pre")).toContainText("fay@lumen.test of Lumen");
});

test("by keyboard alone, on a telephone: an hour in which nothing happens says so, and what comes next", async ({
  browser,
}) => {
  const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
  await page.goto(`${demo.url}/demo/people`);
  await page.getByRole("button", { name: /^Demo clock/ }).focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await expect(clock(page).getByRole("button", { name: "+1 hour" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(clock(page).getByText("1 hour on, nothing has happened.")).toBeVisible();
  await expect(clock(page).getByText(/^Next: /)).toBeVisible();
  const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(tooWide).toBeLessThanOrEqual(0);
  await page.keyboard.press("Escape");
  await expect(clock(page)).toBeHidden();
  await expect(page.getByRole("button", { name: /^Demo clock/ })).toBeFocused();
  await page.close();
});
