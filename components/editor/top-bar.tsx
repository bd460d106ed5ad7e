"use client";

import { ChevronLeft } from "lucide-react";
import { DraftMenu } from "@/components/editor/draft/draft-menu";
import type { SaveState } from "@/components/editor/draft/save-state";
import { SaveStatus } from "@/components/editor/draft/save-status";
import { Visitors } from "@/components/editor/draft/visitors";
import { useEditor, useEditorState } from "@/components/editor/editor-context";
import type { EditorScreenProps } from "@/components/editor/editor-props";
import { JsonButton } from "@/components/editor/json/json-button";
import { ProblemsButton } from "@/components/editor/problems-button";
import { PublishLink } from "@/components/editor/publish-link";
import { UndoButtons } from "@/components/editor/undo-buttons";
import { ViewSwitch } from "@/components/editor/view-switch";
import { Link } from "@/components/ui/link";
import { programmeHref, publishHref } from "@/lib/edge/pages/programme-href";
import { findItem } from "@/lib/programmes/edit/places";
import { stepHeadline } from "@/lib/programmes/edit/step-headline";

interface Props extends EditorScreenProps {
  saving: SaveState;
  /** Saves at once; true where everything is saved then. */
  flush: () => Promise<boolean>;
}

/** Which job this is, whether it is saved, and what can be done with the whole of it. */
export function TopBar({ workspace, opened, mayEdit, status, saving, flush }: Props) {
  const editor = useEditor();
  const name = useEditorState((state) => state.definition.name);
  const nameOf = (id: string) => {
    const item = findItem(editor.get().definition, id);
    return item && stepHeadline(item);
  };
  return (
    <header className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line bg-surface px-3 py-2 sm:px-4">
      <Link
        href={programmeHref(workspace, { kind: "job", slug: opened.slug })}
        aria-label="Back to the job"
        className="-ml-1 inline-flex size-8 items-center justify-center rounded-md text-ink-3 hover:bg-lit hover:text-ink"
      >
        <ChevronLeft aria-hidden size={16} strokeWidth={2} />
      </Link>
      <h1 className="min-w-0 shrink">
        <button
          type="button"
          onClick={() => editor.select("#settings", "name")}
          className="max-w-full truncate rounded-md px-1 text-base font-semibold hover:bg-lit"
          title={name}
        >
          {name}
        </button>
      </h1>
      <span className="text-sm text-ink-2">{status}</span>
      {mayEdit ? <SaveStatus save={saving.save} className="truncate" /> : null}
      <Visitors visitors={saving.visitors} nameOf={nameOf} />
      <div className="ml-auto flex items-center gap-2">
        {mayEdit ? <UndoButtons /> : <span className="text-sm text-ink-3">You can look, not change.</span>}
        <ViewSwitch />
        <JsonButton />
        <ProblemsButton />
        <DraftMenu
          workspace={workspace}
          slug={opened.slug}
          liveVersion={saving.published?.version ?? opened.liveVersion}
        />
        {mayEdit ? <PublishLink href={publishHref(workspace, opened.slug)} flush={flush} /> : null}
      </div>
    </header>
  );
}
