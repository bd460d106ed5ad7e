import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";

/** Serious faults of what is on the screen for whoever reads it by other means than a mouse and two good eyes; of its colours alone where asked. */
export async function seriousFaults(page: Page, only?: "colours"): Promise<string[]> {
  await untilColoursStay(page);
  const reader = new AxeBuilder({ page });
  const { violations } = await (only ? reader.withRules(["color-contrast"]) : reader).analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id} at ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
}

/** Colours that still turn into others would be read as they are halfway. */
export async function untilColoursStay(page: Page): Promise<void> {
  await page.evaluate(() =>
    Promise.allSettled(
      document.getAnimations().flatMap((one) => (one instanceof CSSTransition ? [one.finished] : [])),
    ),
  );
}

/** By how many pixels a page is wider than its window. */
export function tooWide(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
}
