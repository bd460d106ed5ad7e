"use client";

import { Copy, X } from "lucide-react";
import { useRef } from "react";
import { ProblemNotes } from "@/components/editor/panel/fields/problem-notes";
import { IconButton } from "@/components/editor/panel/fields/quiet-button";
import { AddCondition } from "@/components/editor/panel/filter/add-condition";
import { ConditionList } from "@/components/editor/panel/filter/condition-list";
import { conditionOptions, madeOptions } from "@/components/editor/panel/filter/condition-options";
import {
  add,
  duplicateAt,
  removeAt,
  withConditions,
  withGroup,
} from "@/components/editor/panel/filter/edit-filter";
import { PeopleList } from "@/components/editor/panel/filter/people-list";
import { rowKeys } from "@/components/editor/panel/filter/row-keys";
import { usePanel } from "@/components/editor/panel/panel-context";
import { problemsBeside, problemsWithin } from "@/components/editor/panel/problem-paths";
import { type Filter, filterLimits } from "@/lib/audiences/schema";
import type { Entity } from "@/lib/profiles/schema";

interface Props {
  label: string;
  filter: Filter;
  change: (next: Filter, coalesce?: string) => void;
  path: string;
  entity: Entity;
  /** The whole of it in words, without a full stop: "A person whose plan is “pro”". */
  words: (filter: Filter) => string;
  /** What it means that there is no condition. */
  empty: string;
  /** What it means that an event has no window. */
  everWords?: string;
}

/** A filter as rows: conditions joined by "and", groups joined by "or", and below it the same in words. */
export function FilterForm(props: Props) {
  const { label, filter, change, path, entity, words, empty, everWords = "at any time" } = props;
  const { input, problems, isReadOnly } = usePanel();
  const box = useRef<HTMLFieldSetElement>(null);
  const keys = rowKeys(filter.any);
  const options = () => conditionOptions(input, entity);
  const made = (typed: string) => madeOptions(input, entity, typed);
  const isEmpty = filter.any.every(({ all }) => all.length === 0);
  const hasRoom = filter.any.length < filterLimits.groups;
  const beside = problemsBeside(
    problemsWithin(problems, path),
    filter.any.map((_, group) => `${path}.any[${group}].all`),
  );
  const set = (next: Filter, coalesce?: string) => {
    change(next, coalesce);
    const isShorter = size(next) < size(filter);
    // What had the focus is gone with its row.
    if (isShorter)
      requestAnimationFrame(() => box.current?.querySelector<HTMLElement>("[data-add]")?.focus());
  };
  return (
    <fieldset ref={box} className="min-w-0" data-field={path}>
      <legend className="mb-1.5 text-sm font-medium">{label}</legend>
      {filter.any.map(({ all }, group) => (
        <div key={keys[group]}>
          {group > 0 ? <Or /> : null}
          <ConditionList
            conditions={all}
            change={(next, coalesce) => set(withConditions(filter, group, next), coalesce)}
            path={`${path}.any[${group}].all`}
            joiner="and"
            most={filterLimits.conditionsOfGroup}
            entity={entity}
            everWords={everWords}
            inner={(list) => <PeopleList {...list} everWords={everWords} />}
          >
            {isReadOnly ? null : (
              <div
                className={`flex items-center justify-between px-3 py-1.5 ${all.length > 0 ? "border-t border-line" : ""}`}
              >
                {all.length < filterLimits.conditionsOfGroup ? (
                  <AddCondition
                    options={options}
                    made={made}
                    onAdd={(condition) => set(withConditions(filter, group, add(all, condition)))}
                  >
                    {all.length > 0 ? "And …" : "Add a condition"}
                  </AddCondition>
                ) : null}
                {filter.any.length > 1 ? (
                  <span className="-mr-1.5 flex">
                    {hasRoom ? (
                      <IconButton
                        icon={Copy}
                        label="Duplicate this group"
                        onClick={() => set({ any: duplicateAt(filter.any, group) })}
                      />
                    ) : null}
                    <IconButton
                      icon={X}
                      label="Remove this group"
                      onClick={() => set({ any: removeAt(filter.any, group) })}
                    />
                  </span>
                ) : null}
              </div>
            )}
          </ConditionList>
        </div>
      ))}
      {isReadOnly || !hasRoom || (isEmpty && filter.any.length > 0) ? null : (
        <div
          className={isEmpty ? "rounded-md border border-dashed border-line-strong px-3 py-2" : "mt-1.5 px-3"}
        >
          <AddCondition
            options={options}
            made={made}
            onAdd={(condition) => set(withGroup(filter, condition))}
          >
            {isEmpty ? "Add a condition" : "Or …"}
          </AddCondition>
        </div>
      )}
      {isEmpty && beside.length > 0 ? null : (
        <p className="mt-2 text-sm text-pretty text-ink-2 [overflow-wrap:anywhere]">
          {isEmpty ? empty : `${words(filter)}.`}
        </p>
      )}
      <ProblemNotes problems={beside} />
    </fieldset>
  );
}

function Or() {
  return (
    <p className="my-2 flex items-center gap-2 text-xs text-ink-3" aria-hidden>
      <span className="h-px flex-1 bg-line" />
      or
      <span className="h-px flex-1 bg-line" />
    </p>
  );
}

function size({ any }: Filter): number {
  return any.reduce((sum, { all }) => sum + 1 + all.length, 0);
}
