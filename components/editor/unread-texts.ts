import type { Editor } from "@/components/editor/editor-store";
import { createStore, type Store } from "@/components/ui/create-store";
import { isSelectable } from "@/lib/programmes/edit/selection-at";
import type { Definition } from "@/lib/programmes/schema";

/** Something typed that cannot be read as a value: it stands in its field, and the job goes on with the value before it. */
export interface UnreadText {
  /** What it was typed into: an item or a part, and the field there. */
  selected: string;
  field: string;
  /** What is wrong with it. */
  message: string;
}
type UnreadTexts = ReadonlyMap<string, UnreadText>;

const stores = new WeakMap<Editor, Store<UnreadTexts>>();

/** The texts that the fields of an open editor hold and the job does not. */
export function unreadTexts(editor: Editor): Store<UnreadTexts> {
  const store = stores.get(editor) ?? createStore<UnreadTexts>(new Map());
  stores.set(editor, store);
  return store;
}

/** Notes a text that could not be read when it was left; null once it can be, or is gone. */
export function noteUnread(store: Store<UnreadTexts>, place: string, text: UnreadText | null): void {
  store.set((texts) => {
    if (text === null && !texts.has(place)) return texts;
    const next = new Map(texts);
    if (text === null) next.delete(place);
    else next.set(place, text);
    return next;
  });
}

/** Those whose item the job still has. */
export function presentTexts(texts: UnreadTexts, definition: Definition): UnreadText[] {
  return [...texts.values()].filter(({ selected }) => isSelectable(definition, selected));
}
