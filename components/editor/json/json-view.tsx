"use client";

import { useRef } from "react";
import { useEditor, useEditorState } from "@/components/editor/editor-context";
import { placeInJson } from "@/components/editor/json/place-in-json";
import { useJsonText } from "@/components/editor/json/use-json-text";
import { severities } from "@/components/editor/panel/fields/problem-notes";
import { Dialog } from "@/components/ui/dialog";
import { textareaLook } from "@/components/ui/field";
import type { Problem } from "@/lib/programmes/schema";
import { plural } from "@/lib/words/figures";

/** The whole job as JSON, with the same problems at the same places. */
export function JsonView({ onClose }: { onClose: () => void }) {
  const { isReadOnly } = useEditor();
  const ofJob = useEditorState((state) => state.problems);
  const { text, reading, isApart, type, startAgain } = useJsonText();
  const box = useRef<HTMLTextAreaElement>(null);
  const problems = reading.kind === "wrong" ? reading.problems : ofJob;
  const show = ({ path }: Problem) => {
    const place = placeInJson(text, path);
    const area = box.current;
    if (!place || !area) return;
    area.focus();
    area.setSelectionRange(place.from, place.to);
    const line = text.slice(0, place.from).split("\n").length;
    const lines = text.split("\n").length;
    area.scrollTop = (line / lines) * area.scrollHeight - area.clientHeight / 3;
  };
  return (
    <Dialog
      title="The job as JSON"
      about={
        isReadOnly
          ? undefined
          : "It is the job as soon as it can be read as one; until then it stays as you typed it."
      }
      onClose={onClose}
      className="sm:top-[6vh] sm:max-h-[88dvh] sm:max-w-4xl"
    >
      <textarea
        ref={box}
        aria-label="The job as JSON"
        aria-invalid={reading.kind === "wrong" || undefined}
        aria-describedby="json-problems"
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        readOnly={isReadOnly}
        value={text}
        onChange={(event) => type(event.target.value)}
        className={`block h-[46dvh] resize-none font-mono text-sm leading-5 whitespace-pre ${textareaLook}`}
      />
      <div className="mt-3 flex min-h-7 items-center justify-between gap-4 text-sm">
        <p role="status" className="text-ink-2">
          {words(reading, isApart, problems.length)}
        </p>
        {isApart ? (
          <button type="button" onClick={startAgain} className="font-medium whitespace-nowrap text-accent">
            Back to the job as it is
          </button>
        ) : null}
      </div>
      <ul id="json-problems" className="mt-1 max-h-[22dvh] overflow-y-auto">
        {problems.map((problem, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same can be wrong twice in one place
          <li key={`${index} ${problem.path} ${problem.message}`}>
            <Line problem={problem} show={() => show(problem)} />
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

function words(
  { kind, ...rest }: ReturnType<typeof useJsonText>["reading"],
  isApart: boolean,
  count: number,
): string {
  if ("message" in rest) return rest.message;
  if (kind === "wrong") return `Not the job yet: ${plural(count, "thing")} to mend.`;
  if (isApart) return "Reading…";
  return count === 0
    ? "This is the job. Nothing is wrong with it."
    : `This is the job. ${plural(count, "problem")}:`;
}

function Line({ problem, show }: { problem: Problem; show: () => void }) {
  const { icon: Icon, ink, name } = severities[problem.severity];
  return (
    <button
      type="button"
      onClick={show}
      className="flex w-full gap-2 rounded-md px-2 py-1.5 text-left text-sm hover:bg-lit focus-visible:bg-lit"
    >
      <Icon role="img" aria-label={name} size={14} strokeWidth={2} className={`mt-[3px] shrink-0 ${ink}`} />
      <span className="min-w-0 [overflow-wrap:anywhere]">
        {problem.message}
        {problem.fix ? <span className="text-ink-2"> {problem.fix}</span> : null}
        {problem.path ? <code className="block font-mono text-xs text-ink-3">{problem.path}</code> : null}
      </span>
    </button>
  );
}
