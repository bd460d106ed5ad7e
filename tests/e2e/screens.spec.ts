import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";

const demo = () => process.env.TRIG_E2E_URL ?? "";
/** Set to make the pictures of docs/ anew. */
const pictures = process.env.TRIG_PICTURES;
const SIZES = [
  { name: "desk", width: 1280, height: 800 },
  { name: "phone", width: 390, height: 844 },
] as const;
const SCHEMES = ["light", "dark"] as const;

interface Screen {
  name: string;
  path: string;
  /** Leads from the address to what is looked at. */
  open?: (page: Page) => Promise<unknown>;
  isPictured?: true;
}

const first = (page: Page, pattern: RegExp) =>
  page.locator("main a").filter({ hasText: pattern }).first().click();

const screens: Screen[] = [
  { name: "jobs", path: "/demo/jobs", isPictured: true },
  { name: "job", path: "/demo/jobs/onboarding-nudge", isPictured: true },
  { name: "deliveries", path: "/demo/deliveries", isPictured: true },
  { name: "people", path: "/demo/people" },
  { name: "person", path: "/demo/people", open: (page) => first(page, /^Bob/), isPictured: true },
  { name: "organisations", path: "/demo/organisations" },
  { name: "organisation", path: "/demo/organisations", open: (page) => first(page, /./) },
  { name: "health", path: "/demo/health" },
  { name: "keys", path: "/demo/settings/keys" },
  { name: "members", path: "/demo/settings/members" },
  { name: "workspace", path: "/demo/settings/workspace" },
  { name: "activity", path: "/demo/settings/activity" },
  { name: "account", path: "/demo/settings/account" },
  { name: "events", path: "/demo/settings/events" },
  { name: "first event", path: "/demo/welcome" },
  { name: "set-up", path: "/set-up" },
  { name: "nothing here", path: "/demo/jobs/no-such-job" },
];

for (const size of SIZES) {
  for (const colorScheme of SCHEMES) {
    // Every size and every scheme is read once; the other two pairs are looked at for their width.
    const isRead = (size.name === "desk") === (colorScheme === "light");
    test(`no screen has a serious fault for whoever reads it by other means, nor is too wide: ${size.name}, ${colorScheme}`, async ({
      browser,
    }) => {
      test.setTimeout(240_000);
      const context = await browser.newContext({ viewport: size, colorScheme, reducedMotion: "reduce" });
      const page = await context.newPage();
      const faults: string[] = [];
      for (const { name, path, open, isPictured } of screens) {
        await page.goto(`${demo()}${path}`);
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        if (open) {
          const before = page.url();
          await open(page);
          await expect(page).not.toHaveURL(before);
        }
        await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        if (isRead) faults.push(...(await seriousFaults(page)).map((fault) => `${name}: ${fault}`));
        const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        if (tooWide > 0) faults.push(`${name}: ${tooWide} pixels too wide`);
        if (pictures && isPictured)
          await page.screenshot({ path: `docs/screens/${name}-${size.name}-${colorScheme}.png` });
      }
      expect(faults).toEqual([]);
      await context.close();
    });
  }
}

async function seriousFaults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id} at ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
}
