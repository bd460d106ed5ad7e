import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { whoseSave } from "@/components/editor/draft/whose-save";
import { named, startDraftServer } from "./draft-server";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

test("who may only look loses nothing that an earlier page of theirs had kept, and is told nothing of their own typing", async () => {
  const server = startDraftServer();
  const kept = { basedOn: 1, definition: named("Half a name"), sent: null };
  server.at.gone = "archived";
  const page = server.open("Anna", { kept }, false);
  page.autosave.begin();
  page.autosave.restore();
  void page.autosave.look(null);
  await pass(100);
  void page.autosave.leave();
  await pass(100);
  expect(page.storage.kept).toEqual(kept);
  expect(page.mode()).toBe("saved");
});

test("a save of another that cannot be read as a whole is chosen about, never shown in part; keeping one's own is sent in any case", () => {
  const latest = named("Nudge");
  const news = { definition: null, json: { ...latest, steps: [{ kind: "unheard-of" }] } };
  const standing = { news, by: null, latest, saved: latest, inDoubt: [], isFollowing: true };
  expect(whoseSave(standing)).toEqual({ is: "choose" });
});

test("a name that ends in a space is one's own save all the same, though it reads without", () => {
  const latest = named("Welcome ");
  const news = { definition: named("Welcome"), json: latest };
  const standing = { news, by: null, latest, saved: named("Nudge"), inDoubt: [], isFollowing: false };
  expect(whoseSave(standing)).toEqual({ is: "ours", definition: latest });
});
