"use client";

import { useRef } from "react";
import { AddCondition } from "@/components/editor/panel/filter/add-condition";
import { ConditionList } from "@/components/editor/panel/filter/condition-list";
import { conditionOptions, madeOptions } from "@/components/editor/panel/filter/condition-options";
import { add } from "@/components/editor/panel/filter/edit-filter";
import { PeopleList } from "@/components/editor/panel/filter/people-list";
import { usePanel } from "@/components/editor/panel/panel-context";
import { whoClause } from "@/lib/audiences/describe";
import type { Condition } from "@/lib/audiences/schema";
import type { Entity } from "@/lib/profiles/schema";
import { definitionLimits } from "@/lib/programmes/schema";

interface Props {
  exclusions: readonly Condition[];
  change: (next: Condition[], coalesce?: string) => void;
  entity: Entity;
}

const EVER = "at any time";

/** Conditions of which each keeps a customer out. */
export function Exclusions({ exclusions, change, entity }: Props) {
  const { input, isReadOnly } = usePanel();
  const box = useRef<HTMLFieldSetElement>(null);
  const set = (next: Condition[], coalesce?: string) => {
    change(next, coalesce);
    if (next.length < exclusions.length)
      requestAnimationFrame(() => box.current?.querySelector<HTMLElement>("[data-add]")?.focus());
  };
  const hasSome = exclusions.length > 0;
  const addition = isReadOnly ? null : (
    <AddCondition
      options={() => conditionOptions(input, entity)}
      made={(typed) => madeOptions(input, entity, typed)}
      onAdd={(condition) => change(add(exclusions, condition))}
    >
      {hasSome ? "Or who …" : "Keep somebody out"}
    </AddCondition>
  );
  return (
    <fieldset ref={box} className="min-w-0" data-field="exclusions">
      <legend className="mb-1.5 text-sm font-medium">Who is kept out</legend>
      {hasSome ? (
        <ConditionList
          conditions={exclusions}
          change={set}
          path="exclusions"
          joiner="or"
          most={definitionLimits.exclusions}
          entity={entity}
          everWords={EVER}
          inner={(list) => <PeopleList {...list} everWords={EVER} />}
        >
          {addition && exclusions.length < definitionLimits.exclusions ? (
            <div className="border-t border-line px-3 py-1.5">{addition}</div>
          ) : null}
        </ConditionList>
      ) : (
        <div className="rounded-md border border-dashed border-line-strong px-3 py-2">
          {addition ?? <span className="text-sm text-ink-3">Nobody</span>}
        </div>
      )}
      {hasSome ? (
        <p className="mt-2 text-sm text-pretty text-ink-2 [overflow-wrap:anywhere]">
          {`Not one ${exclusions.map((one) => whoClause({ any: [{ all: [one] }] })).join(", or ")}.`}
        </p>
      ) : null}
    </fieldset>
  );
}
