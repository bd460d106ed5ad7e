"use client";

import { ListTree, Workflow } from "lucide-react";
import { useEditor, useEditorState } from "@/components/editor/editor-context";
import type { View } from "@/components/editor/editor-store";
import { keepView } from "@/components/editor/view-choice";

const views = [
  { view: "outline", label: "Outline", icon: ListTree },
  { view: "canvas", label: "Canvas", icon: Workflow },
] as const satisfies { view: View; label: string; icon: unknown }[];

/** Outline or canvas: the same job, as a list or drawn. */
export function ViewSwitch() {
  const editor = useEditor();
  const shown = useEditorState((state) => state.view);
  return (
    <fieldset className="hidden gap-0.5 rounded-md bg-sunken p-0.5 text-sm lg:flex">
      <legend className="sr-only">View</legend>
      {views.map(({ view, label, icon: Icon }) => (
        <button
          key={view}
          type="button"
          aria-pressed={view === shown}
          onClick={() => {
            editor.show(view);
            keepView(view);
          }}
          className={`inline-flex h-7 items-center gap-1.5 rounded-[5px] px-2.5 ${
            view === shown
              ? "bg-surface font-medium text-ink shadow-card ring-1 ring-line ring-inset"
              : "text-ink-2 hover:text-ink"
          }`}
        >
          <Icon aria-hidden size={14} strokeWidth={1.75} />
          {label}
        </button>
      ))}
    </fieldset>
  );
}
