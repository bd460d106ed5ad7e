"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useEditor } from "@/components/editor/editor-context";
import { presentTexts, unreadTexts } from "@/components/editor/unread-texts";
import { Button } from "@/components/ui/button";
import { canPublish } from "@/lib/programmes/checks/problems-of";
import { selectionAt } from "@/lib/programmes/edit/selection-at";

/** Leads to the page on which the draft goes live, once everything is saved; with errors it says why not and goes to the first one. */
export function PublishLink({ href, flush }: { href: string; flush: () => Promise<boolean> }) {
  const editor = useEditor();
  const router = useRouter();
  const [isLeaving, setLeaving] = useState(false);
  async function go() {
    const { definition, problems } = editor.get();
    const [first] = problems;
    if (first && !canPublish(problems)) {
      const { selected, field } = selectionAt(definition, first.path);
      editor.select(selected, field);
      editor.say(`It cannot go live yet: ${first.message}`);
      return;
    }
    const [unread] = presentTexts(unreadTexts(editor).get(), definition);
    if (unread) {
      editor.select(unread.selected, unread.field);
      editor.say(`What was typed here is not part of the job yet: ${unread.message}`);
      return;
    }
    setLeaving(true);
    if (await flush()) router.push(href);
    else setLeaving(false);
  }
  return (
    <Button look="main" aria-disabled={isLeaving} onClick={() => void go()}>
      Publish …
    </Button>
  );
}
