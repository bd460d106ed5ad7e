import AxeBuilder from "@axe-core/playwright";
import { type Browser, expect, type Page, test } from "@playwright/test";
import { beginWithJob, focused, middle, openOutline, row, rows, said, tree } from "./editor-hands";

/* The job as a list, by pointer and by touch, and what axe says of it. */
beginWithJob();

test("a dragged step lights the nearest gap wherever the pointer is, leaves every height as it is, and Esc puts it back", async ({
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 1200 });
  await openOutline(page);
  const lit = tree(page).locator("[data-target]");
  const heights = () =>
    tree(page)
      .locator("[data-gap]")
      .evaluateAll((gaps) => gaps.map((gap) => gap.getBoundingClientRect().height));
  const before = await rows(page);
  const quiet = await heights();
  const from = await middle(page, "told");
  const to = await middle(page, "pause");
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 8, from.y + 8);
  await expect(lit).toHaveCount(0);
  await page.mouse.move(from.x, to.y + 25, { steps: 4 });
  await expect(lit).toHaveAttribute("data-gap", "steps:1");
  expect(await heights()).toEqual(quiet);
  // Far from every gap there is still a nearest one; its own neighbours are none.
  await page.mouse.move(3, from.y, { steps: 4 });
  await expect(lit).toHaveAttribute("data-gap", /^(entry:0|steps:0)$/);
  await page.keyboard.press("Escape");
  await page.mouse.up();
  expect(await rows(page)).toEqual(before);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x, to.y + 25, { steps: 4 });
  await page.mouse.up();
  await expect(said(page)).toHaveText("Somebody signed up is now 2 of 4, after Wait 5 days");
  await page.keyboard.press("ControlOrMeta+z");
  expect(await rows(page)).toEqual(before);
  // A branch is no target for itself.
  const own = await middle(page, "plan");
  const inside = await middle(page, "call");
  await page.mouse.move(own.x, own.y);
  await page.mouse.down();
  await page.mouse.move(inside.x, inside.y, { steps: 4 });
  await expect(lit).not.toHaveAttribute("data-gap", /^plan\//);
  await page.keyboard.press("Escape");
  await page.mouse.up();
});

/** A finger, as the browser itself tells it. */
async function finger(page: Page) {
  const cdp = await page.context().newCDPSession(page);
  const touch = (type: "touchStart" | "touchMove" | "touchEnd", at?: { x: number; y: number }) =>
    cdp.send("Input.dispatchTouchEvent", { type, touchPoints: at ? [at] : [] });
  return async (from: { x: number; y: number }, to: { x: number; y: number }) => {
    await touch("touchStart", from);
    for (let step = 1; step <= 8; step++)
      await touch("touchMove", {
        x: from.x + ((to.x - from.x) * step) / 8,
        y: from.y + ((to.y - from.y) * step) / 8,
      });
    await touch("touchEnd");
  };
}

test.describe("at 390 pixels, by touch", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("a step is dragged by its handle, while a finger on a line scrolls the page", async ({ page }) => {
    await openOutline(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    const drag = await finger(page);
    const scrolled = () => page.evaluate(() => window.scrollY);
    const on = await middle(page, "told");
    await drag({ x: on.x, y: 700 }, { x: on.x, y: 500 });
    await expect.poll(scrolled).toBeGreaterThan(80);
    await page.evaluate(() => window.scrollTo(0, 0));
    const before = await rows(page);
    const handle = await row(page, "told").locator("[data-handle]").boundingBox();
    const above = await row(page, "welcome").boundingBox();
    if (!handle || !above) throw new Error("The lines are not on the screen.");
    const at = { x: handle.x + 10, y: handle.y + handle.height / 2 };
    await drag(at, { x: at.x + 60, y: above.y - 4 });
    await expect(said(page)).toHaveText("Somebody signed up is now 1 of 2 on entry");
    expect(await rows(page)).not.toEqual(before);
    const remove = page.getByRole("option", { name: /^Delete/ });
    // The browser may take a tap that follows closely upon a swipe as its end.
    await expect(async () => {
      await row(page, "welcome").locator("[data-do=menu]").tap();
      await expect(remove).toBeVisible({ timeout: 2_000 });
    }).toPass();
    await remove.tap();
    await expect(row(page, "welcome")).toHaveCount(0);
    await expect(page.getByRole("dialog")).toHaveCount(0);
  });
});

test("axe finds no serious fault: list, picker and dialogs, light and dark, wide and narrow", async ({
  browser,
}) => {
  test.setTimeout(120_000);
  for (const colorScheme of ["light", "dark"] as const)
    for (const width of [1280, 390]) await examine(browser, colorScheme, width);
});

async function examine(browser: Browser, colorScheme: "light" | "dark", width: number) {
  const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 } });
  const page = await context.newPage();
  await openOutline(page);
  const faults = async (state: string) => {
    const { violations } = await new AxeBuilder({ page }).analyze();
    return violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .map(({ id, nodes }) => `${state}, ${colorScheme}, ${width}: ${id} at ${nodes[0]?.html}`);
  };
  const found = await faults("list");
  await row(page, "pause").focus();
  await page.keyboard.press("+");
  await expect(page.getByRole("dialog", { name: /^Insert after/ })).toBeVisible();
  found.push(...(await faults("picker")));
  await page.keyboard.press("Escape");
  await expect.poll(() => focused(page)).toBe("pause");
  await row(page, "plan").focus();
  await page.keyboard.press("Delete");
  await expect(page.getByRole("dialog", { name: "Delete this branch?" })).toBeVisible();
  found.push(...(await faults("dialog")));
  expect(found).toEqual([]);
  await context.close();
}
