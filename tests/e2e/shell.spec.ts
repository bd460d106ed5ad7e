import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";

const url = () => process.env.TRIG_E2E_URL ?? "";
const palette = (page: Page) => page.getByRole("dialog", { name: "Find anything, do anything" });
const heading = (page: Page, name: string) => page.getByRole("heading", { level: 1, name });
/** Opens a page and waits until it listens to keys: by then it has asked for news. */
const open = async (page: Page, path: string) => {
  const listens = page.waitForRequest((request) => request.url().endsWith("/live"));
  const answer = await page.goto(`${url()}/demo/${path}`);
  await listens;
  return answer;
};
const openPalette = async (page: Page, typed: string) => {
  await page.keyboard.press("Control+k");
  await expect(palette(page)).toBeVisible();
  await page.keyboard.type(typed);
};

test("by keyboard alone: to a person, back to where one was, to a screen, and to the list of shortcuts", async ({
  page,
}) => {
  await open(page, "jobs");
  await openPalette(page, "fay");
  await expect(palette(page).getByRole("option", { name: /^Fay Lindqvist/ })).toHaveAttribute(
    "aria-selected",
    "true",
  );
  await page.keyboard.press("Enter");
  await expect(heading(page, "Fay Lindqvist")).toBeVisible();

  await openPalette(page, "acme rob");
  await expect(palette(page).getByRole("option", { name: /^Acme Robotics/ })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(heading(page, "Acme Robotics")).toBeVisible();

  await openPalette(page, "");
  const lately = palette(page).getByRole("group", { name: "Lately" });
  await expect(lately.getByRole("option")).toHaveText(["Fay Lindqvist"]);
  await page.keyboard.press("Escape");
  await expect(palette(page)).toBeHidden();

  await page.keyboard.press("g");
  await page.keyboard.press("d");
  await expect(heading(page, "Deliveries")).toBeVisible();
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toContainText("Go to Organisations");
});

test("what is typed while the palette is still on its way is not lost, and Enter goes nowhere else", async ({
  page,
}) => {
  await open(page, "people");
  await page.route("**/_next/static/**", async (route) => {
    await new Promise((done) => setTimeout(done, 400));
    await route.continue();
  });
  await page.keyboard.press("Control+k");
  await page.keyboard.type("gux");
  await page.keyboard.press("Backspace");
  await page.keyboard.type("s");
  await page.keyboard.press("Enter");
  await expect(palette(page).getByRole("combobox")).toHaveValue("gus");
  await expect(page).toHaveURL(/\/people$/);
  await expect(palette(page).getByRole("option", { name: /^Gus/ })).toBeVisible();
});

test("what nobody is called is said, and a search that did not get through can be tried again", async ({
  page,
}) => {
  await open(page, "jobs");
  await openPalette(page, "zzz");
  await expect(palette(page).getByText("Nothing begins with “zzz”.")).toBeVisible();
  await page.route("**/api/screens/**/find**", (route) => route.abort());
  await page.getByRole("combobox").fill("hana");
  const alert = palette(page).getByRole("alert");
  await expect(alert).toContainText("could not be searched");
  await page.unroute("**/api/screens/**/find**");
  await alert.getByRole("button", { name: "Try again" }).click();
  await expect(palette(page).getByRole("option", { name: /^Hana Sato/ })).toBeVisible();
});

test("a job is paused from the palette on its page, and the toast takes it back", async ({ page }) => {
  await open(page, "jobs/onboarding-rescue");
  await openPalette(page, "pause");
  await expect(palette(page).getByRole("option", { name: "Pause this job" })).toHaveAttribute(
    "aria-selected",
    "true",
  );
  await page.keyboard.press("Enter");
  const toast = page.getByRole("listitem").filter({ hasText: /^Paused\./ });
  await expect(toast).toBeVisible();
  await expect(page.getByRole("button", { name: "Resume" }).first()).toBeVisible();
  await toast.getByRole("button", { name: "Resume" }).click();
  await expect(page.getByRole("button", { name: "Pause" })).toBeVisible();
});

test("a chosen look holds: at once, after a reload, and from the server's first byte", async ({ page }) => {
  await open(page, "jobs");
  const canvas = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await canvas();
  await page.getByRole("button", { name: /Account$/ }).click();
  await page.getByRole("menuitemradio", { name: "Dark" }).click();
  await expect.poll(canvas).not.toBe(light);
  const dark = await canvas();
  const answer = await open(page, "jobs");
  expect(await answer?.text()).toContain('<html lang="en-GB" data-theme="dark"');
  expect(await canvas()).toBe(dark);
  await page.emulateMedia({ colorScheme: "dark" });
  await page.keyboard.press("Escape");
  await openPalette(page, "look light");
  await page.keyboard.press("Enter");
  await expect.poll(canvas).toBe(light);
});

test("a network that breaks loses nothing that was typed, and the same can be sent again", async ({
  page,
}) => {
  await open(page, "settings/keys");
  await page.getByLabel("Name").fill("Warehouse");
  await page.route("**/settings/keys", (route) =>
    route.request().method() === "POST" ? route.abort() : route.fallback(),
  );
  await page.getByRole("button", { name: "Make a key" }).click();
  const toast = page.getByRole("listitem").filter({ hasText: "Trig could not be reached" });
  await expect(toast).toBeVisible();
  await expect(page.getByLabel("Name")).toHaveValue("Warehouse");
  await page.unroute("**/settings/keys");
  await toast.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByText(/^trig_write_\S{20}/)).toBeVisible();
  await expect(page.getByText("Warehouse", { exact: true })).toBeVisible();
});

