import {
  type Change,
  emptyHistory,
  type History,
  redone,
  remember,
  undone,
} from "@/components/editor/history";
import type { StepFigure } from "@/lib/insights/report/schema";
import { problemsOf } from "@/lib/programmes/checks/problems-of";
import type { Surroundings } from "@/lib/programmes/checks/surroundings";
import type { Edit } from "@/lib/programmes/edit/commands";
import type { Definition, Problem } from "@/lib/programmes/schema";

/*
 * The one state that outline, canvas, panel and JSON view share. The definition changes only through apply, undo and redo; what is selected,
 * closed or shown is no part of it and no part of undo.
 */
export type View = "outline" | "canvas";

export interface EditorState {
  definition: Definition;
  history: History;
  /** The id of a step, action or arm, `<branch>/otherwise`, or a part such as "#audience". */
  selected: string | null;
  /** The field that is to be focused in the panel, as a path within the selection; asked counts, so that asking again focuses again. */
  focus: { field: string; asked: number } | null;
  /** Ids of branches and arms (`<branch>/otherwise` too) whose content is closed. */
  collapsed: ReadonlySet<string>;
  view: View;
  /** Those of the definition a moment ago: they follow it within a fraction of a second. */
  problems: readonly Problem[];
  /** What was new and has not been left yet: its problems are not shown while its author fills it in. */
  fresh: ReadonlySet<string>;
  /** How many are at each place of what runs, went through it, and so on; by id or part. Empty before it ever ran. */
  figures: ReadonlyMap<string, StepFigure>;
  /** The latest words for a screen reader. */
  said: string;
}

export interface EditorSetup {
  /** Which job it is, for addresses. */
  job: { workspace: string; slug: string };
  definition: Definition;
  surroundings: Surroundings;
  isReadOnly: boolean;
  view: View;
  selected?: string | null;
  collapsed?: readonly string[];
}

export interface ApplyOptions {
  /** What was done, for undo and the screen reader: "Move Reminder". */
  label: string;
  /** Changes of one field in one go are one step of undo; without it every change is its own. */
  coalesce?: string;
  /** True for what was just inserted, so that its problems wait until it is left. */
  isNew?: boolean;
}

const CHECK_AFTER_MS = 150;

/** Makes the state of one open editor. */
export function createEditor({ job, surroundings, isReadOnly, ...setup }: EditorSetup) {
  let state: EditorState = {
    definition: setup.definition,
    history: emptyHistory,
    selected: setup.selected ?? null,
    focus: null,
    collapsed: new Set(setup.collapsed),
    view: setup.view,
    problems: problemsOf(setup.definition, surroundings),
    fresh: new Set(),
    figures: new Map(),
    said: "",
  };
  let around = surroundings;
  let checking: ReturnType<typeof setTimeout> | undefined;
  const listeners = new Set<() => void>();

  function set(change: Partial<EditorState>) {
    state = { ...state, ...change };
    for (const tell of listeners) tell();
  }

  function checkSoon() {
    clearTimeout(checking);
    checking = setTimeout(() => set({ problems: problemsOf(state.definition, around) }), CHECK_AFTER_MS);
  }

  function become(definition: Definition, change: Partial<EditorState>) {
    const isSame = definition === state.definition;
    set({ ...change, definition });
    if (!isSame) checkSoon();
  }

  /** Does what a command came to, as one step of undo; says the reason where it was refused. Resolves to whether it was done. */
  function apply(edit: Edit | Definition, { label, coalesce, isNew = false }: ApplyOptions): boolean {
    if (isReadOnly) return false;
    if ("refused" in edit) {
      set({ said: edit.refused });
      return false;
    }
    const { definition, selected } =
      "definition" in edit ? edit : { definition: edit, selected: state.selected };
    if (definition === state.definition) {
      set({ selected });
      return true;
    }
    const before: Change = { definition: state.definition, selected: state.selected, label };
    const history = remember(state.history, before, coalesce);
    const fresh = leave(isNew && selected ? new Set([...state.fresh, selected]) : state.fresh, selected);
    become(definition, { history, selected, fresh, said: label });
    return true;
  }

  function go(found: { history: History; change: Change } | null, words: string) {
    if (!found || isReadOnly) return;
    const { change, history } = found;
    become(change.definition, {
      history,
      selected: change.selected,
      fresh: new Set(),
      said: `${words} ${change.label}`,
    });
  }

  const here = (): Omit<Change, "label"> => ({ definition: state.definition, selected: state.selected });

  return {
    job,
    isReadOnly,
    get: () => state,
    surroundings: () => around,
    follow(tell: () => void) {
      listeners.add(tell);
      return () => {
        listeners.delete(tell);
      };
    },
    apply,
    /** Shows another definition in the place of this one: what somebody else saved, a draft that was kept. One step of undo for who edits. */
    replace(definition: Definition, label: string) {
      if (!isReadOnly) return void apply(definition, { label });
      become(definition, { said: label });
    },
    undo: () => go(undone(state.history, here()), "Undone:"),
    redo: () => go(redone(state.history, here()), "Redone:"),
    /** Selects something, and asks for a field of it to be focused in the panel. */
    select(selected: string | null, field?: string) {
      const focus = field === undefined ? null : { field, asked: (state.focus?.asked ?? 0) + 1 };
      set({ selected, focus, fresh: leave(state.fresh, selected) });
    },
    toggle(id: string) {
      const collapsed = new Set(state.collapsed);
      if (!collapsed.delete(id)) collapsed.add(id);
      set({ collapsed });
    },
    collapse: (ids: Iterable<string>) => set({ collapsed: new Set(ids) }),
    show: (view: View) => set({ view }),
    /** New figures; what has not changed stays the very same, so that its card does not render anew. */
    setFigures(next: Readonly<Record<string, StepFigure>>) {
      const kept = ([id, figure]: [string, StepFigure]): [string, StepFigure] => {
        const known = state.figures.get(id);
        return [id, known && JSON.stringify(known) === JSON.stringify(figure) ? known : figure];
      };
      set({ figures: new Map(Object.entries(next).map(kept)) });
    },
    say: (said: string) => set({ said }),
    /** What the definition is checked against has changed: somebody published another job, an attribute arrived. */
    setSurroundings(next: Surroundings) {
      around = next;
      checkSoon();
    },
  };
}

export type Editor = ReturnType<typeof createEditor>;

/** What was new and is not selected any more has been left. */
function leave(fresh: ReadonlySet<string>, selected: string | null): ReadonlySet<string> {
  if (fresh.size === 0) return fresh;
  return new Set([...fresh].filter((id) => id === selected));
}
