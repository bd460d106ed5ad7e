import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { startDraftServer } from "./draft-server";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

test("what is typed is saved once the keys rest, in one go", async () => {
  const server = startDraftServer();
  const { type, mode, autosave } = server.open();
  for (const name of ["N", "Ne", "New"]) {
    type(name);
    await pass(200);
  }
  expect(server.saves).toEqual([]);
  expect(mode()).toBe("pending");
  await pass(450);
  expect(mode()).toBe("saving");
  await pass(100);
  expect(server.saves).toEqual(["New"]);
  expect(autosave.get()).toMatchObject({ save: { mode: "saved" }, revision: 2 });
});

test("whoever never rests is saved all the same, and one save never overtakes another", async () => {
  const server = startDraftServer();
  const { type } = server.open();
  for (let key = 0; key < 60; key++) {
    type(`key ${key}`);
    await pass(100);
  }
  expect(server.saves.length).toBeGreaterThanOrEqual(2);
  expect(server.at.revision).toBe(1 + server.saves.length);
  await pass(2_000);
  expect(server.at.definition.name).toBe("key 59");
});

test("ten seconds without network lose no key: they are kept in the browser, and sent when it is back", async () => {
  const server = startDraftServer();
  const { type, mode, storage, autosave } = server.open();
  server.line.fails = "offline";
  for (let key = 0; key < 100; key++) {
    type(`key ${key}`);
    await pass(100);
  }
  expect(autosave.get().save).toEqual({ mode: "hindered", why: "offline" });
  expect(storage.kept?.definition.name).toBe("key 99");
  server.line.fails = null;
  autosave.retry();
  await pass(200);
  expect(mode()).toBe("saved");
  expect(server.at).toMatchObject({ revision: 2, definition: { name: "key 99" } });
  expect(storage.kept).toBeNull();
});

test("without a word from the network it is tried again by itself, more and more seldom", async () => {
  const server = startDraftServer();
  const { type, mode } = server.open();
  server.line.fails = "offline";
  type("Typed");
  await pass(60_000);
  server.line.fails = null;
  await pass(15_200);
  expect(mode()).toBe("saved");
  expect(server.at.definition.name).toBe("Typed");
});

test("a save whose answer got lost is no conflict with oneself, whatever was typed since", async () => {
  const server = startDraftServer();
  const { type, mode, shown } = server.open();
  server.line.losesAnswers = true;
  type("First");
  await pass(750);
  expect(mode()).toBe("hindered");
  expect(server.at.revision).toBe(2);
  type("Second");
  server.line.losesAnswers = false;
  await pass(5_000);
  expect(mode()).toBe("saved");
  expect(server.at).toMatchObject({ revision: 3, definition: { name: "Second" } });
  expect(shown.whys).toEqual([]);
});

test("a reload shows what was typed and not saved, and saves it", async () => {
  const server = startDraftServer();
  const before = server.open();
  server.line.fails = "offline";
  before.type("Typed offline");
  await pass(1_000);
  before.autosave.close();
  before.autosave.stop();
  server.line.fails = null;
  const after = server.open("Anna", before.storage);
  after.autosave.restore();
  expect(after.shown).toEqual({ name: "Typed offline", whys: ["restored"] });
  await pass(200);
  expect(server.at.definition.name).toBe("Typed offline");
  expect(before.storage.kept).toBeNull();
});

test("a tab that is closed while a save is on its way loses nothing", async () => {
  const server = startDraftServer();
  const before = server.open();
  before.type("First");
  await pass(620);
  before.type("Second");
  before.autosave.close();
  before.autosave.stop();
  await pass(1_000);
  expect(server.at.definition.name).toBe("First");
  const after = server.open("Anna", before.storage);
  after.autosave.restore();
  await pass(200);
  expect(after.mode()).toBe("saved");
  expect(server.at.definition.name).toBe("Second");
});

test("what was kept in the browser and has arrived is not brought up again", async () => {
  const server = startDraftServer();
  const before = server.open();
  before.type("Typed");
  before.autosave.close();
  before.autosave.stop();
  await pass(200);
  expect(server.at.definition.name).toBe("Typed");
  const after = server.open("Anna", before.storage);
  after.autosave.restore();
  expect(after.shown.whys).toEqual([]);
  expect(before.storage.kept).toBeNull();
});

test("what was kept while somebody else saved is shown, and the member chooses", async () => {
  const server = startDraftServer();
  const before = server.open();
  server.line.fails = "offline";
  before.type("Mine");
  await pass(1_000);
  before.autosave.stop();
  server.line.fails = null;
  server.saveAs("Jonas", "His");
  const after = server.open("Anna", before.storage);
  after.autosave.restore();
  expect(after.autosave.get().save).toMatchObject({
    mode: "theirs",
    theirs: { definition: { name: "His" } },
  });
  expect(after.shown.name).toBe("Mine");
  await pass(10_000);
  expect(server.at.definition.name).toBe("His");
});