test("offline, a link leaves the page where it is and says so", async ({ page, context }) => {
  await open(page, "people");
  await context.setOffline(true);
  await expect(page.getByText("Offline: what you see may be old")).toBeVisible();
  await page.getByRole("link", { name: "Organisations" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: "this page stays open" })).toBeVisible();
  await expect(heading(page, "People")).toBeVisible();
  await context.setOffline(false);
  await page.getByRole("link", { name: "Organisations" }).click();
  await expect(heading(page, "Organisations")).toBeVisible();
});

test("what is looked for offline stays as it was typed, and is found once the network is back", async ({
  page,
  context,
}) => {
  await open(page, "people");
  const search = page.getByRole("searchbox");
  await context.setOffline(true);
  await search.pressSequentially("hana");
  await search.press("Enter");
  await expect(search).toHaveValue("hana");
  await context.setOffline(false);
  await expect(page).toHaveURL(/\?q=hana$/);
  await expect(search).toHaveValue("hana");
  await expect(page.getByRole("row").filter({ hasText: "Hana Sato" })).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: "Ada" })).toHaveCount(0);
});

test("what does not exist says so and leads on, never into a stack", async ({ page }) => {
  await open(page, "people/per_nobody");
  await expect(heading(page, "There is nothing here")).toBeVisible();
  await page.getByRole("link", { name: "Go to the start" }).click();
  await expect(page).toHaveURL(/\/demo\/jobs/);
  await expect(heading(page, "There is nothing here")).toBeHidden();
  // An address that encodes nothing.
  const answer = await page.goto(`${url()}/demo/people/%E0%A4%A`);
  expect(answer?.status()).toBe(400);
});

test("on a telephone the palette is one touch away and fits", async ({ browser }) => {
  const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
  await open(page, "people");
  await page.getByRole("button", { name: "Find" }).click();
  await expect(palette(page)).toBeVisible();
  await page.getByRole("combobox").fill("lumen");
  await palette(page)
    .getByRole("option", { name: /^Lumen & Daughters/ })
    .click();
  await expect(heading(page, "Lumen & Daughters Architects")).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await page.close();
});

test("what lies over a page has no serious fault either", async ({ browser }) => {
  for (const colorScheme of ["light", "dark"] as const) {
    const page = await (await browser.newContext({ colorScheme, reducedMotion: "reduce" })).newPage();
    const faults = async () =>
      (await new AxeBuilder({ page }).analyze()).violations
        .filter(({ impact }) => impact === "serious" || impact === "critical")
        .map(({ id, nodes }) => `${id} at ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
    await open(page, "jobs");
    await openPalette(page, "a");
    await expect(palette(page).getByRole("option", { name: /^Ada/ })).toBeVisible();
    expect(await faults()).toEqual([]);
    await page.keyboard.press("Escape");
    await page.keyboard.press("?");
    await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
    expect(await faults()).toEqual([]);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: /Account$/ }).click();
    await expect(page.getByRole("menu")).toBeVisible();
    expect(await faults()).toEqual([]);
    await page.keyboard.press("Escape");
    await page.context().setOffline(true);
    await page.getByRole("link", { name: "People" }).click();
    await expect(page.getByRole("listitem").filter({ hasText: "this page stays open" })).toBeVisible();
    expect(await faults()).toEqual([]);
    await page.context().close();
  }
});
