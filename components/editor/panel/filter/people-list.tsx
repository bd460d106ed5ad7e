"use client";

import { AddCondition } from "@/components/editor/panel/filter/add-condition";
import { ConditionList } from "@/components/editor/panel/filter/condition-list";
import { madeOptions, plainOptions } from "@/components/editor/panel/filter/condition-options";
import { add } from "@/components/editor/panel/filter/edit-filter";
import type { InnerList } from "@/components/editor/panel/filter/row-props";
import { usePanel } from "@/components/editor/panel/panel-context";
import { filterLimits } from "@/lib/audiences/schema";

/** What each of an organisation's people is asked. The last condition stays: without any it would ask nothing. */
export function PeopleList({ conditions, change, path, everWords }: InnerList & { everWords: string }) {
  const { input } = usePanel();
  return (
    <ConditionList
      conditions={conditions}
      change={(next, coalesce) => (next.length > 0 ? change(next, coalesce) : undefined)}
      path={path}
      joiner="and"
      most={filterLimits.conditionsOfPeople}
      entity="person"
      everWords={everWords}
      inner={() => null}
    >
      {conditions.length < filterLimits.conditionsOfPeople ? (
        <div className="border-t border-line px-3 py-1.5">
          <AddCondition
            options={() => plainOptions(input, "person")}
            made={(typed) => madeOptions(input, "person", typed)}
            onAdd={(condition) => change(add(conditions, condition))}
          >
            And …
          </AddCondition>
        </div>
      ) : null}
    </ConditionList>
  );
}
