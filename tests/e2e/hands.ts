import { expect, type Locator, type Page } from "@playwright/test";

const MOST_TABS = 80;

/** Goes on with the Tab key, as somebody without a mouse does, until this has the focus. */
export async function tabTo(page: Page, what: Locator) {
  await expect(what).toBeVisible();
  await expect(what).toBeEnabled();
  for (let at = 0; at < MOST_TABS; at++) {
    if (await what.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`${what} cannot be reached with the Tab key.`);
}

/** Reaches a field by keys alone and writes into it, over what was there. */
export async function type(page: Page, label: string, text: string) {
  await tabTo(page, page.getByLabel(label, { exact: true }));
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type(text);
}

/** Reaches a button by keys alone and presses it. */
export async function press(page: Page, name: string) {
  await tabTo(page, page.getByRole("button", { name, exact: true }));
  await page.keyboard.press("Enter");
}

/** Sends the form one is in with the Enter key, once the page listens to it: before, a form keeps what was typed and waits. */
export async function send(page: Page) {
  await expect(page.locator("form:focus-within button[type=submit]")).toBeEnabled();
  await page.keyboard.press("Enter");
}
