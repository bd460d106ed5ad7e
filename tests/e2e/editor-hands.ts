import { type APIRequestContext, expect, type Page, test } from "@playwright/test";

/* What stories of the editor have in common. Each begins with a draft of its own in a job of the demo; afterwards the drafts are as they were. */
export const url = process.env.TRIG_E2E_URL ?? "";
export const slug = "onboarding-nudge";
export const other = "onboarding-rescue";
type Json = Record<string, unknown>;

const sender = { name: "Anna at Acme", address: "anna@acme.test" };
export const email = (id: string, subject: string, more: Json = {}) => ({
  kind: "message",
  id,
  subject,
  body: "Hi",
  sender,
  ...more,
});
const wait = (id: string, amount: number) => ({ kind: "wait", id, delay: { amount, unit: "days" } });
export const note = (id: string, text: string) => ({
  kind: "notify",
  id,
  channel: "#customer-success",
  text,
});
const has = (attribute: string) => ({
  any: [{ all: [{ kind: "attribute", attribute, is: { op: "has_any_value" } }] }],
});
const branch = (id: string, steps: Json[], otherwise: Json[] = []) => ({
  kind: "branch",
  id,
  arms: [{ id: `${id}-pro`, name: "Pro plan", when: has("plan"), steps }],
  otherwise,
});
const done = { any: [{ all: [{ kind: "event", event: "Project Created" }] }] };
export const job = {
  kind: "job",
  name: "Onboarding Nudge",
  audience: has("created_at"),
  goal: { filter: done },
  autoExit: { amount: 10, unit: "days" },
  entry: [email("welcome", "Quick tip"), note("told", "Somebody signed up")],
  steps: [
    wait("pause", 5),
    branch("plan", [email("call", "A call?"), note("stuck", "Stuck")], [email("last", "Last call")]),
    { ...email("remind", "Your first project"), kind: "reminder", delay: { amount: 5, unit: "days" } },
  ],
  completion: [email("congrats", "Congratulations")],
  exit: [note("failed", "Needs a hand")],
};
export const many = {
  ...job,
  steps: Array.from({ length: 25 }, (_, at) => [
    branch(
      `b${at}`,
      [email(`m${at}`, `Mail ${at}`), wait(`w${at}`, 1), email(`n${at}`, `Further ${at}`)],
      [email(`o${at}`, `Else ${at}`), email(`p${at}`, `Else, further ${at}`)],
    ),
    wait(`x${at}`, 2),
    email(`y${at}`, `Then ${at}`),
  ]).flat(),
};

interface Draft {
  revision: number;
  news: { definition: unknown } | null;
}

async function draftOf(request: APIRequestContext, of: string): Promise<Draft> {
  return (await request.get(`${url}/api/screens/demo/jobs/${of}/draft?known=0`)).json();
}

export async function save(request: APIRequestContext, of: string, definition: unknown) {
  const { revision: basedOn } = await draftOf(request, of);
  const answer = await request.put(`${url}/api/screens/demo/jobs/${of}/draft`, {
    data: { basedOn, definition },
    headers: { origin: url },
  });
  expect(answer.ok()).toBe(true);
}

export async function openOutline(page: Page, of = slug) {
  await page.addInitScript(() => localStorage.setItem("trig-editor-view", "outline"));
  await page.goto(`${url}/demo/jobs/${of}/edit`);
  await expect(tree(page)).toBeVisible();
}
export const tree = (page: Page) => page.getByRole("tree");
export const row = (page: Page, id: string) => page.locator(`[data-row="${id}"]`);
export const said = (page: Page) => page.locator("[role=status].sr-only").last();
export const focused = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute("data-row"));
export const rows = (page: Page) =>
  tree(page)
    .locator("[data-row]")
    .evaluateAll((all) => all.map((one) => one.getAttribute("data-row")));
export const middle = async (page: Page, id: string) => {
  const box = await row(page, id).boundingBox();
  if (!box) throw new Error(`${id} is not on the screen.`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
};

const kept = new Map<string, unknown>();

/** Every story of a file begins with the same draft. */
export function beginWithJob() {
  test.beforeAll(async ({ request }) => {
    for (const of of [slug, other]) kept.set(of, (await draftOf(request, of)).news?.definition);
  });
  test.beforeEach(({ request }) => save(request, slug, job));
  test.afterAll(async ({ request }) => {
    for (const [of, definition] of kept) await save(request, of, definition);
  });
}
