"use client";

import { useEffect } from "react";
import { useEditor } from "@/components/editor/editor-context";

/** What is closed stays closed while the tab is open, job by job; it is no part of the job. */
export function useKeptCollapse(): void {
  const editor = useEditor();
  useEffect(() => {
    const key = `trig-closed:${window.location.pathname}`;
    editor.collapse(read(sessionStorage.getItem(key)));
    let kept = editor.get().collapsed;
    return editor.follow(() => {
      const { collapsed } = editor.get();
      if (collapsed === kept) return;
      kept = collapsed;
      sessionStorage.setItem(key, JSON.stringify([...collapsed]));
    });
  }, [editor]);
}

function read(kept: string | null): string[] {
  try {
    const ids: unknown = JSON.parse(kept ?? "[]");
    return Array.isArray(ids) ? ids.filter((id) => typeof id === "string") : [];
  } catch {
    return [];
  }
}
