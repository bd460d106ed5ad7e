import { type Browser, type BrowserContextOptions, expect, type Page } from "@playwright/test";
import { definitionSchema } from "@/lib/programmes/definition-schema";
import type { Definition } from "@/lib/programmes/schema";
import type { Started } from "./server";
import { keys, openTwoWorkspaces, type Role, sessions } from "./two-workspaces";

let trig: Started;

/** A server for the stories of the editor, with an owner, an editor and a viewer in Acme. */
export async function openStage(): Promise<void> {
  trig = await openTwoWorkspaces();
}

/** A browser in which somebody of a role is signed in, at an address of Acme. */
export async function openAs(
  browser: Browser,
  role: Role,
  path: string,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const storageState = await sessions.get(role)?.storageState();
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    ...options,
    ...(storageState ? { storageState } : {}),
  });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  await page.goto(`${trig.url}/acme/${path}`);
  return page;
}

/** Opens the editor of a job, in the outline, as somebody who chose it before. */
export async function openOutline(browser: Browser, role: Role, slug: string): Promise<Page> {
  const page = await openAs(browser, role, "jobs");
  await page.evaluate(() => localStorage.setItem("trig-editor-view", "outline"));
  await page.goto(`${trig.url}/acme/jobs/${slug}/edit`);
  await expect(page.getByRole("tree")).toBeVisible();
  return page;
}

const someEvent = (event: string, times: number) => ({
  any: [{ all: [{ kind: "event", event, count: { op: times === 0 ? "=" : ">=", times } }] }],
});

/** A small job of a story's own. */
export async function makeJob(slug: string, over: Record<string, unknown> = {}): Promise<void> {
  const sender = { name: "Anna", address: "anna@acme.test" };
  const definition = {
    name: slug,
    audience: someEvent("Signed Up", 1),
    goal: { filter: someEvent("Project Created", 1) },
    autoExit: { amount: 20, unit: "days" },
    entry: [{ kind: "message", id: "welcome", sender, subject: "Welcome", body: "Hi there,\n\nAnna" }],
    steps: [
      { kind: "wait", id: "wait-1", delay: { amount: 2, unit: "days" } },
      {
        kind: "reminder",
        id: "reminder-1",
        delay: { amount: 5, unit: "days" },
        sender,
        subject: "Are you there?",
        body: "Hi again,\n\nAnna",
      },
    ],
    ...over,
  };
  const answer = await fetch(`${trig.url}/api/v1/jobs/${slug}`, {
    method: "PUT",
    headers: { authorization: `Bearer ${keys.get("editor")}`, "content-type": "application/json" },
    body: JSON.stringify(definition),
  });
  expect(answer.status, await answer.text()).toBeLessThan(300);
}

/** What the server has of the job that a page is about, in the words of its export: the draft, or a version. */
export async function exported(page: Page, version?: number): Promise<Definition> {
  const [, slug] = /\/jobs\/([\w-]+)/.exec(page.url()) ?? [];
  const query = version === undefined ? "" : `?version=${version}`;
  const answer = await page.request.get(`${trig.url}/api/screens/acme/jobs/${slug}/definition${query}`);
  expect(answer.status()).toBe(200);
  return definitionSchema.parse(await answer.json());
}

/** A definition without branches in which only their places tell actions apart. */
export function withoutIds(json: unknown): Definition {
  const definition = definitionSchema.parse(json);
  const renamed = <Item extends { id: string }>(items: Item[]) =>
    items.map((item, index) => ({ ...item, id: `action-${index}` }));
  return {
    ...definition,
    entry: renamed(definition.entry),
    steps: renamed(definition.steps),
    completion: renamed(definition.completion),
    exit: renamed(definition.exit),
  };
}
