"use client";

import { PanelGroup } from "@/components/editor/panel/fields/panel-field";
import { Segments } from "@/components/editor/panel/fields/segments";
import { FilterForm } from "@/components/editor/panel/filter/filter-form";
import type { FormEntry } from "@/components/editor/panel/panel-context";
import { customerClause } from "@/lib/audiences/describe";
import type { Definition, Goal } from "@/lib/programmes/schema";

const everWords: { readonly [C in Goal["counts"]]: string } = {
  since_entry: "since entry",
  ever: "at any time",
};

/** What completes a pass. */
export const goal: FormEntry<Definition> = {
  fields: ["goal"],
  Form: ({ item, change }) => (
    <>
      <FilterForm
        label="It is reached when"
        filter={item.goal.filter}
        change={(filter, coalesce) => change({ goal: { ...item.goal, filter } }, coalesce)}
        path="goal.filter"
        entity={item.target}
        words={(filter) => `Completes as soon as ${customerClause(filter)}`}
        empty="Nobody can complete yet: say what a customer will have done."
        everWords={everWords[item.goal.counts]}
      />
      <PanelGroup
        label="Events count"
        path="goal.counts"
        hint={
          item.goal.counts === "ever"
            ? "Whoever has done it before cannot enter."
            : "Only what happens after entry completes, so that each pass asks for it anew."
        }
      >
        {() => (
          <Segments
            label="Events count"
            value={item.goal.counts}
            options={[
              ["since_entry", "Since entry"],
              ["ever", "At any time"],
            ]}
            onChoose={(counts) => change({ goal: { ...item.goal, counts } })}
            field="goal.counts"
          />
        )}
      </PanelGroup>
    </>
  ),
};
