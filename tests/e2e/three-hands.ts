import { expect, type Locator, type Page } from "@playwright/test";
import { tabTo } from "./hands";

/** A lane of a job by the words that the editor has for it. */
export type Lane = "on entry" | "after entry" | "on completion" | "on exit";
/** A part of a job, as views and forms know it. */
export type Part = "#audience" | "#goal" | "#exit";

/** How somebody works the editor: what all of a mouse, a keyboard and a finger can do. */
export interface Hand {
  press(what: Locator): Promise<void>;
  /** Writes over what was there. */
  write(field: Locator, text: string): Promise<void>;
  /** Writes a name that the field may know already, and goes on. */
  name(field: Locator, text: string): Promise<void>;
  choose(select: Locator, label: string): Promise<void>;
  /** Chooses one of several that are in view, or ticks a box. */
  check(option: Locator): Promise<void>;
  /** Takes an entry of a list that is open. */
  pick(typed: string, option: RegExp): Promise<void>;
  open(part: Part): Promise<void>;
  /** Asks what to put at the end of a lane, behind what stands last there. */
  ask(lane: Lane, last: string | null): Promise<void>;
  /** Is done with the form that is open. */
  leave(): Promise<void>;
}

/** The form of what is selected: the part of the screen that is called by its title. */
export const panel = (page: Page) =>
  page.locator("section, [role=dialog]").filter({ has: page.locator("h2") });
export const panelTitle = (page: Page) => panel(page).locator("h2").first();

const heads: { readonly [L in Lane]: string } = {
  "on entry": "#entry",
  "after entry": "#steps",
  "on completion": "#goal",
  "on exit": "#exit",
};
/** What opens the list of what can be put into an empty lane, or behind what stands last in it. */
const gap = (page: Page, role: "button" | "treeitem", lane: Lane, last: string | null) =>
  last === null
    ? page.getByRole(role, { name: new RegExp(`^(Insert|Add an action) ${lane}(\\.|$)`) })
    : page
        .getByRole(role, { name: `Insert after ${last}`, exact: true })
        .or(page.getByRole(role, { name: `Add an action after ${last}`, exact: true }));

/** The box of an open list in which one types to find. */
const finder = (page: Page) => page.getByPlaceholder(/^(What comes here\?|Find an attribute, event or job)$/);

/** On the canvas, with a mouse. */
export function mouseHand(page: Page): Hand {
  const press = (what: Locator) => what.click();
  const seeAll = () => press(page.getByRole("button", { name: "See all of it" }));
  return {
    press,
    write: (field, text) => field.fill(text),
    name: async (field, text) => {
      await field.fill(text);
      await press(panelTitle(page));
    },
    choose: async (select, label) => {
      await select.selectOption({ label });
    },
    check: (option) => checkByPointer(option, press),
    pick: async (typed, option) => {
      await finder(page).fill(typed);
      await press(page.getByRole("option", { name: option }));
    },
    open: async (part) => {
      await seeAll();
      await press(page.locator(`[data-stop="${part}"]`));
    },
    ask: async (lane, last) => {
      await seeAll();
      await press(gap(page, "button", lane, last));
    },
    leave: async () => undefined,
  };
}

/** In the outline, on a telephone. */
export function touchHand(page: Page): Hand {
  const press = (what: Locator) => what.tap();
  const close = async () => {
    await press(panel(page).getByRole("button", { name: "Close", exact: true }));
    await expect(page.getByRole("dialog")).toHaveCount(0);
  };
  return {
    press,
    write: (field, text) => field.fill(text),
    name: async (field, text) => {
      await field.fill(text);
      await press(panelTitle(page));
    },
    choose: async (select, label) => {
      await select.selectOption({ label });
    },
    check: (option) => checkByPointer(option, press),
    pick: async (typed, option) => {
      await finder(page).fill(typed);
      await press(page.getByRole("option", { name: option }));
    },
    open: (part) => press(page.locator(`[data-row="${part}"]`)),
    ask: (lane, last) => press(gap(page, "treeitem", lane, last)),
    leave: close,
  };
}

/** In the outline, with nothing but keys. */
export function keyboardHand(page: Page): Hand {
  const { keyboard } = page;
  const focused = () => page.locator(":focus");
  const press = async (what: Locator) => {
    await tabTo(page, what);
    await keyboard.press("Enter");
  };
  const write = async (field: Locator, text: string) => {
    await tabTo(page, field);
    await keyboard.press("ControlOrMeta+a");
    await keyboard.insertText(text);
  };
  const goTo = async (id: string) => {
    await tabTo(page, page.getByRole("tree").locator("[tabindex='0']"));
    await keyboard.press("Home");
    for (let at = 0; at < 40; at++) {
      if ((await focused().getAttribute("data-row")) === id) return;
      await keyboard.press("ArrowDown");
    }
    throw new Error(`${id} is no line of the outline.`);
  };
  return {
    press,
    write,
    name: async (field, text) => {
      await write(field, text);
      await keyboard.press("Tab");
    },
    choose: async (select, label) => {
      await tabTo(page, select);
      await keyboard.type(label);
      await expect(select.locator("option:checked")).toHaveText(label);
    },
    check: async (option) => {
      if (await option.isChecked()) return;
      const name = await option.getAttribute("name");
      if (!name) {
        await tabTo(page, option);
        return keyboard.press("Space");
      }
      const isInGroup = () =>
        page.evaluate((group) => document.activeElement?.getAttribute("name") === group, name);
      for (let at = 0; at < 80 && !(await isInGroup()); at++) await keyboard.press("Tab");
      await keyboard.press("Space");
      for (let at = 0; at < 5 && !(await option.isChecked()); at++) await keyboard.press("ArrowDown");
      await expect(option).toBeChecked();
    },
    pick: async (typed, option) => {
      const wanted = page.getByRole("option", { name: option });
      await expect(finder(page)).toBeFocused();
      await keyboard.insertText(typed);
      await expect(wanted).toBeVisible();
      for (let at = 0; at < 20 && (await wanted.getAttribute("aria-selected")) !== "true"; at++)
        await keyboard.press("ArrowDown");
      await keyboard.press("Enter");
    },
    open: async (part) => {
      await goTo(part);
      await keyboard.press("Enter");
    },
    ask: async (lane, last) => {
      if (last === null) await goTo(heads[lane]);
      await keyboard.press("+");
    },
    leave: async () => {
      await keyboard.press("Escape");
      await expect(page.locator("[data-row]:focus")).toBeVisible();
    },
  };
}

/** Radios and boxes of ours lie under their words. */
async function checkByPointer(option: Locator, press: (what: Locator) => Promise<void>): Promise<void> {
  if (!(await option.isChecked())) await press(option.locator("xpath=ancestor::label[1]"));
  await expect(option).toBeChecked();
}
