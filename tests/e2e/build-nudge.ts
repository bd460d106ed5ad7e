import { readFileSync } from "node:fs";
import { expect, type Page } from "@playwright/test";
import { z } from "zod";
import { type Hand, type Lane, panelTitle } from "./three-hands";

const sender = z.object({ name: z.string(), address: z.string() });
const email = { sender, subject: z.string(), body: z.string() };
const action = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("message"), ...email }),
  z.object({ kind: z.literal("reminder"), delay: z.object({ amount: z.number() }), ...email }),
  z.object({ kind: z.literal("notify"), channel: z.string(), text: z.string() }),
  z.object({ kind: z.literal("update"), attribute: z.string() }),
]);
type Action = z.infer<typeof action>;
const list = z.array(action);

/** The Onboarding Nudge as the demo has it: what is built, texts and all. */
export const nudge: unknown = JSON.parse(readFileSync("lib/demo/jobs/onboarding-nudge.json", "utf8"));
const texts = z
  .object({
    name: z.string(),
    description: z.string(),
    entry: list,
    steps: list,
    completion: list,
    exit: list,
  })
  .parse(nudge);

const kinds: { readonly [K in Action["kind"]]: RegExp } = {
  message: /^Email/,
  reminder: /^Reminder/,
  notify: /^Team note/,
  update: /^Update/,
};

/** Begins a job from nothing, from the list of jobs on. */
export async function beginEmpty(page: Page, hand: Hand): Promise<void> {
  await hand.press(page.getByRole("button", { name: "New job", exact: true }));
  const dialog = page.getByRole("dialog", { name: "New job" });
  await hand.write(dialog.getByLabel("Name"), texts.name);
  await hand.press(dialog.getByRole("button", { name: "Begin", exact: true }));
  await expect(page).toHaveURL(/\/edit$/);
  await expect(page.getByRole("heading", { level: 1, name: texts.name })).toBeVisible();
}

/** Builds the whole of it in an editor in which nothing stands yet. */
export async function buildNudge(page: Page, hand: Hand): Promise<void> {
  await describe(page, hand);
  await sayWho(page, hand);
  await sayGoal(page, hand);
  await sayLimit(page, hand);
  const lanes: [Lane, Action[]][] = [
    ["on entry", texts.entry],
    ["after entry", texts.steps],
    ["on completion", texts.completion],
    ["on exit", texts.exit],
  ];
  for (const [lane, actions] of lanes) {
    let last: string | null = null;
    for (const one of actions) {
      await hand.ask(lane, last);
      await hand.pick(kinds[one.kind].source.slice(1), kinds[one.kind]);
      await fill(page, hand, one);
      last = await panelTitle(page).innerText();
      await hand.leave();
    }
  }
  await expect(page.getByRole("status").filter({ hasText: /^Saved$/ })).toHaveCount(1);
}

async function describe(page: Page, hand: Hand) {
  await hand.press(page.getByRole("heading", { level: 1 }).getByRole("button"));
  await hand.write(page.getByLabel("Description"), texts.description);
  await hand.leave();
}

async function sayWho(page: Page, hand: Hand) {
  await hand.open("#audience");
  await hand.press(page.getByRole("button", { name: "Add a condition" }));
  await hand.pick("created_at", /^created_at\s*Attribute$/);
  await hand.choose(page.getByLabel("How it is compared"), "has any value");
  await hand.press(page.getByRole("button", { name: "And …" }));
  await hand.pick("Project Created", /^Project Created\s*Event$/);
  await hand.choose(page.getByLabel("How often"), "has not happened");
  await hand.leave();
}

async function sayGoal(page: Page, hand: Hand) {
  await hand.open("#goal");
  await hand.press(page.getByRole("button", { name: "Add a condition" }));
  await hand.pick("Project Created", /^Project Created\s*Event$/);
  await expect(page.getByLabel("How often")).toHaveValue("ever");
  await hand.leave();
}

async function sayLimit(page: Page, hand: Hand) {
  await hand.open("#exit");
  await hand.check(page.getByLabel("Exit after some time"));
  await hand.write(page.getByLabel("How long"), "10");
  await hand.leave();
}

async function fill(page: Page, hand: Hand, one: Action) {
  const field = (label: string) => page.getByLabel(label, { exact: true });
  if (one.kind === "reminder") await hand.write(field("Send it after"), String(one.delay.amount));
  if ("subject" in one) {
    await hand.check(page.getByRole("radio", { name: "Somebody else" }));
    await hand.write(field("Sender’s name"), one.sender.name);
    await hand.write(field("Sender’s address"), one.sender.address);
    await hand.write(field("Subject"), one.subject);
    await hand.write(field("Message"), one.body);
  } else if (one.kind === "notify") {
    await hand.name(field("Slack channel"), one.channel);
    await hand.write(field("Text"), one.text);
  } else {
    await hand.name(field("Attribute"), one.attribute);
    await hand.check(page.getByRole("radio", { name: "True", exact: true }));
  }
}

/** Takes it live for whoever starts to match, from the editor on. */
export async function publish(page: Page, hand: Hand): Promise<void> {
  await hand.press(page.getByRole("button", { name: "Publish …" }));
  await expect(page).toHaveURL(/\/publish$/);
  await hand.check(page.getByRole("radio", { name: /^Only people who start to match from now on/ }));
  await hand.check(page.getByLabel("Go live all the same"));
  const warnings = page.getByLabel(/^Publish in spite of/);
  if (await warnings.isVisible()) await hand.check(warnings);
  await hand.press(page.getByRole("button", { name: "Go live for whoever starts to match" }));
  await expect(page.getByText("It is live.").first()).toBeVisible();
}
