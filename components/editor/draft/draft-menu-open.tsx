"use client";

import { Download, History, Undo2 } from "lucide-react";
import type { ReactNode } from "react";
import { useEditor } from "@/components/editor/editor-context";
import { Menu, MenuItem, MenuLink } from "@/components/ui/menu";
import { toasts } from "@/components/ui/use-toast";
import { versionsHref } from "@/lib/edge/pages/programme-href";
import { sameJson } from "@/lib/programmes/same-json";
import type { Definition } from "@/lib/programmes/schema";

interface Props {
  trigger: ReactNode;
  workspace: string;
  slug: string;
  /** The version that runs, as far as it is known here; null before the first one. */
  liveVersion: number | null;
}

/** The menu itself, open from the start: it is fetched when somebody asks for it. */
export function DraftMenuOpen({ trigger, workspace, slug, liveVersion }: Props) {
  const editor = useEditor();
  const file = `/api/screens/${workspace}/jobs/${slug}/definition`;
  /** Goes back to what runs, as one step: undo brings back what was changed. */
  const discard = async () => {
    try {
      const answer = await fetch(`${file}?version=${liveVersion}`, { cache: "no-store" });
      const live: Definition = await answer.json();
      if (!answer.ok || !Array.isArray(live.steps)) throw new Error("There was no answer.");
      if (sameJson(live, editor.get().definition)) {
        toasts.show({ tone: "good", message: "The draft says what is live already." });
        return;
      }
      editor.apply(live, { label: "Discard the draft" });
      toasts.show({
        tone: "good",
        message: `The draft says what version ${liveVersion} says.`,
        action: { label: "Undo", run: () => editor.undo() },
      });
    } catch {
      toasts.show({
        tone: "bad",
        message: "Trig could not be reached, so nothing was discarded. Try again.",
      });
    }
  };
  return (
    <Menu trigger={trigger} align="end" isOpenFirst>
      {liveVersion !== null ? (
        <MenuLink icon={History} href={versionsHref(workspace, slug)}>
          Versions
        </MenuLink>
      ) : null}
      <MenuItem icon={Download} onSelect={() => location.assign(file)}>
        Export as JSON
      </MenuItem>
      {liveVersion !== null && !editor.isReadOnly ? (
        <MenuItem icon={Undo2} onSelect={() => void discard()}>
          Discard the draft
        </MenuItem>
      ) : null}
    </Menu>
  );
}
