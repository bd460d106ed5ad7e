import { expect, it } from "vitest";
import { noteUnread, presentTexts, type UnreadText } from "@/components/editor/unread-texts";
import { createStore } from "@/components/ui/create-store";
import { definitionSchema } from "@/lib/programmes/definition-schema";
import { nudge } from "@/tests/unit/programmes/setting";

const definition = definitionSchema.parse(nudge());
const at = (selected: string): UnreadText => ({ selected, field: "delay", message: "Write a number." });

it("what was typed and cannot be read is listed until it can be, or its step is gone", () => {
  const store = createStore<ReadonlyMap<string, UnreadText>>(new Map());
  noteUnread(store, "reminder-1 delay", at("reminder-1"));
  noteUnread(store, "gone delay", at("gone"));
  noteUnread(store, "#exit autoExit", at("#exit"));
  expect(presentTexts(store.get(), definition).map(({ selected }) => selected)).toEqual([
    "reminder-1",
    "#exit",
  ]);
  noteUnread(store, "reminder-1 delay", null);
  expect(presentTexts(store.get(), definition).map(({ selected }) => selected)).toEqual(["#exit"]);
  const before = store.get();
  noteUnread(store, "never typed", null);
  expect(store.get()).toBe(before);
});
