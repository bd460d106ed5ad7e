"use client";

import { CircleAlert, CircleCheck, TriangleAlert } from "lucide-react";
import { Content, Portal, Root, Trigger } from "radix-ui/popover";
import { useRef, useState } from "react";
import { useEditor, useEditorState } from "@/components/editor/editor-context";
import { ProblemsList } from "@/components/editor/panel/problems-list";
import { presentTexts, unreadTexts } from "@/components/editor/unread-texts";
import { plural } from "@/lib/words/figures";

/** How much stands in the way of publishing; opens the list of problems. */
export function ProblemsButton() {
  const [isOpen, setOpen] = useState(false);
  const isChosen = useRef(false);
  const problems = useEditorState((state) => state.problems);
  const count = (severity: string) => problems.filter((one) => one.severity === severity).length;
  const definition = useEditorState((state) => state.definition);
  const unread = presentTexts(unreadTexts(useEditor()).use(), definition);
  const errors = count("error") + unread.length;
  const warnings = count("warning");
  const words =
    errors > 0 ? plural(errors, "error") : warnings > 0 ? plural(warnings, "warning") : "No problems";
  const Icon = errors > 0 ? CircleAlert : warnings > 0 ? TriangleAlert : CircleCheck;
  const ink = errors > 0 ? "text-bad-ink" : warnings > 0 ? "text-warn-ink" : "text-ink-3";
  return (
    <Root open={isOpen} onOpenChange={setOpen}>
      <Trigger
        className={`inline-flex h-8 items-center gap-1.5 rounded-md px-2 text-sm whitespace-nowrap hover:bg-lit aria-expanded:bg-lit ${ink}`}
      >
        <Icon aria-hidden size={15} strokeWidth={1.75} />
        {words}
      </Trigger>
      <Portal>
        <Content
          align="end"
          sideOffset={6}
          collisionPadding={8}
          aria-label="Problems"
          onCloseAutoFocus={(event) => {
            // Whoever chose a problem is at its field by now.
            if (isChosen.current) event.preventDefault();
            isChosen.current = false;
          }}
          className="lifted z-30 max-h-[min(32rem,var(--radix-popover-content-available-height))] w-[26rem] max-w-[calc(100vw-1rem)] overflow-y-auto overscroll-contain"
        >
          <ProblemsList
            afterwards={() => {
              isChosen.current = true;
              setOpen(false);
            }}
          />
        </Content>
      </Portal>
    </Root>
  );
}
