"use client";

import { type KeyboardEvent, useEffect, useId, useMemo, useRef } from "react";
import { useEditor, useEditorState } from "@/components/editor/editor-context";
import { verbOf } from "@/components/editor/keys";
import { focusCard, focusField } from "@/components/editor/panel/focus-field";
import { type KeptTexts, PanelContext } from "@/components/editor/panel/panel-context";
import { PanelForm } from "@/components/editor/panel/panel-form";
import { PanelFrame } from "@/components/editor/panel/panel-frame";
import { headingOf } from "@/components/editor/panel/panel-heading";
import { PanelSheet } from "@/components/editor/panel/panel-sheet";
import { problemsOfSelection, selectedItem } from "@/components/editor/panel/selected-item";
import { useIsWide } from "@/components/editor/panel/use-is-wide";
import { useVerbs } from "@/components/editor/verbs/use-verbs";

/** The verbs of the panel: what they change is found in the views. */
const fromPanel = { focus: focusCard, focused: () => null };

/** The form of what is selected: a column beside the flow on a wide screen, a sheet from below on a narrow one. */
export function Panel() {
  const editor = useEditor();
  const definition = useEditorState((state) => state.definition);
  const selected = useEditorState((state) => state.selected);
  const problems = useEditorState((state) => state.problems);
  const isFresh = useEditorState((state) => selected !== null && state.fresh.has(selected));
  const focus = useEditorState((state) => state.focus);
  const surroundings = editor.surroundings();
  const isWide = useIsWide();
  const titleId = useId();
  const box = useRef<HTMLDivElement>(null);
  const kept = useRef(new Map<string, KeptTexts>());

  const { run, over } = useVerbs(fromPanel);

  const found = selectedItem(definition, selected);
  const input = useMemo(() => ({ ...surroundings, definition }), [surroundings, definition]);
  const scope = useMemo(
    () => ({
      item: selected ?? "",
      problems: selected === null || isFresh ? [] : problemsOfSelection(definition, problems, selected),
      isReadOnly: editor.isReadOnly,
      input,
      kept: kept.current,
    }),
    [selected, isFresh, definition, problems, editor, input],
  );

  const focusAsked = () => {
    const asked = focus?.field ?? (isFresh ? "" : null);
    // On a narrow screen a field that has the focus calls up the keyboard, which hides half of the form.
    if (box.current && asked !== null && (isWide || asked !== "")) focusField(box.current, asked);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: each time it is asked for, and for every new item
  useEffect(focusAsked, [focus, selected]);
  if (!found || selected === null) return null;
  const leave = () => {
    // What is being typed is told before its field goes.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    focusCard(selected);
  };
  const close = () => {
    leave();
    editor.select(null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented) return;
    const verb = undoOf(event);
    if (event.key !== "Escape" && !verb) return;
    event.preventDefault();
    event.stopPropagation();
    if (verb) editor[verb]();
    else leave();
  };
  const hasMenu = (found.what === "step" || found.what === "arm") && !editor.isReadOnly;
  const content = (
    <PanelContext value={scope}>
      <PanelFrame
        heading={headingOf(definition, found)}
        openMenu={hasMenu ? (at) => run("menu", { id: selected, at }) : undefined}
        close={close}
        titleId={titleId}
      >
        <div key={selected} className="space-y-5">
          <PanelForm selected={found} />
        </div>
      </PanelFrame>
      {over}
    </PanelContext>
  );
  if (!isWide)
    return (
      <PanelSheet ref={box} titleId={titleId} close={close} focusAsked={focusAsked} onKeyDown={onKeyDown}>
        {content}
      </PanelSheet>
    );
  return (
    <section
      ref={box}
      aria-labelledby={titleId}
      onKeyDown={onKeyDown}
      className="flex min-h-0 w-[420px] shrink-0 flex-col self-stretch border-l border-line bg-surface"
    >
      {content}
    </section>
  );
}

/** Undo or redo of the job, where the focus is on nothing that has an undo of its own. */
function undoOf({ target, key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): "undo" | "redo" | null {
  const isBox = target instanceof HTMLInputElement && !["radio", "checkbox"].includes(target.type);
  if (isBox || target instanceof HTMLTextAreaElement) return null;
  const verb = verbOf({ key, hasMod: ctrlKey || metaKey, hasAlt: altKey, hasShift: shiftKey });
  return verb === "undo" || verb === "redo" ? verb : null;
}
