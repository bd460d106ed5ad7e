import { mkdirSync, writeFileSync } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import { beginEmpty, buildNudge, nudge, publish } from "./build-nudge";
import { exported, makeJob, openAs, openOutline, openStage, withoutIds } from "./editor-stage";
import { seriousFaults, tooWide } from "./faults";
import { type Hand, keyboardHand, mouseHand, panel, panelTitle, touchHand } from "./three-hands";
import { closeTwoWorkspaces } from "./two-workspaces";

test.beforeAll(async () => {
  test.setTimeout(180_000);
  await openStage();
});
test.afterAll(closeTwoWorkspaces);
test.setTimeout(180_000);

/** From the list of jobs to a live Onboarding Nudge; what is live then. */
async function buildAndPublish(page: Page, hand: Hand) {
  await beginEmpty(page, hand);
  await buildNudge(page, hand);
  await publish(page, hand);
  const built = await exported(page, 1);
  expect(withoutIds(built)).toEqual(withoutIds(nudge));
  await page.context().close();
  return built;
}

test("the Onboarding Nudge, built on an empty canvas with the mouse and published, says what its JSON says but for the ids of steps", async ({
  browser,
}) => {
  const page = await openAs(browser, "editor", "jobs");
  const built = await buildAndPublish(page, mouseHand(page));
  // npm run story plays what was built here.
  mkdirSync("test-results", { recursive: true });
  writeFileSync("test-results/onboarding-nudge.json", JSON.stringify(built, null, 2));
});

test("the same in the outline with the keyboard alone, from the list of jobs to what is live", async ({
  browser,
}) => {
  const page = await openAs(browser, "editor", "jobs");
  await page.evaluate(() => localStorage.setItem("trig-editor-view", "outline"));
  await buildAndPublish(page, keyboardHand(page));
});

test("the same on a telephone by touch", async ({ browser }) => {
  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
  const page = await openAs(browser, "editor", "jobs", phone);
  await buildAndPublish(page, touchHand(page));
});

const line = (page: Page, name: RegExp) => page.getByRole("treeitem", { name });
const row = (page: Page, id: string) => page.locator(`[data-row="${id}"]`);
const offline = (page: Page) =>
  page.getByRole("status").filter({ hasText: "Not saved: no network, nothing is lost" });
const saved = (page: Page) => expect(page.getByRole("status").filter({ hasText: /^Saved$/ })).toHaveCount(1);

test("a branch is added, filled, moved and duplicated with all that is in it; undone it is as before, byte by byte, and redone as after", async ({
  browser,
}) => {
  await makeJob("branches");
  const page = await openOutline(browser, "editor", "branches");
  const before = await exported(page);
  await page.getByRole("treeitem", { name: "Insert after Are you there?", exact: true }).click();
  await page.getByRole("option", { name: /^Branch/ }).click();
  await line(page, /^New arm/).click();
  await page.getByLabel("Name", { exact: true }).fill("Pro plan");
  await line(page, /^Insert in “Pro plan”/).click();
  await page.getByRole("option", { name: /^Wait/ }).click();

  const branch = line(page, /, Branch/);
  await branch.focus();
  await page.keyboard.press("Alt+ArrowUp");
  await page.keyboard.press("Control+d");
  await expect(line(page, /^Pro plan(?! ·)/)).toHaveCount(2);
  await saved(page);
  const kinds = async () => (await exported(page)).steps.map(({ kind }) => kind);
  await expect.poll(kinds).toEqual(["wait", "branch", "branch", "reminder"]);
  const after = await exported(page);
  const [first, second] = after.steps.flatMap((step) => (step.kind === "branch" ? [step] : []));
  expect(second?.arms[0]?.steps.map(({ kind }) => kind)).toEqual(["wait"]);
  expect(second?.arms[0]?.steps[0]?.id).not.toBe(first?.arms[0]?.steps[0]?.id);

  const undo = page.getByRole("button", { name: /^Undo: / });
  while (await undo.isVisible()) await undo.click();
  await expect.poll(() => exported(page)).toEqual(before);
  const redo = page.getByRole("button", { name: /^Redo: / });
  while (await redo.isVisible()) await redo.click();
  await expect.poll(() => exported(page)).toEqual(after);
  await page.context().close();
});

