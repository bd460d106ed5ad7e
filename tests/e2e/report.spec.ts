import { expect, type Page, test } from "@playwright/test";

const url = () => process.env.TRIG_E2E_URL ?? "";
const section = (page: Page, name: string) =>
  page.locator("section", { has: page.getByRole("heading", { name, exact: true }) });

test("from the jobs to a figure, to the customers behind it, to one of them", async ({ page }) => {
  await page.goto(`${url()}/demo/jobs`);
  const row = page.getByRole("row").filter({ hasText: "Onboarding Nudge" });
  const completed = await row.getByRole("cell").nth(4).innerText();
  await row.getByRole("link", { name: "Onboarding Nudge" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Onboarding Nudge" })).toBeVisible();

  const figure = page.locator("dl").first().locator("div", { hasText: "Completed" });
  await expect(figure).toContainText(completed);
  await figure.getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1, name: "Who completed it" })).toBeVisible();
  await expect(page.getByText(`${completed} people, the latest first.`)).toBeVisible();
  await expect(page.getByRole("row")).toHaveCount(Number(completed) + 1);
  await page.getByRole("link", { name: "Ada Lovelace", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Ada Lovelace" })).toBeVisible();
});

test("the figures at the steps lead to who waits there and to what was not sent and why", async ({
  page,
}) => {
  await page.goto(`${url()}/demo/jobs/onboarding-nudge`);
  const flow = section(page, "What it does");
  await flow
    .getByRole("link", { name: /^\d+ waits? here$/ })
    .first()
    .click();
  await expect(page.getByRole("heading", { level: 1, name: "Who is in it" })).toBeVisible();
  const chip = page.getByRole("link", { name: /^Take away: Before: Reminder after 5 days/ });
  await expect(chip).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: "Fay Lindqvist" })).toContainText(
    /reminder in 2 days/,
  );
  await expect(page.getByRole("row").filter({ hasText: "Eli Novak" })).toHaveCount(0);
  await chip.click();
  await expect(page.getByRole("row").filter({ hasText: "Eli Novak" })).toBeVisible();

  await page.goto(`${url()}/demo/jobs/onboarding-nudge`);
  await flow
    .getByRole("link", { name: /^\d+ sent$/ })
    .first()
    .click();
  await expect(page).toHaveURL(/\/deliveries\?job=onboarding-nudge&action=welcome&status=sent$/);
});

test("a day of the chart leads to who entered on it, by keyboard through the table", async ({ page }) => {
  await page.goto(`${url()}/demo/jobs/onboarding-nudge?range=30d`);
  const chart = section(page, "Over time");
  await expect(chart.getByRole("link", { name: "30 days" })).toHaveAttribute("aria-current", "true");
  await chart.locator("summary").focus();
  await page.keyboard.press("Enter");
  const day = chart.getByRole("row").nth(1);
  await expect(day).toBeVisible();
  const rows = chart.getByRole("row").filter({ has: page.getByRole("link") });
  const first = rows.first().getByRole("link").first();
  const figure = Number(await first.innerText());
  await first.focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/customers\?show=\w+&from=\d{4}-\d\d-\d\d&to=\d{4}-\d\d-\d\d$/);
  await expect(page.getByRole("row")).toHaveCount(figure + 1);
});

test("jobs are narrowed and put in order by what stands in the address, and none that matches says so", async ({
  page,
}) => {
  await page.goto(`${url()}/demo/jobs`);
  await page.getByRole("searchbox", { name: "Find by name" }).fill("rescue");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/q=rescue/);
  await expect(page.getByRole("row")).toHaveCount(2);
  await page.getByLabel("For whom").selectOption("organisation");
  await expect(page.getByText("No job matches")).toBeVisible();
  await page.getByRole("link", { name: "Clear" }).click();
  await page.getByRole("link", { name: "Entered" }).click();
  await expect(page).toHaveURL(/sort=entered/);
  await expect(page.getByRole("columnheader", { name: "Entered" })).toHaveAttribute(
    "aria-sort",
    "descending",
  );
  await expect(page.getByRole("row").nth(1)).toContainText("Onboarding Nudge");
  await page.getByRole("link", { name: "Entered" }).click();
  await expect(page.getByRole("row").last()).toContainText("Onboarding Nudge");
});

test("an address with nonsense in it shows what makes sense, and never breaks", async ({ page }) => {
  for (const path of [
    "jobs?status=eaten&sort=age&q=%25",
    "jobs/onboarding-nudge?version=99&range=forever",
    "jobs/onboarding-nudge/customers?show=eaten&version=x&from=0000-00-00&took=9d-1d&after=zzzzzzzzzz~x",
  ]) {
    const answer = await page.goto(`${url()}/demo/${path}`);
    expect(answer?.status(), path).toBe(200);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  }
  await page.goto(`${url()}/demo/jobs/nowhere/customers`);
  await expect(page.getByRole("heading", { level: 1, name: "There is nothing here" })).toBeVisible();
});
