"use client";

import { Copy, X } from "lucide-react";
import { useEffect, useRef } from "react";
import { ProblemNotes } from "@/components/editor/panel/fields/problem-notes";
import { IconButton } from "@/components/editor/panel/fields/quiet-button";
import { rowForm } from "@/components/editor/panel/filter/condition-rows";
import { takeFresh } from "@/components/editor/panel/filter/row-keys";
import type { RowProps } from "@/components/editor/panel/filter/row-props";
import { usePanel } from "@/components/editor/panel/panel-context";
import { problemsBeside, problemsWithin } from "@/components/editor/panel/problem-paths";
import { describeCondition } from "@/lib/audiences/describe";
import type { ConditionKind } from "@/lib/audiences/schema";

interface Props<Kind extends ConditionKind> extends RowProps<Kind> {
  /** What joins it with the one before; absent for the first. */
  joiner?: string | undefined;
  remove: () => void;
  /** Absent where there is no room for another. */
  duplicate?: (() => void) | undefined;
}

/** Where the parts of a row show their problems. */
const shownByRow = ["attribute", "is", "event", "count", "within", "where", "slug", "quantifier", "all"];

/** One condition: what it asks after, and how. */
export function ConditionRow<Kind extends ConditionKind>({ joiner, remove, duplicate, ...row }: Props<Kind>) {
  const { problems, isReadOnly } = usePanel();
  const { condition, path } = row;
  const { icon: Icon, noun, Row } = rowForm(condition);
  const box = useRef<HTMLFieldSetElement>(null);
  useEffect(() => {
    if (takeFresh(condition)) box.current?.querySelector<HTMLElement>("[data-row-first]")?.focus();
  }, [condition]);
  const beside = problemsBeside(
    problemsWithin(problems, path),
    shownByRow.map((part) => `${path}.${part}`),
  );
  return (
    <fieldset ref={box} data-field={path} className="relative flex min-w-0 gap-2.5 p-3">
      <legend className="sr-only">{`${noun}: ${describeCondition(condition)}`}</legend>
      {joiner ? (
        <span aria-hidden className="absolute -top-[9px] left-2.5 bg-surface px-1 text-xs text-ink-3">
          {joiner}
        </span>
      ) : null}
      <Icon aria-hidden size={15} strokeWidth={1.75} className="mt-[11px] shrink-0 text-ink-3" />
      <div className="min-w-0 flex-1">
        <Row {...row} />
        <ProblemNotes problems={beside} />
      </div>
      {isReadOnly ? null : (
        <span className="-mr-1.5 flex flex-col pt-1">
          <IconButton icon={X} label="Remove this condition" onClick={remove} />
          {duplicate ? <IconButton icon={Copy} label="Duplicate this condition" onClick={duplicate} /> : null}
        </span>
      )}
    </fieldset>
  );
}