test("of two who edit at once the second is told who saved and chooses; nothing is overwritten before, and the other one comes back with undo", async ({
  browser,
}) => {
  await makeJob("together");
  const ours = await openOutline(browser, "owner", "together");
  const theirs = await openOutline(browser, "editor", "together");
  for (const page of [ours, theirs]) await line(page, /^Welcome/).click();
  await ours.getByLabel("Subject", { exact: true }).fill("What the owner wrote");
  await saved(ours);
  await theirs.getByLabel("Message", { exact: true }).fill("What the editor wrote");
  const news = theirs.getByRole("alert").filter({ hasText: "owner saved a change" });
  await expect(news).toBeVisible();
  const draft = async () => (await exported(ours)).entry[0];
  expect(await draft()).toMatchObject({ subject: "What the owner wrote", body: "Hi there,\n\nAnna" });
  await news.getByRole("button", { name: "Take theirs" }).click();
  await expect(theirs.getByLabel("Subject", { exact: true })).toHaveValue("What the owner wrote");
  await expect(theirs.getByLabel("Message", { exact: true })).toHaveValue("Hi there,\n\nAnna");
  await theirs.getByRole("button", { name: /^Undo: / }).click();
  await expect(theirs.getByLabel("Message", { exact: true })).toHaveValue("What the editor wrote");
  await expect.poll(draft).toMatchObject({ subject: "Welcome", body: "What the editor wrote" });

  await ours.getByLabel("Subject", { exact: true }).fill("What the owner wrote later");
  const told = ours.getByRole("alert").filter({ hasText: "editor saved a change" });
  await told.getByRole("button", { name: "Keep mine" }).click();
  await expect(told).toBeHidden();
  await expect.poll(draft).toMatchObject({ subject: "What the owner wrote later" });
  await ours.context().close();
  await theirs.context().close();
});

test("ten seconds without network lose no key: it is said, and saved once the network is back; a reload meanwhile keeps what was typed", async ({
  browser,
}) => {
  await makeJob("offline");
  const page = await openOutline(browser, "editor", "offline");
  await line(page, /^Welcome/).click();
  const message = page.getByLabel("Message", { exact: true });
  const subject = page.getByLabel("Subject", { exact: true });
  await message.fill("");
  await saved(page);
  await page.context().setOffline(true);
  const typed =
    "Every single key of these hundred, typed for ten seconds while no network is there, is still here.";
  await message.pressSequentially(typed, { delay: 100 });
  await expect(offline(page)).toHaveCount(1);
  await expect(message).toHaveValue(typed);
  await page.context().setOffline(false);
  await saved(page);
  expect((await exported(page)).entry[0]).toMatchObject({ body: typed });

  await page.context().setOffline(true);
  await subject.fill("Typed without network");
  await expect(offline(page)).toHaveCount(1);
  await expect(page.reload()).rejects.toThrow();
  await page.context().setOffline(false);
  await page.reload();
  await expect(line(page, /^Typed without network/)).toBeVisible();
  await saved(page);
  expect((await exported(page)).entry[0]).toMatchObject({ body: typed, subject: "Typed without network" });
  await page.context().close();
});

test("publishing with an error leads to its field; published twice, the first version is restored into the draft, and the draft discarded again", async ({
  browser,
}) => {
  await makeJob("versions");
  const page = await openOutline(browser, "editor", "versions");
  await line(page, /^Welcome/).click();
  const subject = page.getByLabel("Subject", { exact: true });
  const message = page.getByLabel("Message", { exact: true });
  await message.fill("");
  await expect(page.getByRole("button", { name: "1 error" })).toBeVisible();
  await panel(page).getByRole("button", { name: "Close", exact: true }).click();
  await page.getByRole("button", { name: "Publish …" }).click();
  await expect(message).toBeFocused();
  await page.keyboard.type("Hi there");
  await expect(page.getByRole("button", { name: /error/ })).toHaveCount(0);
  const hand = mouseHand(page);
  await publish(page, hand);

  await page.goto(page.url().replace(/\/jobs\/versions.*/, "/jobs/versions/edit?step=welcome"));
  await subject.fill("Welcome again");
  await saved(page);
  await page.getByRole("button", { name: "Publish …" }).click();
  await expect(page.getByRole("heading", { name: "What changes against version 1" })).toBeVisible();
  await expect(page.locator("ins")).toHaveText("again");
  const warnings = page.getByLabel(/^Publish in spite of/);
  if (await warnings.isVisible()) await hand.check(warnings);
  await page.getByRole("button", { name: /^Publish version 2/ }).click();
  await expect(page).not.toHaveURL(/publish/);

  await page.goto(page.url().replace(/\/jobs\/versions.*/, "/jobs/versions/versions?show=1"));
  const restore = page.getByRole("button", { name: "Restore into the draft" });
  await restore.click();
  await expect(page).toHaveURL(/\/edit/);
  await line(page, /^Welcome/).click();
  await expect(subject).toHaveValue("Welcome");
  expect((await exported(page, 2)).entry[0]).toMatchObject({ subject: "Welcome again" });

  await page.goto(page.url().replace(/\/jobs\/versions.*/, "/jobs/versions/versions?show=2"));
  await restore.click();
  await page.getByRole("button", { name: "Restore it" }).click();
  await expect(page).toHaveURL(/\/edit/);
  await expect(line(page, /^Welcome again/)).toBeVisible();
  expect(await exported(page)).toEqual(await exported(page, 2));
  await page.context().close();
});

