import { expect, type Page, test } from "@playwright/test";
import { seriousFaults, tooWide, untilColoursStay } from "./faults";

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

/** The screens in parts, so that a fault is found without reading all of them. */
const parts: Record<string, Screen[]> = {
  "what is watched": [
    { name: "jobs", path: "/demo/jobs", isPictured: true },
    { name: "job", path: "/demo/jobs/onboarding-nudge", isPictured: true },
    { name: "editor", path: "/demo/jobs/onboarding-nudge/edit", isPictured: true },
    { name: "deliveries", path: "/demo/deliveries", isPictured: true },
    { name: "people", path: "/demo/people" },
    { name: "person", path: "/demo/people", open: (page) => first(page, /^Bob/), isPictured: true },
    { name: "organisations", path: "/demo/organisations" },
    { name: "organisation", path: "/demo/organisations", open: (page) => first(page, /./) },
    { name: "health", path: "/demo/health" },
  ],
  settings: [
    { name: "keys", path: "/demo/settings/keys" },
    { name: "members", path: "/demo/settings/members" },
    { name: "workspace", path: "/demo/settings/workspace" },
    { name: "activity", path: "/demo/settings/activity" },
    { name: "account", path: "/demo/settings/account" },
    { name: "events", path: "/demo/settings/events" },
    { name: "first event", path: "/demo/welcome" },
    { name: "set-up", path: "/set-up" },
    { name: "nothing here", path: "/demo/jobs/no-such-job" },
  ],
  "reports and answers": [
    { name: "a year's report", path: "/demo/jobs/onboarding-nudge?range=1y" },
    { name: "who is in it", path: "/demo/jobs/onboarding-nudge/customers?show=open" },
    { name: "who left", path: "/demo/jobs/onboarding-nudge/customers?show=exited" },
    {
      name: "filters in vain",
      path: "/demo/deliveries?job=onboarding-nudge&status=failed&reason=no_email&range=days&who=gus",
    },
    { name: "publishing", path: "/demo/jobs/onboarding-nudge/publish" },
    { name: "versions", path: "/demo/jobs/onboarding-nudge/versions" },
    { name: "whom to ask about", path: "/demo/jobs/onboarding-nudge/why?action=reminder-1" },
    ofGus("his timeline", "?show=events,changes"),
    ofGus("why he is in it", "/why/onboarding-nudge"),
    ofGus("why he is not reminded", "/why/onboarding-nudge?action=reminder-1"),
    ofGus("an attribute that he lacks", "/attributes/last_name"),
  ],
};

function ofGus(name: string, path: string): Screen {
  return {
    name,
    path: "/demo/people?q=gus",
    open: async (page) => {
      const gus = await page.getByRole("link", { name: /^Gus/ }).first().getAttribute("href");
      await page.goto(`${demo()}${gus}${path}`);
    },
  };
}

for (const [part, listed] of Object.entries(parts)) {
  test(`${part}: no serious fault for whoever reads them by other means, and none is too wide, on a desk and a telephone, by day and by night`, async ({
    browser,
  }) => {
    test.setTimeout(240_000);
    const context = await browser.newContext({ viewport: SIZES[0], reducedMotion: "reduce" });
    const page = await context.newPage();
    const faults: string[] = [];
    for (const { name, path, open, isPictured } of listed) {
      await page.setViewportSize(SIZES[0]);
      await page.emulateMedia({ colorScheme: "light" });
      await page.goto(`${demo()}${path}`);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      if (open) {
        const before = page.url();
        await open(page);
        await expect(page).not.toHaveURL(before);
      }
      await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      for (const size of SIZES) {
        await page.setViewportSize(size);
        for (const colorScheme of SCHEMES) {
          await page.emulateMedia({ colorScheme });
          await untilColoursStay(page);
          const where = `${name}, ${size.name}, ${colorScheme}`;
          // Every size and every scheme is read once; the other two pairs are looked at for their width.
          if ((size.name === "desk") === (colorScheme === "light"))
            faults.push(...(await seriousFaults(page)).map((fault) => `${where}: ${fault}`));
          const over = await tooWide(page);
          if (over > 0) faults.push(`${where}: ${over} pixels too wide`);
          if (pictures && isPictured)
            await page.screenshot({ path: `docs/screens/${name}-${size.name}-${colorScheme}.png` });
        }
      }
    }
    expect(faults).toEqual([]);
    await context.close();
  });
}
