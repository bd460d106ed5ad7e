"use client";

import type { ReactNode } from "react";
import { useEditor, useEditorState } from "@/components/editor/editor-context";
import { type Noted, severities } from "@/components/editor/panel/fields/problem-notes";
import { headingOf } from "@/components/editor/panel/panel-heading";
import { selectedItem } from "@/components/editor/panel/selected-item";
import { presentTexts, unreadTexts } from "@/components/editor/unread-texts";
import { selectionAt } from "@/lib/programmes/edit/selection-at";
import type { Definition, Problem } from "@/lib/programmes/schema";
import { plural } from "@/lib/words/figures";

interface Group {
  severity: Problem["severity"];
  title: (count: number) => string;
}

const groups: readonly Group[] = [
  { severity: "error", title: (count) => `${plural(count, "error")} to mend before it can go live` },
  { severity: "warning", title: (count) => plural(count, "warning") },
  { severity: "note", title: (count) => `${plural(count, "piece", "pieces")} of advice` },
];

/** Everything wrong with the job, the gravest first, each with where it is; a click opens the form there and focuses the field. */
export function ProblemsList({ afterwards }: { afterwards?: () => void }) {
  const editor = useEditor();
  const definition = useEditorState((state) => state.definition);
  const problems = useEditorState((state) => state.problems);
  const unread = presentTexts(unreadTexts(editor).use(), definition);
  const open = (selected: string, field: string) => {
    editor.select(selected, field);
    afterwards?.();
  };
  if (problems.length === 0 && unread.length === 0)
    return <p className="px-4 py-5 text-sm text-ink-2">Nothing is wrong with it as far as can be told.</p>;
  return (
    <>
      <Part title="Typed, and not part of the job yet" lines={unread}>
        {({ selected, field, message }) => (
          <ProblemLine
            problem={{ severity: "error", message }}
            where={placeWords(definition, selected)}
            go={() => open(selected, field)}
          />
        )}
      </Part>
      {groups.map(({ severity, title }) => {
        const alike = problems.filter((problem) => problem.severity === severity);
        return (
          <Part key={severity} title={title(alike.length)} lines={alike}>
            {(problem) => {
              const { selected, field } = selectionAt(definition, problem.path);
              return (
                <ProblemLine
                  problem={problem}
                  where={placeWords(definition, selected)}
                  go={() => open(selected, field)}
                />
              );
            }}
          </Part>
        );
      })}
    </>
  );
}

interface PartProps<Line> {
  title: string;
  lines: readonly Line[];
  children: (line: Line) => ReactNode;
}

/** Lines of one kind under a heading; nothing where there are none. */
function Part<Line extends { message: string }>({ title, lines, children }: PartProps<Line>) {
  if (lines.length === 0) return null;
  return (
    <section className="border-line not-first:border-t">
      <h3 className="px-4 pt-3 pb-1 text-xs font-medium text-ink-3">{title}</h3>
      <ul className="px-1.5 pb-1.5">
        {lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same can be wrong twice in one place
          <li key={`${index} ${line.message}`}>{children(line)}</li>
        ))}
      </ul>
    </section>
  );
}

function ProblemLine({ problem, where, go }: { problem: Noted; where: string; go: () => void }) {
  const { icon: Icon, ink, name } = severities[problem.severity];
  return (
    <button
      type="button"
      onClick={go}
      className="flex w-full gap-2 rounded-md px-2.5 py-2 text-left text-sm hover:bg-lit focus-visible:bg-lit"
    >
      <Icon role="img" aria-label={name} size={14} strokeWidth={2} className={`mt-[3px] shrink-0 ${ink}`} />
      <span className="min-w-0 [overflow-wrap:anywhere]">
        <span className="block text-pretty">{problem.message}</span>
        {problem.fix ? <span className="block text-pretty text-ink-2">{problem.fix}</span> : null}
        <span className="mt-0.5 line-clamp-1 text-xs text-ink-3">{where}</span>
      </span>
    </button>
  );
}

/** Where a problem is: the first line of what it belongs to, and what that is. */
function placeWords(definition: Definition, selected: string): string {
  const found = selectedItem(definition, selected);
  if (!found) return "";
  const { title, about } = headingOf(definition, found);
  return `${title} · ${about}`;
}