test("a viewer sees all of a job, in the outline, on the canvas and in its forms, and changes nothing by pointer or key", async ({
  browser,
}) => {
  await makeJob("seen");
  const page = await openOutline(browser, "viewer", "seen");
  const before = await exported(page);
  await expect(page.getByText("You can look, not change.")).toBeVisible();
  await expect(line(page, /^Insert/)).toHaveCount(0);
  await line(page, /^Welcome/).click();
  await expect(page.getByLabel("Subject", { exact: true })).toHaveValue("Welcome");
  await page.getByLabel("Subject", { exact: true }).press("x");
  await expect(page.getByLabel("Subject", { exact: true })).toHaveValue("Welcome");
  await line(page, /^Welcome/).focus();
  for (const key of ["Delete", "Control+d", "Alt+ArrowDown", "+", "m", "Control+x"])
    await page.keyboard.press(key);
  await expect(page.getByRole("option")).toHaveCount(0);
  await page.getByRole("button", { name: "Canvas" }).click();
  await page.getByRole("button", { name: /^Are you there\?/ }).click();
  await expect(page.getByLabel("Subject", { exact: true })).toHaveValue("Are you there?");
  await expect(page.getByRole("button", { name: /^Insert/ })).toHaveCount(0);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Delete");
  await expect(page.getByRole("button", { name: "Publish …" })).toHaveCount(0);
  expect(await exported(page)).toEqual(before);
  await page.context().close();
});

const sizes = { desk: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } };

for (const [size, viewport] of Object.entries(sizes))
  test(`${size}: no serious fault in any state of the editor for whoever reads it by other means, by day and by night`, async ({
    browser,
  }) => {
    await makeJob(`looked-at-${size}`, {
      completion: [{ kind: "notify", id: "note-1", channel: "", text: "" }],
      steps: [
        {
          kind: "branch",
          id: "branch-1",
          arms: [{ id: "arm-1", name: "Pro plan", when: { any: [] }, steps: [waitOf("wait-1")] }],
          otherwise: [waitOf("wait-2")],
        },
      ],
    });
    const page = await openOutline(browser, "editor", `looked-at-${size}`);
    await page.setViewportSize(viewport);
    await page.emulateMedia({ reducedMotion: "reduce" });
    const faults: string[] = [];
    const look = async (state: string) => {
      // By night nothing is different but the colours.
      for (const [colorScheme, only] of [["light"], ["dark", "colours"]] as const) {
        await page.emulateMedia({ colorScheme });
        const found = await seriousFaults(page, only);
        faults.push(...found.map((fault) => `${state}, ${colorScheme}: ${fault}`));
      }
      const over = await tooWide(page);
      if (over > 0) faults.push(`${state}: ${over} pixels too wide`);
    };
    const over = page.locator("[role=dialog]");
    const lookOver = async (state: string) => {
      await expect(over).toBeVisible();
      await look(state);
      await page.keyboard.press("Escape");
      await expect(over).toHaveCount(0);
    };
    for (const [key, state] of [
      ["m", "where to move"],
      ["Shift+F10", "what to do"],
      ["?", "keys"],
    ] as const) {
      await row(page, "welcome").focus();
      await page.keyboard.press(key);
      await lookOver(state);
    }
    await page.getByRole("button", { name: "The job as JSON" }).click();
    await lookOver("JSON");
    for (const id of ["welcome", "note-1", "branch-1", "arm-1", "#settings", "#audience", "#exit"]) {
      await row(page, id).click();
      await expect(panelTitle(page)).toBeVisible();
      await look(`form of ${id}`);
      await panel(page).getByRole("button", { name: "Close", exact: true }).click();
    }
    if (size === "desk") {
      await page.getByRole("button", { name: "Canvas" }).click();
      await expect(page.getByRole("button", { name: /^Welcome/ })).toBeVisible();
      await look("canvas");
    }
    expect(faults).toEqual([]);
    await page.context().close();
  });

const waitOf = (id: string) => ({ kind: "wait", id, delay: { amount: 2, unit: "days" } });
