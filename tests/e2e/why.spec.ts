import { expect, test } from "@playwright/test";

const url = () => process.env.TRIG_E2E_URL ?? "";

test("find a person, and read why she got what she got and why not the other thing", async ({ page }) => {
  await page.goto(`${url()}/demo/people?q=ada`);
  await page.getByRole("link", { name: "Ada Lovelace" }).first().click();
  const jobs = page.locator("section", { has: page.getByRole("heading", { name: "Jobs", exact: true }) });
  await jobs
    .getByRole("listitem")
    .filter({ hasText: "Onboarding Nudge" })
    .getByRole("link", { name: /^Why\?/ })
    .click();

  await expect(page.getByRole("heading", { level: 1, name: "Why? Ada and Onboarding Nudge" })).toBeVisible();
  await expect(page.getByText(/^Ada completed Onboarding Nudge on .*Each enters once\.$/)).toBeVisible();
  const story = page.locator("section", { has: page.getByRole("heading", { name: "What happened" }) });
  await expect(story.getByRole("listitem").first()).toContainText("Entered");
  await expect(story).toContainText("Completed: the goal was met");
  await expect(story).toContainText("Not come to, since it had ended: Reminder after 5 days");

  await page.getByRole("link", { name: "Onboarding Rescue" }).click();
  await expect(page.getByText(/“failed_onboarding is true” does not hold \(seen: no value\)/)).toBeVisible();
  const blocking = page.getByRole("listitem").filter({ hasText: "This blocks" }).first();
  await expect(blocking).toContainText("Does the audience match?");
});

test("from a message to why it was sent, and from a job to why somebody is in it, by keyboard", async ({
  page,
}) => {
  await page.goto(`${url()}/demo/jobs/onboarding-nudge`);
  await page.getByRole("searchbox").focus();
  await page.keyboard.type("nobody@nowhere.test");
  await page.keyboard.press("Enter");
  await expect(page.getByText(/There is no person “nobody@nowhere\.test”/)).toBeVisible();
  await page.getByRole("searchbox").fill("FAY@lumen.test");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Why? Fay and Onboarding Nudge" })).toBeVisible();
  await expect(page.getByText(/Next: reminder “Your first project, in 5 minutes” on/)).toBeVisible();

  await page.getByRole("link", { name: "Quick tip to get started", exact: true }).click();
  await page.getByRole("link", { name: "Why?" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Why? Fay and Onboarding Nudge" })).toBeVisible();
});
