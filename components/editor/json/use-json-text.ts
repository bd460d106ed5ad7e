"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { useEditor, useEditorState } from "@/components/editor/editor-context";
import type { Editor } from "@/components/editor/editor-store";
import { useReadJson } from "@/components/editor/json/read-json";
import { attempt } from "@/components/ui/attempt";
import type { Definition, Problem } from "@/lib/programmes/schema";

const REST_MS = 400;
const UNANSWERED = "Trig could not be reached. What you typed is still here, and is read once it can be.";

/** Text that is no job yet, for as long as its editor is open: closing the view does not lose it. */
const unread = new WeakMap<Editor, string>();

/** What the job said when its text began to be typed over. */
const typedOver = new WeakMap<Editor, Definition>();
const CHANGED: Problem = {
  check: "json",
  severity: "error",
  path: "",
  message: "The job was changed elsewhere while you typed here, so this text is not put in its place.",
  fix: "Copy what you need, then start again from what it says now.",
};

type Reading =
  | { kind: "same" | "asking" }
  | { kind: "wrong"; problems: readonly Problem[] }
  | { kind: "unanswered"; message: string };

/** The job as text: what was typed becomes the job as soon as it reads as one; until then it stays as it was typed. */
export function useJsonText() {
  const editor = useEditor();
  const readJson = useReadJson();
  const definition = useEditorState((state) => state.definition);
  const [typed, setTyped] = useState<string | null>(() => unread.get(editor) ?? null);
  const [reading, setReading] = useState<Reading>({ kind: "same" });
  const asked = useRef(0);
  /** The job that the text was read as: as long as it stands, the text is not written anew under its author's hands. */
  const [readAs, setReadAs] = useState<Definition | null>(null);

  const read = useCallback(
    async (text: string) => {
      const mine = ++asked.current;
      const wrong = jsonFault(text);
      if (wrong) return setReading({ kind: "wrong", problems: [wrong] });
      if (!readJson) return;
      setReading({ kind: "asking" });
      const tried = await attempt(() => readJson(text));
      if (mine !== asked.current) return;
      if (!("answer" in tried)) return setReading({ kind: "unanswered", message: UNANSWERED });
      const { answer } = tried;
      if (!("problems" in answer)) return setReading({ kind: "unanswered", message: answer.message });
      if (!answer.definition) return setReading({ kind: "wrong", problems: answer.problems });
      if (typedOver.get(editor) !== editor.get().definition)
        return setReading({ kind: "wrong", problems: [CHANGED] });
      unread.delete(editor);
      editor.apply(answer.definition, { label: "Change the JSON", coalesce: "json" });
      setReadAs(editor.get().definition);
      setReading({ kind: "same" });
    },
    [editor, readJson],
  );

  useEffect(() => {
    if (typed === null || unread.get(editor) !== typed) return;
    const soon = setTimeout(() => void read(typed), REST_MS);
    return () => clearTimeout(soon);
  }, [typed, read, editor]);
  useEffect(() => {
    const again = () => {
      const text = unread.get(editor);
      if (text !== undefined) void read(text);
    };
    window.addEventListener("online", again);
    return () => window.removeEventListener("online", again);
  }, [editor, read]);

  const isOwn = typed !== null && (unread.has(editor) || readAs === definition);
  return {
    text: isOwn ? typed : JSON.stringify(definition, null, 2),
    reading: isOwn ? reading : ({ kind: "same" } satisfies Reading),
    /** Whether the text is not the job. */
    isApart: unread.has(editor),
    type(text: string) {
      if (!unread.has(editor)) typedOver.set(editor, editor.get().definition);
      unread.set(editor, text);
      setTyped(text);
    },
    startAgain() {
      asked.current++;
      unread.delete(editor);
      setTyped(null);
      setReading({ kind: "same" });
    },
  };
}

function jsonFault(text: string): Problem | null {
  try {
    JSON.parse(text);
    return null;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { check: "json", severity: "error", path: "", message: `This is no JSON yet: ${why}.` };
  }
}
