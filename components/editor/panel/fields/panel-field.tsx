"use client";

import { type ReactNode, useId } from "react";
import { ProblemNotes } from "@/components/editor/panel/fields/problem-notes";
import { usePanel } from "@/components/editor/panel/panel-context";
import { problemsWithin } from "@/components/editor/panel/problem-paths";

/** What ties an input to its label, to its problems, and to the path that a problem names. */
export interface Control {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
  "data-field": string;
}

interface Props {
  label: string;
  /** Where its value stands in the item. */
  path: string;
  /** One sentence that helps to fill it in. */
  hint?: ReactNode;
  /** What is wrong with what was typed and is not a value yet. */
  problem?: string | null;
  /** Beside the label, at the right. */
  aside?: ReactNode;
  children: (control: Control) => ReactNode;
}

/** A labelled place of a form, with advice and what is wrong below it. */
export function PanelField({ label, path, hint, problem = null, aside, children }: Props) {
  const id = useId();
  const { control, notes } = useControl(path, id, problem, Boolean(hint));
  return (
    <div className="relative min-w-0">
      <label htmlFor={id} className="mb-1 block w-fit text-sm font-medium">
        {label}
      </label>
      {children(control)}
      {/* Above the input, and behind it for the Tab key. */}
      {aside ? <div className="absolute -top-0.5 right-0">{aside}</div> : null}
      {notes}
      {hint ? (
        <p id={`${id}-hint`} className="mt-1.5 text-sm text-pretty text-ink-3">
          {hint}
        </p>
      ) : null}
    </div>
  );
}

/** The same for several inputs under one heading. */
export function PanelGroup({ label, path, hint, problem = null, children }: Omit<Props, "aside">) {
  const id = useId();
  const { control, notes } = useControl(path, id, problem, Boolean(hint));
  return (
    <fieldset className="min-w-0" aria-describedby={control["aria-describedby"]}>
      <legend className="mb-1 text-sm font-medium">{label}</legend>
      {children(control)}
      {notes}
      {hint ? (
        <p id={`${id}-hint`} className="mt-1.5 text-sm text-pretty text-ink-3">
          {hint}
        </p>
      ) : null}
    </fieldset>
  );
}

/** What is wrong at a place, for an input without a label of its own. */
export function useControl(
  path: string,
  id: string,
  problem: string | null,
  hasHint = false,
): { control: Control; notes: ReactNode } {
  const { problems } = usePanel();
  const found = problemsWithin(problems, path);
  const said = problem === null ? found : [{ severity: "error" as const, message: problem }, ...found];
  const described = [said.length > 0 && `${id}-problems`, hasHint && `${id}-hint`].filter(Boolean).join(" ");
  const isInvalid = said.some(({ severity }) => severity === "error");
  return {
    control: {
      id,
      "aria-describedby": described || undefined,
      "aria-invalid": isInvalid || undefined,
      "data-field": path,
    },
    notes: <ProblemNotes id={`${id}-problems`} problems={said} />,
  };
}
