import { expect, type Page, test } from "@playwright/test";

const url = () => process.env.TRIG_E2E_URL ?? "";
const box = (page: Page) => page.getByRole("searchbox");
const section = (page: Page, name: string | RegExp) =>
  page.locator("section", { has: page.getByRole("heading", { name }) }).first();

test("a person is found while somebody types, and the page says why she got the welcome and why not the reminder, by keyboard alone", async ({
  page,
}) => {
  await page.goto(`${url()}/demo/people`);
  await box(page).focus();
  await page.keyboard.type("ada l", { delay: 30 });
  await expect(page).toHaveURL(/\?q=ada\+l$/);
  await expect(box(page)).toBeFocused();
  await expect(box(page)).toHaveValue("ada l");
  await expect(page.getByRole("status").filter({ hasText: "1 person found" })).toBeAttached();
  await expect(page.getByRole("row")).toHaveCount(2);
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("link", { name: "Ada Lovelace" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Ada Lovelace" })).toBeVisible();

  await section(page, "Jobs")
    .getByRole("listitem")
    .filter({ hasText: "Onboarding Nudge" })
    .getByRole("link", { name: /^Why\?/ })
    .press("Enter");
  const actions = section(page, "What Ada gets, and why not");
  await expect(actions.getByRole("listitem").filter({ hasText: "Quick tip to get started" })).toContainText(
    /Ada got it on \d+ \w+ \d{4} at \d\d:\d\d\./,
  );
  await actions.getByRole("link", { name: /^Reminder after 5 days/ }).press("Enter");
  await expect(page).toHaveURL(/action=reminder-1/);
  await expect(page.getByRole("status").filter({ hasText: "Ada did not get it" })).toContainText(
    /Ada completed Onboarding Nudge on .*, before it was due \(5 days after the message before it\)\./,
  );

  await actions
    .getByRole("listitem")
    .filter({ hasText: "Quick tip to get started" })
    .getByRole("link", { name: "Read it" })
    .press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Quick tip to get started" })).toBeVisible();
  const chain = section(page, "What led to it");
  await expect(chain).toContainText("Ada entered Onboarding Nudge: this had come in.");
  await chain.getByRole("link", { name: "An identify call" }).press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "An identify call" })).toBeVisible();
  await expect(section(page, "What it changed")).toContainText("first_name");
});

test("what is typed faster than the answers come stays as it was typed, and without JavaScript the search is a form", async ({
  page,
  browser,
}) => {
  await page.goto(`${url()}/demo/people`);
  await box(page).pressSequentially("lind", { delay: 170 });
  await expect(page).toHaveURL(/\?q=lind$/);
  await expect(box(page)).toHaveValue("lind");
  await expect(page.getByRole("link", { name: "Fay Lindqvist" })).toBeVisible();
  await box(page).fill("nobody at all");
  await expect(page.getByText("Nobody found for “nobody at all”")).toBeVisible();
  await expect(box(page)).toBeFocused();

  const plain = await browser.newPage({ javaScriptEnabled: false });
  await plain.goto(`${url()}/demo/people`);
  await box(plain).fill("fay");
  await box(plain).press("Enter");
  await expect(plain).toHaveURL(/\?q=fay$/);
  await expect(plain.getByRole("link", { name: "Fay Lindqvist" })).toBeVisible();
  await plain.close();
});

test("an attribute says why it has its value, and which action would write one that is missing", async ({
  page,
}) => {
  await page.goto(`${url()}/demo/people?q=ada`);
  await page.getByRole("link", { name: "Ada Lovelace" }).click();
  await section(page, "Attributes").getByRole("link", { name: "completed_onboarding", exact: true }).click();
  const why = section(page, "Why?");
  await expect(why).toContainText("completed_onboarding of Ada is true.");
  await expect(why).toContainText("set by the job Onboarding Nudge (mark-completed).");
  const history = section(page, "What it has been");
  await expect(history).toContainText("no value → true");
  await history.getByRole("link", { name: "The job Onboarding Nudge (mark-completed)" }).click();
  await expect(
    page.getByRole("heading", { level: 1, name: "Set completed_onboarding to true" }),
  ).toBeVisible();

  await page.goto(`${url()}/demo/people?q=fay`);
  await page.getByRole("link", { name: "Fay Lindqvist" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Fay Lindqvist" })).toBeVisible();
  await page.goto(`${page.url()}/attributes/failed_onboarding`);
  await expect(section(page, "Why?")).toContainText("Fay has no value for failed_onboarding.");
  await expect(section(page, "The action that writes it")).toContainText(
    /It follows on .*, when the time is up/,
  );
});

test("a timeline is narrowed by kind and by event, and the choice stands in the address", async ({
  page,
}) => {
  await page.goto(`${url()}/demo/people?q=ada`);
  await page.getByRole("link", { name: "Ada Lovelace" }).click();
  const timeline = section(page, "Timeline");
  await timeline.getByRole("link", { name: "Jobs" }).click();
  await expect(page).toHaveURL(/show=jobs/);
  await expect(timeline.getByRole("link", { name: "Project Created" })).toHaveCount(0);
  await expect(timeline.getByText("Completed Onboarding Nudge")).toBeVisible();
  await timeline.getByLabel("Event").selectOption("Project Created");
  await expect(page).toHaveURL(/event=Project\+Created/);
  await expect(timeline.getByRole("link", { name: "Project Created" })).toBeVisible();
  await expect(timeline.getByRole("link", { name: "Signed Up" })).toHaveCount(0);
  await timeline.getByRole("link", { name: "Everything" }).click();
  await expect(timeline.getByRole("link", { name: "Signed Up" })).toBeVisible();
});

test("filters of the ledger add up, each is taken away alone, and where nothing is left the page says which to take", async ({
  page,
}) => {
  await page.goto(`${url()}/demo/deliveries`);
  await page.getByLabel("Job", { exact: true }).selectOption({ label: "Onboarding Nudge" });
  await expect(page).toHaveURL(/job=onboarding-nudge/);
  await page.getByLabel("Person or organisation").fill("ADA@acme.test");
  await page.getByLabel("Person or organisation").press("Enter");
  const chips = page.getByRole("list", { name: "Filters that hold" });
  await expect(chips.getByText("Ada Lovelace")).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: "Quick tip to get started" })).toHaveCount(1);
  await page.getByLabel("Kind").selectOption("reminder");
  await expect(page.getByText("Nothing matches these filters together")).toBeVisible();
  await page.getByRole("link", { name: "who “Ada Lovelace”" }).click();
  await expect(page).not.toHaveURL(/who=/);
  await expect(page.getByRole("link", { name: "Your first project, in 5 minutes" }).first()).toBeVisible();
  await chips.getByRole("link", { name: "Without Kind: Reminder" }).click();
  await expect(page).toHaveURL(/deliveries\?job=onboarding-nudge$/);
  await page.getByLabel("When").selectOption("24h");
  await expect(page).toHaveURL(/range=24h/);
  await page.goto(`${url()}/demo/deliveries?kind=pigeon&from=2026-99-99&reason=constructor&range=soon`);
  await expect(page.getByRole("link", { name: "Quick tip to get started" }).first()).toBeVisible();
});
