import AxeBuilder from "@axe-core/playwright";
import { type APIRequestContext, type Browser, expect, type Page, test } from "@playwright/test";
import { tabTo } from "./hands";

/* The job as a list: everything by keys, by pointer and by touch. Each story begins with a draft of its own in a job of the demo. */
const url = process.env.TRIG_E2E_URL ?? "";
const slug = "onboarding-nudge";
const other = "onboarding-rescue";
type Json = Record<string, unknown>;

const sender = { name: "Anna at Acme", address: "anna@acme.test" };
const email = (id: string, subject: string, more: Json = {}) => ({
  kind: "message",
  id,
  subject,
  body: "Hi",
  sender,
  ...more,
});
const wait = (id: string, amount: number) => ({ kind: "wait", id, delay: { amount, unit: "days" } });
const note = (id: string, text: string) => ({ kind: "notify", id, channel: "#customer-success", text });
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
const job = {
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
const many = {
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

async function save(request: APIRequestContext, of: string, definition: unknown) {
  const { revision: basedOn } = await draftOf(request, of);
  const answer = await request.put(`${url}/api/screens/demo/jobs/${of}/draft`, {
    data: { basedOn, definition },
    headers: { origin: url },
  });
  expect(answer.ok()).toBe(true);
}

async function openOutline(page: Page, of = slug) {
  await page.addInitScript(() => localStorage.setItem("trig-editor-view", "outline"));
  await page.goto(`${url}/demo/jobs/${of}/edit`);
  await expect(tree(page)).toBeVisible();
}
const tree = (page: Page) => page.getByRole("tree");
const row = (page: Page, id: string) => page.locator(`[data-row="${id}"]`);
const said = (page: Page) => page.locator("[role=status].sr-only").last();
const focused = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute("data-row"));
const rows = (page: Page) =>
  tree(page)
    .locator("[data-row]")
    .evaluateAll((all) => all.map((one) => one.getAttribute("data-row")));
const middle = async (page: Page, id: string) => {
  const box = await row(page, id).boundingBox();
  if (!box) throw new Error(`${id} is not on the screen.`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
};

const kept = new Map<string, unknown>();
test.beforeAll(async ({ request }) => {
  for (const of of [slug, other]) kept.set(of, (await draftOf(request, of)).news?.definition);
});
test.beforeEach(({ request }) => save(request, slug, job));
test.afterAll(async ({ request }) => {
  for (const [of, definition] of kept) await save(request, of, definition);
});

test("the outline is one Tab stop, its arrow keys follow the reading order, and lines off the screen come into view", async ({
  page,
  request,
}) => {
  await save(request, slug, many);
  await openOutline(page);
  await tabTo(page, row(page, "#settings"));
  const order = await rows(page);
  expect(order.length).toBeGreaterThan(250);
  const walked = [await focused(page)];
  for (let at = 1; at < order.length; at++) {
    await page.keyboard.press("ArrowDown");
    walked.push(await focused(page));
  }
  expect(walked).toEqual(order);
  await expect(row(page, "failed")).toBeInViewport();
  await page.keyboard.press("Home");
  await expect(row(page, "#settings")).toBeInViewport();
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement?.closest("[role=tree]") === null)).toBe(true);
  await page.keyboard.press("Shift+Tab");
  expect(await focused(page)).toBe("#settings");
});

test("a changed field draws its own line anew and no other, with 200 steps on the page", async ({
  page,
  request,
}) => {
  await save(request, slug, many);
  await openOutline(page);
  await row(page, "n7").click();
  const subject = page.getByLabel("Subject", { exact: true });
  await expect(subject).toHaveValue("Further 7");
  /** React hands an element other properties whenever its component was drawn anew. */
  const drawn = (isFirst: boolean) =>
    tree(page)
      .locator("[data-row]")
      .evaluateAll((faces, first) => {
        const seen: Map<Element, unknown> = first ? new Map() : Reflect.get(window, "drawn");
        const propsOf = (face: Element) =>
          Reflect.get(face, Object.keys(face).find((key) => key.startsWith("__reactProps")) ?? "");
        const anew = faces.filter((one) => seen.has(one) && seen.get(one) !== propsOf(one));
        Reflect.set(window, "drawn", new Map(faces.map((one) => [one, propsOf(one)])));
        return anew.map((one) => one.getAttribute("data-row"));
      }, isFirst);
  await drawn(true);
  await subject.fill("Another one");
  await expect(row(page, "n7")).toContainText("Another one");
  expect(await drawn(false)).toEqual(["n7"]);
});

test("each gap is named by its neighbours, and lists what may stand there and why the rest may not", async ({
  page,
}) => {
  await openOutline(page);
  await expect(tree(page).getByRole("treeitem", { name: /^Insert / })).toHaveCount(16);
  await tree(page)
    .getByRole("treeitem", { name: "Insert after Wait 5 days, before Pro plan · otherwise" })
    .click();
  const picker = page.getByRole("dialog", { name: /^Insert after Wait 5 days/ });
  await expect(picker.getByRole("option")).toHaveText([
    /^Email/,
    /^Reminder/,
    /^Team note/,
    /^Update/,
    /^Wait/,
    /^Branch/,
  ]);
  await page.keyboard.press("Escape");
  await row(page, "#goal").focus();
  await page.keyboard.press("+");
  const onCompletion = page.getByRole("dialog", { name: "Insert before Congratulations" });
  const refused = onCompletion.getByRole("option", { name: /^Reminder/ });
  await expect(refused).toHaveAttribute("aria-disabled", "true");
  await expect(refused).toContainText("Not on completion, where nothing waits");
  await page.keyboard.type("note");
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Slack channel", { exact: true })).toBeFocused();
  const fresh = (await rows(page))[(await rows(page)).indexOf("#goal") + 1] ?? "";
  // What is new shows no problem until it is left.
  await expect(row(page, fresh)).toHaveAccessibleName(/^New team note, Team note/);
  await expect(row(page, fresh)).toHaveAttribute("aria-setsize", "2");
  await expect(row(page, fresh).locator("[data-do=problem]")).toHaveCount(0);
  await page.keyboard.press("Escape");
  expect(await focused(page)).toBe(fresh);
  await row(page, "congrats").click();
  await row(page, fresh).locator("[data-do=problem]").click();
  await expect(page.getByLabel("Slack channel", { exact: true })).toBeFocused();
});

