import { expect, test } from "@playwright/test";
import {
  beginWithJob,
  email,
  focused,
  job,
  many,
  note,
  openOutline,
  other,
  row,
  rows,
  said,
  save,
  slug,
  tree,
} from "./editor-hands";
import { tabTo } from "./hands";

/* The job as a list, by keys alone. */
beginWithJob();

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
  await expect(row(page, fresh)).toHaveAccessibleName(/^New team note ?, Team note/);
  await expect(row(page, fresh)).toHaveAttribute("aria-setsize", "2");
  await expect(row(page, fresh).locator("[data-do=problem]")).toHaveCount(0);
  await page.keyboard.press("Escape");
  expect(await focused(page)).toBe(fresh);
  await row(page, "congrats").click();
  await row(page, fresh).locator("[data-do=problem]").click();
  await expect(page.locator("[aria-invalid=true]:focus")).toHaveCount(1);
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
