import type { ApplyOptions, Editor } from "@/components/editor/editor-store";
import type { Verb } from "@/components/editor/keys";
import type { Asked } from "@/components/editor/verbs/asked";
import { keepClip } from "@/components/editor/verbs/clip";
import { addArm, findArm, moveArm, removeArm } from "@/lib/programmes/edit/arms";
import { duplicate, type Edit, insert, move, remove } from "@/lib/programmes/edit/commands";
import { neighbourPlace } from "@/lib/programmes/edit/every-place";
import { placeBeside } from "@/lib/programmes/edit/place-beside";
import { standsWords } from "@/lib/programmes/edit/place-words";
import { findItem, type Place } from "@/lib/programmes/edit/places";
import { isSelectable } from "@/lib/programmes/edit/selection-at";
import { stepHeadline } from "@/lib/programmes/edit/step-headline";
import { waysOf } from "@/lib/programmes/flow";
import type { StepKind } from "@/lib/programmes/steps";
import { armWords } from "@/lib/programmes/steps/branch";

/** What verbs work on: the open editor, what can be asked first, and where the focus goes. */
export interface Hands {
  editor: Editor;
  ask: (asked: Asked) => void;
  focus: (id: string) => void;
  /** Says why something was not done. */
  refuse: (reason: string) => void;
}

/** What a verb is done to: something with an id, a part, or the heading of a list; and the element that stands for it. */
export interface Target {
  id: string;
  at: Element;
}

/** Does a verb to a target. */
export type Run = (verb: Exclude<Verb, "paste">, target: Target) => void;

type Doing = (hands: Hands, target: Target) => void;

/** One handler for each verb, whether a key, a menu or a button asked for it. */
const doings: { readonly [V in Exclude<Verb, "paste">]: Doing } = {
  open: ({ editor, ask }, { id, at }) => {
    const place = id === "#steps" ? placeBeside(editor.get().definition, id, "after") : null;
    if (place && !editor.isReadOnly) ask({ kind: "add", place, at });
    else if (!place) editor.select(id, "");
  },
  close: ({ editor }) => editor.select(null),
  add_after: (hands, target) => askWhatToAdd(hands, target, "after"),
  add_before: (hands, target) => askWhatToAdd(hands, target, "before"),
  move_up: (hands, target) => moveBy(hands, target, "up"),
  move_down: (hands, target) => moveBy(hands, target, "down"),
  move_to: ({ editor, ask, refuse }, { id, at }) => {
    if (findItem(editor.get().definition, id)) ask({ kind: "move", id, at });
    else refuse("Only steps and actions can be moved.");
  },
  duplicate: (hands, { id }) => {
    const item = findItem(hands.editor.get().definition, id);
    if (!item) return hands.refuse("Only steps and actions can be duplicated.");
    const { definition } = hands.editor.get();
    change(hands, duplicate(definition, id, usedBefore(hands.editor)), {
      label: `Duplicate “${stepHeadline(item)}”`,
    });
  },
  copy: (hands, target) => {
    const text = copy(hands, target);
    if (text !== null) void navigator.clipboard?.writeText(text).catch(() => undefined);
  },
  cut: (hands, target) => {
    const text = copy(hands, target);
    if (text === null) return;
    void navigator.clipboard?.writeText(text).catch(() => undefined);
    removeItem(hands, target.id);
  },
  remove: (hands, { id }) => {
    const { definition } = hands.editor.get();
    const item = findItem(definition, id);
    if (item && waysOf(item).some(({ steps }) => steps.length > 0)) return hands.ask({ kind: "remove", id });
    if (item) return removeItem(hands, id);
    const arm = findArm(definition, id)?.arm;
    if (arm) change(hands, removeArm(definition, id), { label: `Remove the arm “${armWords(arm)}”` });
    else hands.refuse("This cannot be deleted.");
  },
  undo: ({ editor }) => editor.undo(),
  redo: ({ editor }) => editor.redo(),
  menu: ({ ask }, { id, at }) => ask({ kind: "menu", id, at }),
  keys: ({ ask }) => ask({ kind: "keys" }),
};
const forViewers: readonly Verb[] = ["open", "close", "keys"];

/** Does what a key, a menu or a button asks for. */
export function carryOut(verb: Exclude<Verb, "paste">, hands: Hands, target: Target) {
  if (hands.editor.isReadOnly && !forViewers.includes(verb)) return;
  doings[verb](hands, target);
}

