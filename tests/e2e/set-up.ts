import { expect, type Page } from "@playwright/test";
import type { Started } from "./server";

export interface Owner {
  name: string;
  email: string;
  password: string;
}

/** Claims a fresh instance as a person would, for a workspace named Acme, up to the page that waits for the first event. */
export async function setUp(page: Page, trig: Started, owner: Owner, zone?: string): Promise<void> {
  await page.goto(`${trig.url}/set-up`);
  await page.getByLabel("Set-up token").fill(trig.setUpToken);
  await page.getByLabel("Your name").fill(owner.name);
  await page.getByLabel("Email").fill(owner.email);
  await page.getByLabel("Password").fill(owner.password);
  await page.getByRole("button", { name: "Go on" }).click();
  await page.getByLabel("Name of the workspace").fill("Acme");
  if (zone) await page.getByLabel("Time zone").fill(zone);
  await page.getByRole("button", { name: "Start for real" }).click();
  await expect(page).toHaveURL(/\/acme\/welcome$/);
}