test("what somebody else saved while one typed is told with their name, and nothing is sent before it is chosen", async () => {
  const server = startDraftServer();
  const { type, autosave, shown } = server.open();
  server.saveAs("Jonas", "His");
  type("Mine");
  await pass(1_000);
  expect(autosave.get().save).toMatchObject({
    mode: "theirs",
    theirs: { by: { name: "Jonas" }, definition: { name: "His" }, isTouched: true },
  });
  type("Mine, more");
  await pass(10_000);
  expect(server.at.definition.name).toBe("His");
  autosave.choose("mine");
  await pass(200);
  expect(server.at).toMatchObject({ revision: 3, definition: { name: "Mine, more" } });
  expect(shown.whys).toEqual([]);
});

test("taking theirs shows it as a step to be undone; from then on their saves are shown by themselves until one types", async () => {
  const server = startDraftServer();
  const { type, autosave, shown, mode } = server.open();
  server.saveAs("Jonas", "His");
  await autosaveLook(autosave);
  expect(autosave.get().save).toMatchObject({ mode: "theirs", theirs: { isTouched: false } });
  autosave.choose("theirs");
  expect(shown).toMatchObject({ name: "His", whys: [{ by: { name: "Jonas" } }] });
  expect(mode()).toBe("saved");
  server.saveAs("Jonas", "His, more");
  await autosaveLook(autosave);
  expect(shown.name).toBe("His, more");
  type("Mine");
  await pass(1_000);
  expect(server.at.definition.name).toBe("Mine");
  server.saveAs("Jonas", "His again");
  await autosaveLook(autosave);
  expect(mode()).toBe("theirs");
  expect(shown.name).toBe("Mine");
});

test("two tabs of one person do not get in each other's way", async () => {
  const server = startDraftServer();
  const [one, two] = [server.open(), server.open()];
  one.type("In one tab");
  await pass(1_000);
  await autosaveLook(two.autosave);
  expect(two).toMatchObject({ shown: { name: "In one tab" } });
  expect(two.mode()).toBe("saved");
  two.type("In the other");
  await pass(1_000);
  await autosaveLook(one.autosave);
  expect(one.shown.name).toBe("In the other");
  // Both type the same before either hears of the other.
  one.type("The same");
  two.type("The same");
  await pass(1_000);
  expect([one.mode(), two.mode()]).toEqual(["saved", "saved"]);
});

test("a viewer sees what others save, and sends nothing", async () => {
  const server = startDraftServer();
  const { autosave, shown, type } = server.open("Vera", { kept: null }, false);
  server.saveAs("Jonas", "His");
  await autosaveLook(autosave);
  expect(shown.name).toBe("His");
  type("Hers");
  autosave.close();
  await pass(5_000);
  expect(server.saves).toEqual(["His"]);
});

test("archived meanwhile, it says by whom and keeps what was typed; restored, it is saved", async () => {
  const server = startDraftServer();
  const { type, autosave, storage } = server.open();
  server.at.gone = "archived";
  type("Typed");
  await pass(1_000);
  expect(autosave.get().save).toEqual({
    mode: "gone",
    outcome: "archived",
    by: { name: "Jonas", isYou: false },
  });
  type("Typed on");
  expect(storage.kept?.definition.name).toBe("Typed on");
  server.at.gone = "";
  await autosaveLook(autosave);
  await pass(200);
  expect(server.at.definition.name).toBe("Typed on");
});

test("published meanwhile, it says so and goes on as a draft", async () => {
  const server = startDraftServer();
  const { type, autosave } = server.open();
  server.at.version = 1;
  type("Typed");
  await pass(1_000);
  expect(autosave.get()).toMatchObject({
    save: { mode: "saved" },
    published: { version: 1, by: { name: "Jonas" } },
  });
});

test("what the server refuses is told in its words, and the next change is tried again", async () => {
  const server = startDraftServer();
  const { type, autosave, mode } = server.open();
  server.line.fails = "refused";
  type("Too much");
  await pass(10_000);
  expect(autosave.get().save).toEqual({ mode: "refused", message: "Too large." });
  server.line.fails = null;
  type("Less");
  await pass(1_000);
  expect(mode()).toBe("saved");
});

test("signed out, it waits for the sign-in and then goes on", async () => {
  const server = startDraftServer();
  const { type, autosave } = server.open();
  server.line.fails = "signed_out";
  type("Typed");
  await pass(30_000);
  expect(autosave.get().save).toEqual({ mode: "hindered", why: "signed_out" });
  server.line.fails = null;
  autosave.retry();
  await pass(200);
  expect(server.at.definition.name).toBe("Typed");
});

test("before publishing everything is saved at once", async () => {
  const server = startDraftServer();
  const { type, autosave } = server.open();
  type("Typed");
  const flushed = autosave.flush();
  await pass(150);
  expect(await flushed).toBe(true);
  expect(server.at.definition.name).toBe("Typed");
});

async function autosaveLook(autosave: { look(selected: string | null): Promise<void> }) {
  const looked = autosave.look(null);
  await pass(50);
  await looked;
}