/** Adds a new step of a kind and opens its form. */
export function addStep(hands: Hands, kind: StepKind, place: Place) {
  const { definition } = hands.editor.get();
  const edit = insert(definition, kind, place, usedBefore(hands.editor));
  if ("refused" in edit) return hands.refuse(edit.refused);
  const item = edit.selected === null ? null : findItem(edit.definition, edit.selected);
  if (!item) return;
  hands.editor.apply(edit, { label: `Add “${stepHeadline(item)}”`, isNew: true });
  hands.focus(item.id);
  hands.editor.select(item.id, "");
}

/** Moves an item and says where it stands now. */
export function moveItem(hands: Hands, id: string, to: Place) {
  const { definition } = hands.editor.get();
  const item = findItem(definition, id);
  if (!item) return;
  const edit = move(definition, id, to);
  if (!change(hands, edit, { label: `Move “${stepHeadline(item)}”` })) return;
  hands.editor.say(`${stepHeadline(item)} is now ${standsWords(hands.editor.get().definition, id)}`);
}

/** Takes an item out; of a branch the steps of one way may stay in its place. */
export function removeItem(hands: Hands, id: string, keep: string | null = null) {
  const { definition } = hands.editor.get();
  const item = findItem(definition, id);
  if (item) change(hands, remove(definition, id, keep), { label: `Delete “${stepHeadline(item)}”` });
}

/** Adds an arm to a branch and opens its form. */
export function addArmTo(hands: Hands, branchId: string) {
  const { definition } = hands.editor.get();
  const edit = addArm(definition, branchId, { usedBefore: usedBefore(hands.editor) });
  if ("refused" in edit) return hands.refuse(edit.refused);
  hands.editor.apply(edit, { label: "Add an arm", isNew: true });
  if (edit.selected === null) return;
  hands.focus(edit.selected);
  hands.editor.select(edit.selected, "");
}

/** Keeps an item for pasting; the text that stands for it, or null where there is nothing to copy. */
export function copy({ editor, refuse }: Hands, { id }: Target): string | null {
  const item = findItem(editor.get().definition, id);
  if (!item) {
    refuse("Only steps and actions can be copied.");
    return null;
  }
  editor.say(`Copied ${stepHeadline(item)}`);
  return keepClip([item], editor.surroundings().ownSlug);
}

/**
 * Applies an edit. What was selected stays so, as the form beside it is about that; where it is gone, or a form was open for what was changed,
 * the selection is the edit's. The focus follows the edit.
 */
export function change(hands: Hands, edit: Edit, options: ApplyOptions): boolean {
  const { editor } = hands;
  if ("refused" in edit) {
    hands.refuse(edit.refused);
    return false;
  }
  const { selected } = editor.get();
  const stays = selected === null || isSelectable(edit.definition, selected);
  const isDone = editor.apply(stays ? { ...edit, selected } : edit, options);
  if (isDone && edit.selected !== null) hands.focus(edit.selected);
  return isDone;
}

/** Ids that earlier versions used: an id names one thing for ever. */
export function usedBefore(editor: Editor): string[] {
  const { published } = editor.surroundings();
  return published ? [...Object.keys(published.steps), ...published.removedStepIds] : [];
}

function askWhatToAdd({ editor, ask, refuse }: Hands, { id, at }: Target, side: "before" | "after") {
  const place = placeBeside(editor.get().definition, id, side);
  if (place) ask({ kind: "add", place, at });
  else refuse("No step stands here: choose a lane or a step first.");
}

function moveBy(hands: Hands, { id }: Target, direction: "up" | "down") {
  const { definition } = hands.editor.get();
  const found = findArm(definition, id);
  if (found) {
    const to = found.index + (direction === "up" ? -1 : 1);
    if (to < 0 || to >= found.branch.arms.length)
      return hands.refuse(`This arm is asked ${to < 0 ? "first" : "last"} already.`);
    change(hands, moveArm(definition, id, to), { label: `Move the arm “${armWords(found.arm)}”` });
    hands.editor.say(`${armWords(found.arm)} is now arm ${to + 1} of ${found.branch.arms.length}`);
    return;
  }
  if (!findItem(definition, id)) return hands.refuse("Only steps, actions and arms can be moved.");
  const place = neighbourPlace(definition, id, direction);
  if (place) moveItem(hands, id, place);
  else hands.refuse(`It cannot go further ${direction}.`);
}