test("steps are moved by keys alone, into an arm and out of it or to any place, and each move is told in words", async ({
  page,
}) => {
  await openOutline(page);
  await row(page, "pause").focus();
  await page.keyboard.press("Alt+ArrowDown");
  await expect(said(page)).toHaveText("Wait 5 days is now 1 of 3 in “Pro plan”");
  await page.keyboard.press("Alt+ArrowDown");
  await expect(said(page)).toHaveText("Wait 5 days is now 2 of 3 in “Pro plan”, after A call?");
  expect(await focused(page)).toBe("pause");
  await page.keyboard.press("m");
  await page.keyboard.type("your first");
  await page.keyboard.press("Enter");
  await expect(said(page)).toHaveText(/^Wait 5 days is now \d of 3/);
  expect(await focused(page)).toBe("pause");
  for (let count = 0; count < 3; count++) await page.keyboard.press("ControlOrMeta+z");
  expect(await focused(page)).toBe("pause");
  await expect(said(page)).toHaveText("Undone: Move “Wait 5 days”");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowRight");
  expect(await focused(page)).toBe("plan-pro");
  await page.keyboard.press("ArrowLeft");
  await expect(row(page, "plan-pro")).toContainText("2 steps: A call?, Stuck");
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keys of the editor" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect.poll(() => focused(page)).toBe("plan-pro");
  // What is closed stays so for the tab, and is no change of the job.
  await page.reload();
  await expect(row(page, "plan-pro")).toHaveAttribute("aria-expanded", "false");
  await expect(page.getByRole("button", { name: "Nothing to undo" })).toBeVisible();
});

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

test("a branch with steps in it is duplicated, moved and deleted, keeping the steps of one way or none, and all of it undone", async ({
  page,
}) => {
  await openOutline(page);
  const before = await rows(page);
  await row(page, "plan").focus();
  await page.keyboard.press("ControlOrMeta+d");
  await expect(said(page)).toHaveText("Duplicate “Pro plan · otherwise”");
  const copy = await focused(page);
  expect(copy).not.toBe("plan");
  await page.keyboard.press("Alt+ArrowDown");
  await expect(said(page)).toHaveText("Pro plan · otherwise is now 4 of 4, after Your first project");
  expect(await rows(page)).toHaveLength(before.length + 6);
  await page.keyboard.press("Delete");
  const dialog = page.getByRole("dialog", { name: "Delete this branch?" });
  await dialog.getByRole("button", { name: /^Keep “Pro plan”/ }).click();
  await expect(dialog).toHaveCount(0);
  expect(await rows(page)).toHaveLength(before.length + 2);
  await row(page, "plan").focus();
  await page.keyboard.press("Delete");
  await dialog.getByRole("button", { name: "Delete all of it" }).click();
  await expect(row(page, "plan")).toHaveCount(0);
  for (let count = 0; count < 4; count++) await page.keyboard.press("ControlOrMeta+z");
  expect(await rows(page)).toEqual(before);
});

test("steps are copied into another job in another tab; what does not exist there is listed, and foreign text is refused", async ({
  page,
  context,
  request,
}) => {
  await save(request, other, { ...job, name: "Onboarding Rescue", entry: [], completion: [] });
  const odd = { ...job, entry: [email("welcome", "Hi {nick_name}"), note("told", "New")] };
  await save(request, slug, odd);
  await openOutline(page);
  const second = await context.newPage();
  await openOutline(second, other);
  await page.bringToFront();
  await row(page, "plan").focus();
  await page.keyboard.press("ControlOrMeta+c");
  await expect(said(page)).toHaveText("Copied Pro plan · otherwise");
  await second.bringToFront();
  await row(second, "pause").focus();
  await second.keyboard.press("+");
  await expect(second.getByRole("option", { name: /^Paste/ })).toContainText("Pro plan");
  await second.getByRole("option", { name: /^Paste/ }).click();
  await expect(said(second)).toHaveText("Paste “Pro plan · otherwise”");
  const ids = await rows(second);
  expect(new Set(ids).size).toBe(ids.length);
  await page.bringToFront();
  await row(page, "welcome").focus();
  await page.keyboard.press("ControlOrMeta+c");
  await second.bringToFront();
  await row(second, "#entry").focus();
  await second.keyboard.press("ControlOrMeta+v");
  const missing = second.getByRole("dialog", { name: "Pasted" });
  await expect(missing).toContainText("nick_name");
  await second.keyboard.press("Escape");
  const inJob = await rows(second);
  await second.evaluate(() => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", "Some words from elsewhere");
    document.dispatchEvent(new ClipboardEvent("paste", { clipboardData, cancelable: true }));
  });
  await expect(
    second.getByRole("region", { name: /^How things went/ }).getByText("This text holds no steps"),
  ).toBeVisible();
  expect(await rows(second)).toEqual(inJob);
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
    await row(page, "welcome").locator("[data-do=menu]").tap();
    await page.getByRole("option", { name: /^Delete/ }).tap();
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
